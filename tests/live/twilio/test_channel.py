"""The SMS channel against a server that speaks Twilio's protocol: sent, signed, reported, deleted."""

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import requests

from bot.conversation import Inbound
from tests.live.twilio.emulator import KEY, OURS, SECRET, SERVICE, TOKEN, free_port
from webhook.channels import sms
from webhook.channels.contract import Arrival, ChannelError, Later, Outgoing, Refused, Status, Unsure
from webhook.config import Config

NUMBERS = count(200)
ASK = "2/8 Staff listen to me. Reply 1 Yes 2 No"


@pytest.fixture
def phone():
    """A number of its own for each test."""
    return f"+447700900{next(NUMBERS)}"


def test_the_emulator_listens_on_this_computer_only(emulator):
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex((own, emulator.port)) != 0


def test_a_message_goes_out_by_the_messaging_service(channel, emulator, phone, desk):
    sent = channel.send(phone, Outgoing(ASK), "out-1")
    message, = [one for one in emulator.messages(phone) if one["sid"] == sent.provider_id]
    assert (message["body"], message["messaging_service_sid"], message["from"]) == (ASK, SERVICE, OURS)


def test_threads_never_read_each_others_answers(channel, emulator, desk):
    bodies = {f"+447700900{number}": f"Question {number}" for number in range(110, 150)}
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda to: channel.send(to, Outgoing(bodies[to]), "1"), bodies)
        sent = dict(zip(bodies, answers, strict=True))
    made = {message["sid"]: message["body"] for message in emulator.messages()}
    assert {to: made[sent[to].provider_id] for to in bodies} == bodies


def test_reports_come_back_signed_with_the_outbox_id_in_their_address(channel, emulator, phone, desk):
    sent = channel.send(phone, Outgoing(ASK), "out-42")
    for status in ("sending", "sent", "delivered", "undelivered", "failed", "read"):
        emulator.report(sent.provider_id, status)
    assert desk.forged == 0
    assert desk.came == [Status("out-42", state, sent.provider_id)
                         for state in ("sent", "delivered", "undelivered", "failed", "delivered")]


@pytest.mark.parametrize("body", ["2", "Agree!!", "أوافق بشدة", "👍🏽 café – “yes”", "a=b&c=d %20 +1", "x\ny\tz",
                                  "ź" * 1600, ""])
def test_texts_come_in_signed_and_whole(emulator, phone, desk, body):
    sid = emulator.write(phone, body)
    assert desk.forged == 0
    assert desk.came == [Arrival("sms", phone, sid, Inbound(words=body), provider_id=sid)]


def test_a_request_that_twilio_did_not_sign_is_forged(emulator, phone, desk, address):
    emulator.write(phone, "2")
    came, = desk.came
    copied = {"Body": "1", "From": phone, "MessageSid": came.message_id}
    requests.post(f"{address}/sms", data=copied, headers={"X-Twilio-Signature": "A" * 28}, timeout=5)
    requests.post(f"{address}/sms", data=copied, timeout=5)
    assert (len(desk.came), desk.forged) == (1, 2)


@pytest.mark.parametrize("word", ["STOP", "unsubscribe", "Quit"])
def test_a_stop_comes_in_as_one(emulator, phone, desk, word):
    emulator.write(phone, word)
    assert (desk.came[0].opt_out, desk.came[0].say_nothing) == ("stop", True)


def test_both_sides_are_deleted_at_the_end(channel, emulator, phone, desk):
    ids = [channel.send(phone, Outgoing(ASK), "1").provider_id, emulator.write(phone, "2")]
    kept = channel.send(phone, Outgoing("Another"), "2").provider_id
    channel.forget(phone, ids)
    channel.forget(phone, ids)
    left = {message["sid"] for message in emulator.messages()}
    assert kept in left
    assert not left & set(ids)


def test_a_number_that_is_none_is_refused_without_being_named(channel, emulator, caplog, desk):
    caplog.set_level(logging.INFO)
    with pytest.raises(ChannelError) as refusal:
        channel.send("", Outgoing(ASK), "1")
    assert refusal.value.code == "21201"
    assert TOKEN not in caplog.text and ASK not in caplog.text


