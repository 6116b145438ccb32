"""The channel against a server that speaks Telegram's protocol: what goes over the wire, and comes back."""

import json

import pytest
import requests
from telegram.request import HTTPXRequest

from bot.conversation import Option, Reply
from tests.live.telegram.standin import Phone
from webhook.channels.chatting import checking, polling
from webhook.channels.chatting.bridge import Bridge
from webhook.channels.contract import Gone, Later, Moved, Raw, Refused, Unsure
from webhook.channels.telegram import Telegram

SAM = 700900
QUESTION = Reply("Staff listen to me.", question="q3", entry="choice", step=7, progress=(2, 8),
                 options=(Option(1, "agree", "Agree"), Option(2, "disagree", "Disagree")), commands=("skip", "talk"))
SEVERAL = QUESTION._replace(entry="choices", step=8)


@pytest.fixture
def phone(standin):
    return Phone(standin, SAM)


def said(channel, reply, trace=""):
    return [channel.send(str(SAM), message, "1").provider_id for message in channel.compose(reply, trace)][-1]


def come(channel):
    """Give what the bot would read of everything that waits."""
    found = []
    for update in polling.fetch(channel.bridge, offset=0, wait=0):
        found += channel.parse(Raw("", {}, json.dumps(update).encode(), {}))
    return found


def test_a_question_answered_by_a_tap(channel, standin, phone):
    sent = said(channel, QUESTION)
    assert phone.labels() == ["1 Agree", "2 Disagree", "Skip", "I want to talk to someone"]
    phone.taps("1 Agree")
    (arrival,) = come(channel)
    assert (arrival.inbound.tap, arrival.inbound.step) == ("agree", 7)
    assert said(channel, QUESTION._replace(text="And teachers?", step=8), arrival.trace) == sent
    assert phone.said == ["2/8 And teachers?"]
    assert standin.get("_toasts") == [""]


def test_several_choices_are_marked_in_the_chat(channel, standin, phone):
    said(channel, SEVERAL)
    phone.taps("☐ 2 Disagree")
    assert come(channel) == []
    phone.wait(lambda screen: "☑ 2 Disagree" in phone.labels(screen[-1]))
    phone.taps("Next")
    *_, arrival = come(channel)
    assert (arrival.inbound.tap, arrival.inbound.step) == ("disagree", 8)


def test_a_chat_is_cleared(channel, standin, phone):
    mine, _ = phone.types("hello")
    ids = [str(mine), said(channel, QUESTION), said(channel, Reply("Thank you."))]
    assert len(phone.screen) == 3
    channel.forget(str(SAM), ids)
    assert phone.screen == []


@pytest.mark.parametrize(("status", "description", "parameters", "kind"), [
    (403, "Forbidden: bot was blocked by the user", {}, Gone), (403, "Forbidden: user is deactivated", {}, Gone),
    (400, "Bad Request: chat not found", {}, Gone),
    (429, "Too Many Requests: retry after 7", {"retry_after": 7}, Later),
    (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -100}, Moved),
    (401, "Unauthorized", {}, Refused), (404, "Not Found", {}, Refused),
    (409, "Conflict: terminated by other getUpdates request", {}, Later),
    (502, "Bad Gateway", {}, Later), (400, "Bad Request: BUTTON_DATA_INVALID", {}, Refused)])
def test_refusals(channel, standin, phone, status, description, parameters, kind):
    standin.fault("sendMessage", status, description, **parameters)
    with pytest.raises(kind):
        said(channel, QUESTION)
    assert phone.screen == []
    said(channel, QUESTION)
    assert len(phone.screen) == 1


def test_no_answer_leaves_it_unknown(channel, standin):
    hasty = Telegram(channel.account, Bridge(channel.account, lambda: HTTPXRequest(read_timeout=0.3)))
    standin.hang("sendMessage")
    with pytest.raises(Unsure):
        said(hasty, QUESTION)
    hasty.bridge.close()


def test_a_tap_too_old_to_acknowledge_is_answered_all_the_same(channel, standin, phone):
    sent = said(channel, QUESTION)
    standin.fault("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    assert said(channel, QUESTION._replace(text="Next?", step=8), f"{sent} q1") == sent
    assert phone.said == ["2/8 Next?"]


def test_a_button_too_large_is_refused_by_the_server_too(channel, standin):
    answer = requests.post(f"{standin.url}/bot1:x/sendMessage", timeout=5, json={
        "chat_id": SAM, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}})
    assert answer.status_code == 400


def test_the_webhook_is_set_with_its_secret(channel, standin, environment):
    assert channel.check() == ("Telegram does not bring messages here. Run: heard telegram set-webhook",)
    channel.bridge.call(lambda bot: checking.set_webhook(bot, channel.account))
    held = standin.get("_webhook")
    assert held["url"] == f"{environment['HEARD_PUBLIC_BASE_URL']}/telegram"
    assert held["secret_token"] == environment["HEARD_TELEGRAM_SECRET"]
    assert channel.check() == ()
