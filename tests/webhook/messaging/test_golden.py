"""Golden transcripts of what needs a store, a clock and a worker: several people, deliveries, crashes, reminders.

They run through everything but the provider. `--update-golden` rewrites what came out; read each one aloud.
"""

import datetime as dt
from pathlib import Path

import pytest

from bot.conversation import Inbound
from bot.transcripts import as_yaml
from surveys import loader
from surveys.model import Setting
from surveys.wave import Wave, WaveState
from tests.bot.engine.test_golden import read
from webhook import waves
from webhook.channels.contract import Gone
from webhook.sending import Sender

GOLDEN = Path(__file__).parents[2] / "golden"
FILES = sorted((GOLDEN / "channels").glob("*.yaml"))
REQUIRED = {18, 19, 25, 27, 32, 33, 34, 35, 41, 42, 43, 44, 45}
ANN, BEN = "+447700900101", "+447700900102"


class Killed(BaseException):
    """The worker is gone."""


class Stage:
    """One transcript being played; each method is an input of that name."""

    def __init__(self, world, transcript, channel):
        self.world, self.nth, self.people = world, 0, {"ann": ANN, "ben": BEN}
        world.toy.name, world.toy.rendering = channel, channel
        world.toy.kind, world.toy.forgets = ("phone", "at_end") if channel == "sms" else ("telegram", "never")
        world.channels.clear()
        world.channels[channel] = world.toy
        world.clock.now = dt.datetime.fromisoformat(transcript["clock"])
        self.open("parents", loader.load_file(GOLDEN / "surveys" / "voice.yaml"))
        if "pupil" in transcript.get("known", {}).get("audiences", ()):
            self.open("pupils", loader.library()["pupil"])
        known = transcript.get("known")
        if known:
            names = ["pupils" if name == "pupil" else "parents" for name in known.get("audiences", ["parent"])]
            world.know(ANN, *names, children=known.get("children", 0), quiet=("pupils",))
            world.invite()
        self.links = {}

    def open(self, name, survey):
        """Open a wave as it is: this questionnaire is made to be faulty in places."""
        setting = Setting(id="river", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")
        draft = Wave(id=name, setting="river", name=name, survey=survey.at(setting), roster=20,
                     channels=("web", "sms", "telegram"))
        key = self.world.keys.new_wave(name)
        with self.world.store.begin() as tx:
            tx.waves.add(draft)
            tx.waves.set_public_key(name, key)
            tx.waves.update(draft.model_copy(update={"state": WaveState.OPEN, "opened": self.world.clock.now.date()}))

    def play(self, turn):
        before = len(self.world.toy.sent)
        for name, value in turn.items():
            if name not in ("from", "id", "edited"):
                getattr(self, name)(value, turn)
        self.world.run()
        names = {address: name for name, address in self.people.items()}
        return [{names[address]: text} for address, text in self.world.toy.sent[before:]]

    def text(self, words, turn):
        if "id" not in turn:
            self.world.clock.forward(minutes=2)
        for one in words if isinstance(words, list) else [words]:
            self._arrive(turn, Inbound(words=one))

    def copies(self, many, turn):
        for _ in range(many):
            self._arrive(turn, Inbound(words=turn["says"]), again=True)

    def says(self, words, turn):
        """What the copies say."""

    def _arrive(self, turn, inbound, again=False, **more):
        self.nth += not again
        self.world.say(address=self.people[turn.get("from", "ann")], inbound=inbound, send=False,
                       id_=str(turn.get("id", f"m{self.nth}")), **more)

    def link(self, name, turn):
        token = name if name == "garbage" else self.links.setdefault(name, self.world.issue().token)
        self._arrive(turn, Inbound(), token=token)

    def later(self, written, turn):
        amount, unit = written.split()
        self.world.clock.forward(**{unit: float(amount)})

    def at(self, moment, turn):
        self.world.clock.now = dt.datetime.fromisoformat(moment)

    def reminders(self, planned, turn):
        self.world.reminders.plan()

    def blocked(self, yes, turn):
        self._arrive(turn, Inbound(), event="blocked")

    def gone(self, code, turn):
        self.world.toy.faults = [Gone(code=str(code), opted_out=str(code) == "21610")]

    def killed(self, step, turn):
        def die(at):
            if at == step:
                raise Killed

        with pytest.raises(Killed):
            Sender(self.world.store, self.world.channels, self.world.clock, on_step=die).drain()
        self.world.clock.forward(minutes=2)
        self.world.sender.sweep()

    def closed(self, yes, turn):
        waves.close(self.world.store, self.world.keys, "parents", self.world.clock.now.date())

    def republished(self, yes, turn):
        """A newer questionnaire opens as a wave of its own; the one that is running is frozen."""
        newer = loader.load_file(GOLDEN / "surveys" / "voice.yaml").model_copy(update={"version": 2})
        self.open("newer", newer)


def play(world, transcript, channel):
    stage = Stage(world, transcript, channel)
    return [{"in": turn["in"], "out": stage.play(turn["in"])} for turn in transcript["turns"]]


@pytest.mark.parametrize(("file", "channel"), [
    (file, channel) for file in FILES for channel in ("sms", "telegram")],
    ids=lambda value: getattr(value, "stem", value))
def test_transcript(world, file, channel, request):
    transcript = read(file)
    if channel not in transcript["channels"]:
        return
    played = play(world, transcript, channel)
    if request.config.getoption("--update-golden"):
        turns = [{**turn, "out": {**({} if isinstance(turn.get("out"), list) else turn.get("out", {})),
                                  channel: one["out"]}}
                 for turn, one in zip(transcript["turns"], played, strict=True)]
        file.write_text(as_yaml(transcript | {"turns": turns}), encoding="utf-8")
        return
    for turn, one in zip(transcript["turns"], played, strict=True):
        assert one["out"] == turn["out"][channel], turn["in"]


def test_every_transcript_that_needs_a_store_is_there():
    assert {int(file.name.split("-")[0]) for file in FILES} >= REQUIRED
