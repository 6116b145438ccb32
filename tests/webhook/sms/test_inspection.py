"""What `heard doctor` learns of a line: what would keep texts from going out, or answers from coming in."""

import pytest
from requests.exceptions import ReadTimeout

from webhook.channels.texting.channel import Line, Texting
from webhook.channels.texting.provider import Provider

ACTIVE = (200, {"status": "active"})
HERE, THERE = "https://voice.example.sch.uk/sms", "https://elsewhere.example/sms"


def number(sms_url=HERE, *, sms=True):
    return (200, {"incoming_phone_numbers": [{"sid": "PN" + "0" * 32, "phone_number": "+447700900001",
                                              "sms_url": sms_url, "capabilities": {"sms": sms, "voice": True}}]})


def service(url=None, *, by_number=False):
    return (200, {"sid": "MG" + "0" * 32, "inbound_request_url": url, "use_inbound_webhook_on_number": by_number})


def senders(*numbers):
    shown = [{"sid": "PN" + "0" * 32, "phone_number": each} for each in numbers]
    return (200, {"phone_numbers": shown, "meta": {"key": "phone_numbers", "next_page_url": None}})


@pytest.fixture
def by_service(account, wire):
    return Texting(account, Line("sms", service="MG" + "0" * 32), Provider(account, wire))


def test_a_sound_number(sms, wire):
    wire.answers = [ACTIVE, number()]
    assert sms.check() == ()


@pytest.mark.parametrize(("answers", "said"), [
    ([(200, {"status": "suspended"})], "is suspended"),
    ([(401, {"code": 20003, "message": "x"})], "HEARD_TWILIO_AUTH_TOKEN"),
    ([ReadTimeout("x")], "could not be asked"),
    ([ACTIVE, (200, {"incoming_phone_numbers": []})], "not one of this account's"),
    ([ACTIVE, number(THERE)], f"set its webhook for incoming messages to {HERE}"),
    ([ACTIVE, number("")], f"set its webhook for incoming messages to {HERE}"),
    ([ACTIVE, number(sms=False)], "cannot receive texts")])
def test_what_is_wrong_with_a_number(sms, wire, twilio, answers, said):
    wire.answers = answers
    fault, = sms.check()
    assert said in fault
    assert twilio.token not in fault


@pytest.mark.parametrize("answers", [
    [ACTIVE, service(HERE), senders("+447700900001")],
    [ACTIVE, service(), senders("+447700900001"), number()],
    [ACTIVE, service(THERE, by_number=True), senders("+447700900001"), number()]])
def test_a_sound_service(by_service, wire, answers):
    wire.answers = answers
    assert by_service.check() == ()


@pytest.mark.parametrize(("answers", "said"), [
    ([ACTIVE, (404, {"code": 20404, "message": "x"})], "could not be asked"),
    ([ACTIVE, service(HERE), senders()], "has no number"),
    ([ACTIVE, service(THERE), senders("+447700900001")], "The Messaging Service sends answers elsewhere"),
    ([ACTIVE, service(), senders("+447700900001"), number(THERE)], "The number sends answers elsewhere")])
def test_what_is_wrong_with_a_service(by_service, wire, answers, said):
    wire.answers = answers
    fault, = by_service.check()
    assert said in fault
