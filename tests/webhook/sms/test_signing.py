"""Only what Twilio signed is read."""

from dataclasses import replace

import pytest

from webhook.channels.contract import Forged


@pytest.mark.parametrize("path", ["/sms", "/sms/status/3f9a", "/sms?caf%C3%A9=1", "/whatsapp"])
def test_what_twilio_signed_is_let_in(sms, twilio, path):
    sms.verify(twilio.raw(twilio.form("café ٢ 👍\r\n  "), path))


def test_fields_given_twice_are_covered(sms, twilio):
    one = twilio.raw(twilio.form())
    twice = replace(one, fields=(*one.fields, ("Body", "3")))
    with pytest.raises(Forged):
        sms.verify(twice)


def test_the_standard_port_may_be_named_or_not(sms, twilio):
    one = twilio.raw(twilio.form())
    sms.verify(replace(one, url=one.url.replace("sch.uk/", "sch.uk:443/")))


@pytest.mark.parametrize("spoil", [
    lambda raw: replace(raw, headers={}),
    lambda raw: replace(raw, headers={"x-twilio-signature": ""}),
    lambda raw: replace(raw, headers={"x-twilio-signature": "A" * 28}),
    lambda raw: replace(raw, headers={"x-twilio-signature": "A" * 100_000}),
    lambda raw: replace(raw, headers={"x-twilio-signature": "é" * 28}),
    lambda raw: replace(raw, url=raw.url.replace("https", "http")),
    lambda raw: replace(raw, url=raw.url + "/status/1"),
    lambda raw: replace(raw, url="https://[::1"),
    lambda raw: replace(raw, url="https://voice.example.sch.uk:port/sms"),
    lambda raw: replace(raw, fields=(*raw.fields, ("OptOutType", "STOP"))),
    lambda raw: replace(raw, fields=raw.fields[:-1]),
    lambda raw: replace(raw, fields=tuple((name, "1" if name == "Body" else value) for name, value in raw.fields)),
    lambda raw: replace(raw, fields=(("Body", "\ud800"),)),
], ids=range(13))
def test_anything_else_is_forged(sms, twilio, spoil):
    with pytest.raises(Forged):
        sms.verify(spoil(twilio.raw(twilio.form())))


def test_a_signature_by_another_account_is_forged(sms, twilio):
    with pytest.raises(Forged):
        sms.verify(twilio.raw(twilio.form(), token="another_auth_token"))
