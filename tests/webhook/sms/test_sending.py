"""What goes over the wire, and what becomes of a message that was refused or not answered."""

import datetime as dt
import json
import logging

import pytest
from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout, ReadTimeout, SSLError
from urllib3.exceptions import MaxRetryError, NewConnectionError

from webhook.channels.contract import ChannelError, Gone, Later, Outgoing, Refused, Sent, Unsure
from webhook.channels.texting.account import Account
from webhook.channels.texting.channel import Line, Texting
from webhook.channels.texting.provider import Provider
from webhook.channels.texting.refusals import REFUSALS

ASK = Outgoing("2/8 Staff listen to me. Reply 1 Yes 2 No")


def test_a_message_is_sent_once_and_not_kept_by_twilio(sms, wire, twilio):
    assert sms.send(twilio.theirs, ASK, "out-17") == Sent("SM" + f"{1:032x}")
    (method, path, fields), = wire.requests
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{twilio.sid}/Messages.json")
    assert fields == {
        "To": twilio.theirs, "From": twilio.ours, "Body": ASK.text, "SmartEncoded": "true",
        "ContentRetention": "discard", "AddressRetention": "obfuscate",
        "StatusCallback": "https://voice.example.sch.uk/sms/status/out-17"}


def test_a_messaging_service_is_used_where_there_is_one(account, wire, twilio):
    line = Line("sms", number=twilio.ours, service="MG" + "0" * 32)
    Texting(account, line, Provider(account, wire)).send(twilio.theirs, ASK, "1")
    assert wire.requests[0][2]["MessagingServiceSid"] == "MG" + "0" * 32
    assert "From" not in wire.requests[0][2]


def test_an_account_without_redaction_does_not_ask_for_it(wire, twilio):
    account = Account(twilio.sid, twilio.sid, twilio.token, twilio.token, twilio.public, redaction=False)
    Texting(account, Line("sms", number=twilio.ours), Provider(account, wire)).send(twilio.theirs, ASK, "1")
    assert not any("Retention" in name for name in wire.requests[0][2])


def test_region_and_edge_choose_where_requests_go(wire, twilio):
    account = Account(twilio.sid, twilio.sid, twilio.token, twilio.token, twilio.public, region="ie1", edge="dublin")
    host = Provider(account, wire).client.get_hostname("https://api.twilio.com/x")
    assert host == "https://api.dublin.ie1.twilio.com/x"


def test_whatsapp_has_a_prefix_on_both_sides(whatsapp, wire, twilio):
    whatsapp.send(twilio.theirs, ASK, "1")
    fields = wire.requests[0][2]
    assert (fields["To"], fields["From"]) == (f"whatsapp:{twilio.theirs}", f"whatsapp:{twilio.ours}")
    assert fields["StatusCallback"].endswith("/whatsapp/status/1")


def test_after_24_hours_whatsapp_sends_an_approved_template(whatsapp, wire, twilio):
    whatsapp.send(twilio.theirs, Outgoing("Hello.\nWelcome back.", purpose="reminder", template="reminder"), "1")
    fields = wire.requests[0][2]
    assert fields["ContentSid"] == "HX" + "0" * 32
    assert json.loads(fields["ContentVariables"]) == {"1": "Hello. Welcome back."}
    assert "Body" not in fields


def test_without_a_template_nothing_is_sent_and_the_setting_is_named(whatsapp, wire, twilio):
    with pytest.raises(Refused, match="HEARD_WHATSAPP_INVITATION"):
        whatsapp.send(twilio.theirs, Outgoing("Hello", purpose="invitation", template="invitation"), "1")
    assert wire.requests == []


KINDS = {Gone: {21610, 21211, 21214, 21217, 21612, 21614, 21635, 30004, 30005, 30006, 63003, 63014, 63024},
         Later: {20429, 429, 63018, 20503, 21611, 30001, 30003},
         Refused: {20003, 20404, 20005, 30002, 30007, 63007, 63015, 63016, 21655, 21656, 21408, 21602, 21617, 21609,
                   21212, 21603, 21606, 21659, 21660, 21910, 21701, 21703, 21704, 21705, 30029, 30030}}


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in KINDS.items() for code in sorted(codes)],
                         ids=str)
def test_every_code_is_classified(sms, wire, twilio, kind, code):
    status = 429 if code in (429, 20429) else 400
    wire.answers = [(status, {"code": code, "message": f"{twilio.theirs} no: {ASK.text}"})]
    with pytest.raises(kind) as refusal:
        sms.send(twilio.theirs, ASK, "1")
    assert refusal.value.code == str(code)
    assert len(wire.requests) == 1
    assert str(refusal.value)
    for secret in (twilio.theirs, ASK.text, twilio.token):
        assert secret not in str(refusal.value) + repr(refusal.value)
    assert refusal.value.__cause__ is None


def test_the_table_and_the_test_name_the_same_codes():
    assert set(REFUSALS) == set.union(*KINDS.values())


def test_21610_says_that_the_number_opted_out(sms, wire, twilio):
    wire.answers = [(400, {"code": 21610, "message": "unsubscribed"})]
    with pytest.raises(Gone) as gone:
        sms.send(twilio.theirs, ASK, "1")
    assert gone.value.opted_out


@pytest.mark.parametrize(("status", "kind"), [(401, Refused), (403, Refused), (404, Refused), (418, Refused),
                                              (429, Later), (503, Later)])
def test_an_answer_without_a_known_code_goes_by_its_status(sms, wire, twilio, status, kind):
    wire.answers = [(status, {"message": "x"})]
    with pytest.raises(kind):
        sms.send(twilio.theirs, ASK, "1")
    assert len(wire.requests) == 1