@pytest.mark.parametrize("change", [
    {"HEARD_TWILIO_AUTH_TOKEN": "another_auth_token"}, {"HEARD_TWILIO_ACCOUNT_SID": "AC" + "9" * 32},
    {"HEARD_TWILIO_MESSAGING_SERVICE": "MG" + "9" * 32}])
def test_settings_that_twilio_does_not_know_are_refused_with_what_to_do(environment, phone, change):
    channel = sms.build(Config.read(environment | change))
    with pytest.raises(Refused, match=r"Check HEARD_|Twilio"):
        channel.send(phone, Outgoing(ASK), "1")
    assert channel.check()


def test_a_server_that_is_not_there_is_asked_again_later(environment, phone):
    nowhere = {"HEARD_TWILIO_API_URL": f"http://127.0.0.1:{free_port()}"}
    with pytest.raises(Later):
        sms.build(Config.read(environment | nowhere)).send(phone, Outgoing(ASK), "1")


class Thief:
    """Passes requests on, and hangs up on the first `greed` of them instead of passing on the answer."""

    def __init__(self, port, greed):
        self._to, self._greed = port, greed
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        with socket.create_connection(("127.0.0.1", self.port)):
            self._to = 0
        self._thread.join()
        self._socket.close()

    def _run(self):
        while True:
            taken, _ = self._socket.accept()
            with taken:
                taken.settimeout(5)
                asked = self._read(taken)
                if not asked:
                    return
                with socket.create_connection(("127.0.0.1", self._to)) as there:
                    there.sendall(asked.replace(b"keep-alive", b"close"))
                    answer = b"".join(iter(lambda there=there: there.recv(65536), b""))
                self._greed -= 1
                if self._greed < 0:
                    taken.sendall(answer)

    @staticmethod
    def _read(taken):
        asked = b""
        while part := taken.recv(65536):
            asked += part
            head, end, body = asked.partition(b"\r\n\r\n")
            lines = head.lower().split(b"\r\n")
            length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
            if end and len(body) >= length:
                break
        return asked


@pytest.fixture
def behind(environment, emulator):
    def _channel(thief):
        return sms.build(Config.read(environment | {"HEARD_TWILIO_API_URL": f"http://127.0.0.1:{thief.port}"}))
    return _channel


def test_a_message_whose_answer_was_lost_is_found_and_not_sent_again(behind, emulator, phone, desk):
    with Thief(emulator.port, greed=1) as thief:
        sent = behind(thief).send(phone, Outgoing(ASK), "1")
    assert [message["sid"] for message in emulator.messages(phone)] == [sent.provider_id]


def test_where_looking_fails_too_it_is_unsure_and_a_report_settles_it(behind, emulator, phone, desk):
    with Thief(emulator.port, greed=2) as thief, pytest.raises(Unsure):
        behind(thief).send(phone, Outgoing(ASK), "out-9")
    message, = emulator.messages(phone)
    emulator.report(message["sid"], "delivered")
    assert desk.came == [Status("out-9", "delivered", message["sid"])]


def test_a_sound_installation_passes_inspection(channel, desk):
    assert channel.check() == ()


def test_a_webhook_that_leads_elsewhere_is_named(environment, emulator):
    moved = {"HEARD_PUBLIC_BASE_URL": "https://moved.example.sch.uk"}
    fault, = sms.build(Config.read(environment | moved)).check()
    assert "https://moved.example.sch.uk/sms" in fault


def test_an_api_key_in_place_of_the_token(environment, emulator, phone, desk):
    by_key = environment | {"HEARD_TWILIO_API_KEY": KEY, "HEARD_TWILIO_API_SECRET": SECRET}
    sent = sms.build(Config.read(by_key)).send(phone, Outgoing(ASK), "1")
    assert [message["sid"] for message in emulator.messages(phone)] == [sent.provider_id]
    by_wrong_key = sms.build(Config.read(by_key | {"HEARD_TWILIO_API_SECRET": "another_secret_" * 2}))
    with pytest.raises(Refused):
        by_wrong_key.send(phone, Outgoing(ASK), "1")
