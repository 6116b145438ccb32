"""What Telegram brings: who may bring it, and how it reads."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Inbound
from tests.webhook.telegram.talking import CHAT, SECRET, raw, tapped, typed
from webhook.channels.chatting.account import Account
from webhook.channels.chatting.bridge import Bridge
from webhook.channels.contract import Arrival, Forged, Raw
from webhook.channels.telegram import Telegram

BOXES = [[{"text": "☑ 1 Art", "callback_data": "7:-art"}], [{"text": "☐ 2 Sport", "callback_data": "7:+sport"}],
         [{"text": "☑ 3 Cooking", "callback_data": "7:-cooking"}], [{"text": "Next", "callback_data": "7:!"}]]


def only(arrivals) -> Arrival:
    assert len(arrivals) == 1
    return arrivals[0]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "é" * 30])
def test_a_request_without_the_secret_is_forged(telegram, secret):
    with pytest.raises(Forged):
        telegram.verify(raw(typed("hello"), secret))


def test_a_request_without_the_header_is_forged(telegram):
    with pytest.raises(Forged):
        telegram.verify(Raw(url="", headers={}, body=b"{}", form={}))


def test_a_request_with_the_secret_is_telegrams(telegram):
    telegram.verify(raw(typed("hello")))


def test_words(telegram):
    arrival = only(telegram.parse(raw(typed("  2 \r\n", update=81, at=1_790_000_000))))
    assert arrival.inbound == Inbound(words="2", at=dt.datetime.fromtimestamp(1_790_000_000, dt.UTC))
    assert (arrival.address, arrival.message_id, arrival.provider_id) == (str(CHAT), "81", "131")
    assert arrival.event == "message"


def test_nothing_that_is_printed_shows_who_or_what(telegram):
    arrival = only(telegram.parse(raw(typed("my words"))))
    assert str(CHAT) not in repr(arrival)
    assert "my words" not in repr(arrival)


@pytest.mark.parametrize(("words", "token"), [
    ("/start abc-123_XYabc-123_XY22", "abc-123_XYabc-123_XY22"),
    ("/start@riverside_bot abc-123_XY", "abc-123_XY"),
    ("/start   abc-123_XY  ", "abc-123_XY"),
    ("/start", ""), ("/start ", ""), ("/start not a token", ""), ("/start " + "x" * 65, "")])
def test_a_link_brings_its_token(telegram, words, token):
    arrival = only(telegram.parse(raw(typed(words))))
    assert (arrival.inbound.words, arrival.token) == ("start", token)


@pytest.mark.parametrize(("words", "read"), [
    ("/stop", "stop"), ("/Help@riverside_bot", "help"), ("/skip", "skip"), ("/language polski", "language polski"),
    ("and/or", "and/or"), ("/ 2", "/ 2"), ("3/4", "3/4")])
def test_commands_from_the_menu_are_words(telegram, words, read):
    assert only(telegram.parse(raw(typed(words)))).inbound.words == read


@pytest.mark.parametrize(("kind", "content"), [
    ("photo", [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]),
    ("voice", {"file_id": "f", "file_unique_id": "u", "duration": 2}),
    ("video_note", {"file_id": "f", "file_unique_id": "u", "duration": 2, "length": 3}),
    ("sticker", {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                 "is_animated": False, "is_video": False}),
    ("location", {"latitude": 51.5, "longitude": 0.1}),
    ("contact", {"phone_number": "+447700900123", "first_name": "Sam"}),
    ("document", {"file_id": "f", "file_unique_id": "u"})])
def test_what_is_not_words_is_named_and_never_fetched(telegram, line, kind, content):
    arrival = only(telegram.parse(raw(typed(**{kind: content}))))
    assert arrival.inbound.media == kind
    assert arrival.inbound.words == ""
    assert line.calls == []


def test_a_kind_newer_than_the_library_is_still_answered(telegram):
    assert only(telegram.parse(raw(typed(hologram={"file_id": "f"})))).inbound.media == "other"


def test_a_caption_is_words(telegram):
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    inbound = only(telegram.parse(raw(typed(photo=photo, caption="agree")))).inbound
    assert (inbound.words, inbound.media) == ("agree", "photo")


def test_the_pictures_of_one_album_are_one_message(telegram):
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    pictures = [only(telegram.parse(raw(typed(update=at, photo=photo, media_group_id="77")))) for at in (1, 2, 3)]
    assert len({picture.message_id for picture in pictures}) == 1


def test_an_edit_is_an_edit_and_not_an_answer(telegram):
    arrival = only(telegram.parse(raw(typed("3", edited=True, update=9))))
    assert arrival.inbound.edited
    assert arrival.inbound.words == "3"
    assert arrival.provider_id == "59"


def test_a_tap_is_read_by_its_nonce(telegram):
    arrival = only(telegram.parse(raw(tapped("7:agree", update=4, message=33))))
    assert arrival.inbound == Inbound(tap="agree", step=7)
    assert arrival.address == str(CHAT)
    assert arrival.trace == "33 q4"


def test_a_tapped_command(telegram):
    assert only(telegram.parse(raw(tapped("7:/skip")))).inbound == Inbound(tap="/skip", step=7)


def test_next_sends_everything_that_is_marked(telegram):
    assert only(telegram.parse(raw(tapped("7:!", shown=BOXES)))).inbound == Inbound(tap="art,cooking", step=7)


def test_next_with_nothing_marked_is_an_answer_without_words(telegram):
    assert only(telegram.parse(raw(tapped("7:!", shown=BOXES[1:2])))).inbound == Inbound(words="", step=7)


@pytest.mark.parametrize("data", ["", "x", "7", "7:", ":agree", "-1:agree", "٣:agree", "9" * 30 + ":agree"])
def test_what_no_button_of_ours_carries_says_nothing(telegram, data):
    assert telegram.parse(raw(tapped(data))) == ()


def test_a_tap_under_a_message_that_telegram_has_forgotten(telegram):
    update = tapped("7:agree")
    update["callback_query"]["message"] = {"message_id": 3, "date": 0, "chat": {"id": CHAT, "type": "private"}}
    assert only(telegram.parse(raw(update))).inbound == Inbound(tap="agree", step=7)


@pytest.mark.parametrize("update", [
    typed("2", kind="group"), typed("2", kind="supergroup"), typed("2", kind="channel"),
    typed("2", kind="group", edited=True), tapped("7:agree", kind="group"),
    tapped("7:+art", kind="group", shown=BOXES)])
def test_only_private_chats_are_read(telegram, line, update):
    assert telegram.parse(raw(update)) == ()
    assert line.calls == []


@pytest.mark.parametrize(("status", "event"), [("kicked", "blocked"), ("member", "unblocked")])
def test_blocking_the_bot(telegram, status, event):
    user = {"id": 666, "is_bot": True, "first_name": "b"}
    new = {"status": status, "user": user} | ({"until_date": 0} if status == "kicked" else {})
    update = {"update_id": 2, "my_chat_member": {
        "chat": {"id": CHAT, "type": "private"}, "from": {"id": CHAT, "is_bot": False, "first_name": "S"}, "date": 1,
        "old_chat_member": {"status": "member", "user": user}, "new_chat_member": new}}
    assert only(telegram.parse(raw(update))).event == event


def test_a_chat_that_became_another(telegram):
    arrival = only(telegram.parse(raw(typed(kind="group", chat=-5, migrate_to_chat_id=-1009))))
    assert (arrival.address, arrival.moved_to, arrival.event) == ("-5", "-1009", "ignored")


@pytest.mark.parametrize("body", [
    b"", b"null", b"[]", b"7", b'"x"', b"{", b"\xff\xfe", b"[" * 5000, b'{"message":{}}', b'{"update_id":4}',
    b'{"update_id":4,"message":{"date":1}}', b'{"update_id":"x","message":7}',
    json.dumps(typed("2", at=10**15)).encode(), json.dumps(typed("2", at="soon")).encode(),
    json.dumps({"update_id": 1, "some_future_thing": {"a": 1}}).encode(),
    json.dumps(typed("2")).replace('"private"', "7").encode()])
def test_poison_gives_nothing(telegram, body):
    assert telegram.parse(raw(body)) == ()


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                     lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                         st.sampled_from(["id", "chat", "from", "message", "date", "text", "type", "data", "photo",
                                          "message_id", "update_id", "reply_markup"]), inner, max_size=5))


@given(st.dictionaries(st.sampled_from(["update_id", "message", "edited_message", "callback_query", "my_chat_member"]),
                       _JSON))
def test_no_update_raises(update):
    own = Account("1:abc", "riverside_bot", SECRET)
    assert isinstance(Telegram(own, Bridge(own)).parse(raw(update)), tuple)
