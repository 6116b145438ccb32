"""Messages on their way to Telegram, and every way in which it refuses them."""


import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.conversation import Option, Reply
from tests.webhook.telegram.talking import CHAT, TOKEN, raw, tapped
from webhook.channels.chatting.account import Account
from webhook.channels.contract import Button, Gone, Later, Moved, Outgoing, Refused, Unsure

HELLO = Outgoing("Hello", buttons=((Button("1 Agree", "7:agree"),),))
INSTEAD = Outgoing("Next", edit_of="33", trace="q4 You have already answered that one.")
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BOXES = [[{"text": "☐ 1 Art", "callback_data": "7:+art"}], [{"text": "Next", "callback_data": "7:!"}]]


def send(telegram, message=HELLO):
    return telegram.send(str(CHAT), message, "outbox-1")


def test_a_message_with_its_buttons(telegram, line):
    sent = send(telegram)
    (given,) = line.named("sendMessage")
    assert (given["chat_id"], given["text"]) == (str(CHAT), "Hello")
    assert given["reply_markup"] == {"inline_keyboard": [[{"text": "1 Agree", "callback_data": "7:agree"}]]}
    assert given["link_preview_options"] == {"is_disabled": True}
    assert sent.provider_id == "101"


def test_the_answer_to_a_tap_takes_the_place_of_the_message_and_stops_the_spinner(telegram, line):
    assert send(telegram, INSTEAD).provider_id == "33"
    assert line.named("sendMessage") == []
    (edit,) = line.named("editMessageText")
    assert (edit["text"], edit["message_id"]) == ("Next", "33")
    assert "reply_markup" not in edit
    (answer,) = line.named("answerCallbackQuery")
    assert (answer["callback_query_id"], answer["text"]) == ("q4", "You have already answered that one.")


def test_a_tap_too_old_to_acknowledge_counts_all_the_same(telegram, line):
    line.refuse("answerCallbackQuery", 400, TOO_OLD)
    assert send(telegram, INSTEAD).provider_id == "33"
    assert len(line.named("editMessageText")) == 1


def test_a_second_tap_finds_the_message_as_it_should_be(telegram, line):
    line.refuse("editMessageText", 400, "Bad Request: message is not modified: specified new message content and "
                                        "reply markup are exactly the same")
    assert send(telegram, INSTEAD).provider_id == "33"
    assert line.named("sendMessage") == []


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
def test_what_cannot_be_replaced_is_sent_anew(telegram, line, why):
    line.refuse("editMessageText", 400, f"Bad Request: {why}")
    assert send(telegram, INSTEAD).provider_id != "33"
    assert [given["text"] for given in line.named("sendMessage")] == ["Next"]


@pytest.mark.parametrize(("status", "description", "extra", "kind"), [
    (403, "Forbidden: bot was blocked by the user", {}, Gone),
    (403, "Forbidden: user is deactivated", {}, Gone),
    (400, "Bad Request: chat not found", {}, Gone),
    (400, "Bad Request: PEER_ID_INVALID", {}, Gone),
    (400, "Bad Request: BUTTON_DATA_INVALID", {}, Refused),
    (400, "Bad Request: message is too long", {}, Refused),
    (401, "Unauthorized", {}, Refused),
    (404, "Not Found", {}, Refused),
    (409, "Conflict: terminated by other getUpdates request", {}, Later),
    (429, "Too Many Requests: retry after 7", {"retry_after": 7}, Later),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1009}, Moved),
    (500, "Internal Server Error", {}, Later),
    (502, "Bad Gateway", {}, Later)])
def test_refusals(telegram, line, status, description, extra, kind):
    line.refuse("sendMessage", status, description, **extra)
    with pytest.raises(kind) as refusal:
        send(telegram)
    assert len(line.named("sendMessage")) == 1
    assert TOKEN not in str(refusal.value)
    assert str(CHAT) not in str(refusal.value)
    if kind is Moved:
        assert refusal.value.address == "-1009"
    if extra.get("retry_after"):
        assert refusal.value.seconds == 7


def caused(failure, cause):
    failure.__cause__ = cause
    return failure


