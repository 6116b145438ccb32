"""A whole run, with faults, at the most talkative level: no token, number, name of a chat or answer in any log."""

import logging
import sys

import pytest

from bot.conversation import Inbound
from storage.errors import DatabaseBusy
from webhook.app import create_app
from webhook.channels.contract import Arrival, Forged, Gone, Later, Refused, Unsure
from webhook.jobs import Jobs, queue
from webhook.messaging import Messaging
from webhook.reminders import Reminders
from webhook.sending import Sender

NUMBER, ANSWER = "+447700900101", "The purple giraffe in room nine."


class Talkative:
    """The toy as a channel whose requests are `id|number|token|words`."""

    def __init__(self, toy):
        self.toy = toy

    def __getattr__(self, name):
        return getattr(self.toy, name)

    def verify(self, raw):
        if raw.headers.get("x-signed") != "yes":
            raise Forged

    def parse(self, raw):
        parts = raw.body.decode().split("|")
        if len(parts) != 4:
            raise ValueError(raw.body.decode())
        id_, number, token, words = parts
        return (Arrival("sms", number, id_, Inbound(words=words), provider_id=id_, token=token),)


@pytest.fixture
def run(world, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    channel = Talkative(world.toy)
    sender = Sender(world.store, {"sms": channel}, world.clock, pause=lambda wait: world.clock.forward(seconds=wait))
    jobs = Jobs(queue(world.config, b"k"), sender, Reminders(world.store, {"sms": channel}, world.clock, ""))
    app = create_app(world.config, world.store, world.clock, {"sms": channel}, jobs.ring)
    world.open()
    client = app.test_client()

    def post(words, id_, token="", signed="yes", number=NUMBER):
        world.clock.forward(minutes=2)
        status = client.post("/sms", data=f"{id_}|{number}|{token}|{words}", headers={"X-Signed": signed}).status_code
        jobs.send()
        return status

    yield world, post, jobs
    logged, (out, err) = caplog.text, capfd.readouterr()
    for secret in (NUMBER, NUMBER[1:], "7700900101", ANSWER, "giraffe", "SMsecret", *world.secrets):
        for where in (logged, out, err):
            assert secret not in where


def test_a_whole_run_with_faults_logs_nobody(run, monkeypatch):
    world, post, jobs = run
    issued = world.issue()
    world.secrets = [issued.token, issued.code]
    assert post("", "SMsecret0", issued.token, signed="no") == 403
    assert post("", "SMsecret1", issued.token) == 200
    world.toy.faults = [Later(code="429"), Unsure(code="timeout"), Refused("Set another number.", code="21606")]
    for nth, words in enumerate(("1", "1", "2", "help me", "back", "2", ANSWER, "1")):
        assert post(words, f"SMsecret{nth + 2}") == 200
        world.clock.forward(seconds=30)
        jobs.sweep()
        jobs.send()
    world.toy.faults = [RuntimeError(f"{NUMBER}: {ANSWER}")]
    post("again", "SMsecret20")
    world.toy.faults = [Gone(code="21610", opted_out=True)]
    post(issued.code, "SMsecret21", number=NUMBER[:-1] + "2")
    world.clock.forward(days=3)
    jobs.remind()
    jobs.send()
    assert world.counts()[1] <= 1


def test_our_own_faults_say_no_more(run, monkeypatch):
    world, post, _jobs = run
    world.secrets = []
    assert post("1|and|more", "SMsecret1") >= 500
    busy = DatabaseBusy("The database is in use by another process.", "Try again in a moment.")

    def refuse(self, arrival):
        raise busy

    monkeypatch.setattr(Messaging, "receive", refuse)
    assert post("1", "SMsecret2") == 503
    assert sys.exc_info() == (None, None, None)
