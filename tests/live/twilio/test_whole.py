"""A whole parent questionnaire by SMS, from invitation to tally, through a server that speaks Twilio's protocol."""

import logging
from itertools import count

import pytest
import requests
from twilio.request_validator import RequestValidator

from surveys.sms import measure
from tests.live.twilio.conftest import serving
from tests.live.twilio.emulator import TOKEN
from tests.webhook.sms.riverside import Riverside

NUMBERS = count(300)
ANSWERS = {"Staff": "1", "safe": "agree", "welcome": "2.", "I know": "Strongly agree!!"}


@pytest.fixture
def phone():
    return f"+447700900{next(NUMBERS)}"


@pytest.fixture
def riverside(environment, emulator, address):
    made = Riverside(environment, emulator)
    with serving(made.app, address):
        yield made
    made.store.close()


def answer(text):
    """Give what this parent replies to a text, and nothing where it asks nothing."""
    if "should we change" in text:
        return "More buses please"
    if "your own words" in text and "May " in text:
        return "yes"
    if "STOP to opt out" in text:
        return "yes"
    return next((reply for word, reply in ANSWERS.items() if word in text), "1") if "Reply" in text else None


def to_the_end(riverside, phone):
    texts = riverside.received(phone)
    for _ in range(30):
        reply = answer(texts[-1])
        if reply is None:
            return texts[-1]
        texts = riverside.write(phone, reply)
        assert 1 <= len(texts) <= 2
    raise AssertionError("the questionnaire does not end")


def test_from_invitation_to_tally(riverside, emulator, phone, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    others = [f"+447700900{number}" for number in range(400, 402)]
    riverside.take_in("number,audience\n" + "".join(f"{number},parent\n" for number in (phone, *others)))
    riverside.invite()
    assert "STOP to opt out" in riverside.received(phone)[-1]
    for each in (phone, *others):
        assert to_the_end(riverside, each).startswith("Thank you. Your answers are in.")
    assert riverside.counts() == ((3, 0, 3), 3)
    for text in riverside.received(phone):
        assert measure(text).gsm and measure(text).segments <= 2

    riverside.clock.forward(minutes=11)
    riverside.run()
    assert not {phone, *others} & {text[end] for text in emulator.messages() for end in ("to", "from")}

    riverside.close()
    tallies = riverside.tallies()
    assert tallies["c2.1"].counts["agree"] == 3
    assert tallies["c3.1"].counts["strongly_agree"] == 3
    assert tallies["o2"].answered == 3
    for secret in (phone, "More buses", "twilio_test_auth_token", "Strongly agree"):
        assert secret not in caplog.text


def test_what_is_sent_twice_at_the_same_instant_counts_once(riverside, emulator, phone, address):
    riverside.know(phone)
    riverside.invite()
    asked = riverside.write(phone, "yes")
    sid = emulator.write(phone, "1")
    copy = signed({"From": phone, "MessageSid": sid, "Body": "1", "NumMedia": "0"}, f"{address}/sms")
    for _ in range(5):
        assert requests.post(f"{address}/sms", timeout=5, **copy).status_code == 200
    riverside.run()
    texts = riverside.received(phone)
    assert texts[-2:] == [*asked, texts[-1]]
    assert texts[-1].startswith("2/")


def signed(fields, url):
    return {"data": fields, "headers": {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, fields)}}


def test_what_twilio_did_not_sign_is_turned_away_and_changes_nothing(riverside, phone, address):
    riverside.know(phone)
    riverside.invite()
    before = riverside.received(phone)
    fields = {"From": phone, "MessageSid": "SM" + "e" * 32, "Body": "STOP"}
    genuine = signed(fields, f"{address}/sms")
    for forged in ({"data": fields}, genuine | {"data": fields | {"Body": "1"}},
                   {"data": fields, "headers": {"X-Twilio-Signature": "x" * 28}}):
        assert requests.post(f"{address}/sms", timeout=5, **forged).status_code == 403
    assert requests.post(f"{address}/sms/status/1", timeout=5, **genuine).status_code == 403
    assert requests.get(f"{address}/sms", timeout=5).status_code == 405
    riverside.run()
    assert riverside.received(phone) == before
    assert len(riverside.write(phone, "yes")) == 1


@pytest.mark.parametrize("body", [b"\x00\xff" * 400, b"%ff%fe=%00&From=%zz", b"a=" + b"x" * 300_000, b"&" * 5000,
                                  b"{}"], ids=range(5))
def test_rubbish_is_turned_away(riverside, address, body):
    heads = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "A" * 28}
    assert requests.post(f"{address}/sms", data=body, headers=heads, timeout=5).status_code in (400, 403, 413)


@pytest.mark.parametrize(("words", "after"), [
    ("STOP", 0), ("STOP", 4), ("Unsubscribe", 1), ("revoke", 1), ("stop texting me", 0), ("STOP.", 3)])
def test_after_stop_anywhere_nothing_is_sent_until_start(riverside, phone, words, after):
    riverside.know(phone)
    riverside.invite()
    for reply in ("yes", "1", "2", "1")[:after]:
        riverside.write(phone, reply)
    said = riverside.write(phone, words)
    ours = words in ("stop texting me", "STOP.")
    assert len(said) == ours
    for late in ("1", "help", "hello?", "2"):
        assert riverside.write(phone, late) == []
    riverside.clock.forward(days=4)
    riverside.run()
    assert riverside.counts()[1] == 0
    assert riverside.write(phone, "START")


def test_reports_settle_what_became_of_a_message(riverside, emulator, phone):
    riverside.know(phone)
    riverside.invite()
    sent = emulator.messages(phone)[-1]["sid"]
    for status in ("sent", "delivered", "sent"):
        emulator.report(sent, status)
    assert riverside.outbox()["delivered"] == 1


@pytest.mark.parametrize("words", ["👍🏽", "أوافق", "x" * 1600, "1\x00", "😂" * 70, "1)\nSent from my iPhone"])
def test_odd_texts_are_answered_kindly(riverside, phone, words):
    riverside.know(phone)
    riverside.invite()
    riverside.write(phone, "yes")
    said = riverside.write(phone, words)
    assert 1 <= len(said) <= 2
    assert all(measure(text).segments <= 2 for text in said)


def test_a_language_that_does_not_fit_gets_one_text_with_a_link(riverside, phone, address):
    riverside.know(phone, language="ar")
    riverside.invite()
    text, = riverside.received(phone)
    assert f"{address}/#" in text