@pytest.mark.parametrize(("failure", "kind"), [
    (TimedOut(), Unsure),
    (caused(TimedOut(), httpx.ReadTimeout("")), Unsure),
    (caused(TimedOut(), httpx.ConnectTimeout("")), Later),
    (caused(TimedOut(), httpx.PoolTimeout("")), Later),
    (caused(NetworkError("x"), httpx.ConnectError("")), Later),
    (caused(NetworkError("x"), httpx.ReadError("")), Unsure),
    (caused(NetworkError("x"), httpx.RemoteProtocolError("")), Unsure)])
def test_a_message_whose_end_is_unknown_is_never_sent_blindly_again(telegram, line, failure, kind):
    line.failing["sendMessage"].append(failure)
    with pytest.raises(kind):
        send(telegram)


@pytest.mark.parametrize("failure", [TimedOut(), caused(NetworkError("x"), httpx.ReadError(""))])
def test_putting_one_in_the_place_of_another_twice_shows_it_once(telegram, line, failure):
    line.failing["editMessageText"].append(failure)
    with pytest.raises(Later):
        send(telegram, INSTEAD)


def test_a_refusal_is_known_before_a_network_fault():
    assert issubclass(BadRequest, NetworkError)


def test_marking_a_choice_asks_nobody(telegram, line):
    assert telegram.parse(raw(tapped("7:+art", message=33, shown=BOXES))) == ()
    telegram.bridge.call(lambda bot: bot.get_me())
    (given,) = line.named("editMessageReplyMarkup")
    assert given["reply_markup"]["inline_keyboard"][0] == [{"text": "☑ 1 Art", "callback_data": "7:-art"}]
    assert len(line.named("answerCallbackQuery")) == 1


def test_a_mark_that_cannot_be_shown_harms_nothing(telegram, line):
    line.refuse("editMessageReplyMarkup", 400, "Bad Request: message is not modified")
    line.refuse("answerCallbackQuery", 400, TOO_OLD)
    assert telegram.parse(raw(tapped("7:+art", message=33, shown=BOXES))) == ()
    telegram.bridge.call(lambda bot: bot.get_me())


def test_a_chat_is_cleared_a_hundred_messages_at_once(telegram, line):
    telegram.forget(str(CHAT), [str(at) for at in range(1, 151)] + ["not a number", "1"])
    assert [len(given["message_ids"]) for given in line.named("deleteMessages")] == [100, 50]


def test_messages_too_old_to_delete_do_not_keep_the_others(telegram, line):
    line.refuse("deleteMessages", 400, "Bad Request: message can't be deleted for everyone")
    line.refuse("deleteMessage", 400, "Bad Request: message can't be deleted for everyone")
    telegram.forget(str(CHAT), ["1", "2", "3"])
    assert [given["message_id"] for given in line.named("deleteMessage")] == ["1", "2", "3"]


def test_clearing_is_asked_for_again_where_telegram_is_busy(telegram, line):
    line.refuse("deleteMessages", 429, "Too Many Requests: retry after 3", retry_after=3)
    with pytest.raises(Later) as later:
        telegram.forget(str(CHAT), ["1"])
    assert later.value.seconds == 3


def test_a_bot_that_is_another_is_named(telegram, line):
    assert telegram.check() == ("Telegram does not bring messages here. Run: heard telegram set-webhook",)
    telegram.account = Account(TOKEN, "other_bot")
    assert telegram.check() == ("HEARD_TELEGRAM_BOT is other_bot, but the token is that of riverside_bot. "
                                "Links would open another bot's chat.",)
    line.refuse("getMe", 401, "Unauthorized")
    assert telegram.check() == ("Telegram does not know the bot. Check HEARD_TELEGRAM_TOKEN with BotFather.",)


def test_an_offer_to_clear_is_sent_with_its_button(telegram, line):
    (message,) = telegram.compose(Reply("Thank you.", step=9, options=(Option(1, "/clear", "Clear this chat"),)))
    send(telegram, message)
    assert line.named("sendMessage")[0]["reply_markup"] == {
        "inline_keyboard": [[{"text": "Clear this chat", "callback_data": "9:/clear"}]]}