NO_ANSWER = [ReadTimeout("slow +447700900123"), NotConnected("broken +447700900123"), (500, {"message": "x"}),
             (502, None), (201, {"no": "sid"}), (201, None)]


@pytest.mark.parametrize("fault", NO_ANSWER, ids=range(len(NO_ANSWER)))
class TestWithoutAnAnswer:
    """Twilio has no key against sending twice, so that a message of unknown fate is never sent again blindly."""

    def test_a_message_that_was_made_after_all_is_found(self, sms, wire, twilio, fault):
        wire.answers = [fault, (200, {"messages": [twilio.listed("SM" + "c" * 32, body=ASK.text)]})]
        assert sms.send(twilio.theirs, ASK, "1") == Sent("SM" + "c" * 32)
        assert [method for method, *_ in wire.requests] == ["POST", "GET"]
        assert wire.requests[1][2]["To"] == twilio.theirs

    def test_also_where_twilio_does_not_show_its_words(self, sms, wire, twilio, fault):
        wire.answers = [fault, (200, {"messages": [twilio.listed("SM" + "c" * 32, body="")]})]
        assert sms.send(twilio.theirs, ASK, "1").provider_id == "SM" + "c" * 32

    @pytest.mark.parametrize("shown", [
        lambda twilio: [],
        lambda twilio: [twilio.listed("SM" + "c" * 32, body="1/8 Another one")],
        lambda twilio: [twilio.listed("SM" + "c" * 32, body=ASK.text, direction="inbound")],
        lambda twilio: [twilio.listed("SM" + "c" * 32, body=ASK.text, made=twilio.now - dt.timedelta(minutes=2))],
        lambda twilio: [twilio.listed("SM" + "c" * 32, made=twilio.now - dt.timedelta(seconds=1))],
        lambda twilio: [twilio.listed("SM" + "c" * 32), twilio.listed("SM" + "d" * 32)],
    ])
    def test_otherwise_it_is_unsure_and_sent_once_only(self, sms, wire, twilio, fault, shown):
        wire.answers = [fault, (200, {"messages": shown(twilio)})]
        with pytest.raises(Unsure) as unsure:
            sms.send(twilio.theirs, ASK, "1")
        assert [method for method, *_ in wire.requests] == ["POST", "GET"]
        assert twilio.theirs not in str(unsure.value)

    def test_a_look_that_fails_as_well_leaves_it_unsure(self, sms, wire, twilio, fault):
        wire.answers = [fault, ReadTimeout("slow")]
        with pytest.raises(Unsure):
            sms.send(twilio.theirs, ASK, "1")

    def test_a_message_known_from_before_is_not_taken_for_it(self, sms, wire, twilio, fault):
        earlier = sms.send(twilio.theirs, ASK, "1").provider_id
        wire.answers = [fault, (200, {"messages": [twilio.listed(earlier, body=ASK.text)]})]
        with pytest.raises(Unsure):
            sms.send(twilio.theirs, ASK, "2")


def _never_connected():
    return NotConnected(MaxRetryError(None, "/", NewConnectionError(None, "refused")))


@pytest.mark.parametrize("fault", [ConnectTimeout("x"), SSLError("x"), _never_connected()], ids=range(3))
def test_a_request_that_never_left_may_be_made_again(sms, wire, twilio, fault):
    wire.answers = [fault]
    with pytest.raises(Later) as later:
        sms.send(twilio.theirs, ASK, "1")
    assert later.value.seconds > 0
    assert len(wire.requests) == 1


def test_texts_are_deleted_at_the_end(sms, wire, twilio):
    wire.answers = [(204, None)] * 2
    sms.forget(twilio.theirs, ["SM" + "a" * 32, "SM" + "b" * 32, "SM" + "a" * 32, "rubbish/../x", ""])
    assert [(method, path.rsplit("/")[-1]) for method, path, _ in wire.requests] == [
        ("DELETE", "SM" + "a" * 32 + ".json"), ("DELETE", "SM" + "b" * 32 + ".json")]


def test_texts_that_are_gone_already_are_well(sms, wire, twilio):
    wire.answers = [(404, {"code": 20404, "message": "x"})]
    sms.forget(twilio.theirs, ["SM" + "a" * 32])


@pytest.mark.parametrize("fault", [(409, {"code": 20009, "message": "x"}), (429, {"code": 20429, "message": "x"}),
                                   (500, {"message": "x"}), ReadTimeout("x")], ids=range(4))
def test_a_text_that_cannot_be_deleted_yet_is_asked_for_again_and_the_others_go(sms, wire, twilio, fault):
    wire.answers = [fault, (204, None)]
    with pytest.raises(Later) as later:
        sms.forget(twilio.theirs, ["SM" + "a" * 32, "SM" + "b" * 32])
    assert later.value.seconds >= 600
    assert len(wire.requests) == 2


def test_nothing_is_logged_of_any_of_it(sms, wire, twilio, caplog):
    caplog.set_level(logging.INFO)
    wire.answers = [ReadTimeout(twilio.theirs), (200, {"messages": []}),
                    (400, {"code": 21211, "message": twilio.theirs})]
    for _ in range(2):
        with pytest.raises(ChannelError):
            sms.send(twilio.theirs, ASK, "1")
    assert not any(secret in caplog.text for secret in (twilio.theirs, ASK.text, twilio.token))
    assert logging.getLogger("twilio").level >= logging.WARNING
    assert logging.getLogger("urllib3").level >= logging.WARNING
