"""What an incoming text is read as, and that nothing makes the reader fail."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Inbound
from webhook.channels.contract import Arrival, Raw, Status
from webhook.channels.texting import reading, words


@pytest.fixture
def read(sms, twilio):
    def _read(body="2", path="/sms", **more):
        return sms.parse(twilio.raw(twilio.form(body, **more), path))
    return _read


def test_a_text_is_a_message_from_a_number(read, twilio):
    assert read("Agree") == (Arrival("sms", twilio.theirs, "SM" + "a" * 32, Inbound(words="Agree"),
                                     provider_id="SM" + "a" * 32),)


def test_the_same_text_delivered_again_has_the_same_name(read):
    assert read()[0].message_id == read()[0].message_id


@pytest.mark.parametrize("body", ["٢", "👍🏽", "أوافق بشدة", "  2 ", "2\r\nSent from my phone", "ź" * 1600])
def test_words_come_through_in_any_script(read, body):
    assert read(body)[0].inbound.words == body.replace("\r\n", "\n").strip()


def test_control_characters_go(read):
    assert read("2\x00\x07\x1b[31m")[0].inbound.words == "2[31m"


LONG = "It is a long walk from the bus and my son gets wet; a shelter at the gate would help. Thank you, all."


@pytest.mark.parametrize("wrap", [
    lambda data: base64.b64encode(data).decode(),
    lambda data: base64.encodebytes(data).decode(),
    lambda data: base64.b64encode(data).decode().rstrip("="),
    lambda data: base64.urlsafe_b64encode(data).decode(),
])
@pytest.mark.parametrize("said", [LONG, LONG + " źle – Ça", "أوافق بشدة " * 4 + "."])
def test_a_body_in_base64_is_decoded(read, wrap, said):
    assert read(wrap(said.encode()))[0].inbound.words == said.strip()


def test_a_body_in_base64_of_utf_16_is_decoded(read):
    assert read(base64.b64encode(LONG.encode("utf-16")).decode())[0].inbound.words == LONG


def test_a_short_body_in_base64_is_decoded_by_its_ending(read):
    assert read(base64.b64encode(b"Agree").decode())[0].inbound.words == "Agree"


@pytest.mark.parametrize("said", [
    "Agree", "2", "agree123", "Yes=", "ok=", "a" * 48, "ABC-DEF-GHJ", "hello==",
    "supercalifragilisticexpialidociousisjustonelongword", "REALLYREALLYREALLYREALLYREALLYREALLYGOOD", "====", "a=b",
    "https://example.sch.uk/a/very/long/address/that/goes/on", "nonononononononononononononononononononono",
])
def test_nobody_s_own_words_are_decoded_into_others(read, said):
    assert read(said)[0].inbound.words == said


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=120))
def test_a_word_of_small_letters_stays_as_it_is(said):
    assert words.read(said) == said


def test_a_huge_body_is_cut_where_every_question_has_long_refused_it(read):
    assert len(read("x" * 60_000)[0].inbound.words) == words.MOST


@pytest.mark.parametrize(("kind", "media"), [
    ("image/jpeg", "photo"), ("audio/ogg", "voice"), ("video/3gpp", "video"), ("text/vcard", "contact"),
    ("text/x-vcard", "contact"), ("application/pdf", "document"), ("", "document"), ("rubbish", "document")])
def test_pictures_and_the_rest_are_named_and_never_fetched(read, wire, kind, media):
    came, = read("", NumMedia="1", MediaContentType0=kind, MediaUrl0="https://api.twilio.com/x")
    assert (came.inbound.media, came.inbound.words) == (media, "")
    assert wire.requests == []


def test_the_words_beside_a_picture_are_read(read):
    assert read("2", NumMedia="2", MediaContentType0="image/png")[0].inbound == Inbound(words="2", media="photo")


def test_a_place_is_a_location(read):
    assert read("", Latitude="51.5", Longitude="-0.1")[0].inbound.media == "location"


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "STOPALL", "unsubscribe", "Cancel", "END", "quit",
                                  "revoke", "OPTOUT"])
def test_on_twilios_own_words_for_stop_nothing_is_said(read, word):
    came, = read(word)
    assert (came.opt_out, came.say_nothing) == ("stop", True)


@pytest.mark.parametrize("said", ["stop please", "stop texting me", "STOP.", "Stop!", "end of term", "I quit"])
def test_what_twilio_does_not_act_on_is_left_to_us(read, said):
    came, = read(said)
    assert (came.opt_out, came.say_nothing, came.inbound.words) == ("", False, said)


@pytest.mark.parametrize(("said", "type_", "opt_out", "silent"), [
    ("ARRET", "STOP", "stop", True), ("START", "START", "start", False), ("info", "HELP", "help", True),
    ("2", "BOGUS", "", False), ("2", "", "", False)])
def test_advanced_opt_out_says_what_it_took_a_word_for(read, said, type_, opt_out, silent):
    came, = read(said, OptOutType=type_)
    assert (came.opt_out, came.say_nothing) == (opt_out, silent)


@pytest.mark.parametrize(("said", "opt_out"), [("start", "start"), ("UNSTOP", "start"), ("help", "help"),
                                               ("Info", "help"), ("yes", ""), ("YES", "")])
def test_start_and_help_are_known_and_a_bare_yes_is_an_answer(read, said, opt_out):
    assert read(said)[0].opt_out == opt_out


def test_a_deep_link_carries_its_token(read):
    token = "AbCdEfGhIjKlMnOpQrSt_-"
    assert read(f"START {token}")[0].token == token
    assert read(f"start {token}")[0].opt_out == ""
    assert read("start again please")[0].token == ""
    assert read(token)[0].token == ""


@pytest.mark.parametrize("more", [
    {"sender": ""}, {"sender": "+44"}, {"sender": "RIVERSIDE"}, {"sender": "whatsapp:+447700900123"},
    {"sender": "+447700900123; DROP"}, {"sender": "+٤٤٧٧٠٠٩٠٠١٢٣"}, {"sender": "60777"}, {"sid": ""},
    {"sid": "SM1"}, {"sid": "SM" + "G" * 32}, {"sid": "CA" + "a" * 32}])
def test_what_did_not_come_from_a_number_gives_nothing(read, more):
    assert read("2", **more) == ()


class TestWhatsApp:
    """The same, with a prefix."""

    @pytest.fixture
    def read(self, whatsapp, twilio):
        def _read(body="2", **more):
            return whatsapp.parse(twilio.raw(twilio.form(body, sender="whatsapp:+447700900123", **more), "/whatsapp"))
        return _read

    def test_the_address_is_the_number_alone_so_that_stop_holds_for_both(self, read, twilio):
        came, = read("Agree", ProfileName="Sam", WaId="447700900123")
        assert (came.channel, came.address) == ("whatsapp", twilio.theirs)
        assert "Sam" not in repr(came)

    def test_stop_is_confirmed_because_whatsapp_has_none_of_its_own(self, read):
        came, = read("STOP")
        assert (came.opt_out, came.say_nothing, came.inbound) == ("", False, Inbound(tap="/stop"))

    def test_unless_advanced_opt_out_has_answered(self, read):
        came, = read("STOP", OptOutType="STOP")
        assert (came.opt_out, came.say_nothing) == ("stop", True)

    @pytest.mark.parametrize(("payload", "inbound"), [
        ("4:agree", Inbound(tap="agree", step=4)), ("/stop", Inbound(tap="/stop")), ("hello", Inbound(words="Agree")),
        ("4:", Inbound(words="Agree")), ("٤:agree", Inbound(words="Agree"))])
    def test_buttons(self, read, payload, inbound):
        assert read("x", ButtonText="Agree", ButtonPayload=payload)[0].inbound == inbound

    def test_a_text_by_sms_is_not_one_by_whatsapp(self, whatsapp, twilio):
        assert whatsapp.parse(twilio.raw(twilio.form(), "/whatsapp")) == ()


def report(channel, twilio, *fields, **more):
    return channel.parse(twilio.raw(twilio.report(*fields, **more), "/sms/status/out-17_B"))


@pytest.mark.parametrize(("word", "state"), [("sent", "sent"), ("delivered", "delivered"), ("read", "delivered"),
                                             ("failed", "failed"), ("undelivered", "undelivered"),
                                             ("canceled", "failed")])
def test_a_report_names_the_message_of_the_outbox(sms, twilio, word, state):
    assert report(sms, twilio, word) == (Status("out-17_B", state, "SM" + "b" * 32),)


@pytest.mark.parametrize("word", ["queued", "accepted", "sending", "scheduled", "receiving", "bogus", ""])
def test_reports_that_say_nothing_new_give_nothing(sms, twilio, word):
    assert report(sms, twilio, word) == ()


@pytest.mark.parametrize(("code", "gone"), [("30003", False), ("30004", True), ("30005", True), ("30006", True),
                                            ("30007", False), ("30008", False), ("63014", True), ("63016", False)])
def test_a_report_says_whether_the_number_is_gone(sms, twilio, code, gone):
    status, = report(sms, twilio, "undelivered", code)
    assert (status.code, status.gone) == (code, gone)


def test_a_report_of_21610_is_a_stop(sms, twilio):
    status, stop = report(sms, twilio, "failed", "21610")
    assert status.gone
    assert (stop.address, stop.event, stop.opt_out, stop.say_nothing) == (twilio.theirs, "message", "stop", True)
    again = report(sms, twilio, "failed", "21610")[1]
    assert again.message_id == stop.message_id != status.provider_id


@pytest.mark.parametrize("code", ["0", "abc", "1" * 30, "٣٠٠٠٣"])
def test_codes_that_are_none_are_dropped(sms, twilio, code):
    assert report(sms, twilio, "failed", code)[0].code == ""


FIELDS = st.dictionaries(
    st.sampled_from(["MessageSid", "SmsSid", "From", "To", "Body", "NumMedia", "MediaContentType0", "OptOutType",
                     "ButtonPayload", "ButtonText", "MessageStatus", "ErrorCode", "Latitude", "ListId", "x"]),
    st.one_of(st.text(max_size=80), st.binary(max_size=60).map(lambda data: data.decode("latin-1")),
              st.sampled_from(["SM" + "a" * 32, "+447700900123", "whatsapp:+447700900123", "delivered", "STOP", "1"])))


@given(FIELDS, st.sampled_from(["/sms", "/sms/status/7", "/whatsapp", "//", "/sms/status/", "/sms/status/%00", "?"]))
def test_the_reader_never_fails(form, path):
    url = "https://voice.example.sch.uk" + path
    for channel in ("sms", "whatsapp"):
        for came in reading.read(Raw(url, {}, b"", form), channel):
            assert isinstance(came, Arrival | Status)


def test_nothing_personal_is_shown_when_an_arrival_is_printed(read, twilio):
    shown = repr(read("my name is Sam")) + repr(replace(read()[0], token="secret"))
    assert not any(secret in shown for secret in ("Sam", twilio.theirs, "secret"))
