"""The running program with people in it, and the one thing that no attacker has: who said what.

Everything goes the way it goes at a setting: an installation made by the commands' own code, waves opened and
closed by it, people who come in by the web pages or by the dialogue under them.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, field
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from bot.conversation import Inbound, State
from surveys.loader import library
from surveys.model import Setting
from surveys.survey import Survey
from tests.attacks.visiting import Visitor
from webhook import waves
from webhook.app import create_app
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.dialogue import Dialogue
from webhook.installation import make
from webhook.safeguarding import alerts
from webhook.turns import Entered, Key, Turn

SETTING = Setting(id="mill", name="Mill Lane", safe_adult="Ms Adeyemi-Quill", contact="Room 2, any break.")
MORNING = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
CLOSED, WORDS, MORE = "p2.1", "o1", "o2"
"""The questions of the short questionnaire: a sensitive closed one, and two answered in words."""


@cache
def short(*questions):
    """Give the shipped pupil questionnaire with only these questions."""
    survey = library()["pupil"].with_sets(())
    keep = set(questions or ("ok", CLOSED, WORDS, MORE))
    sections = [section.model_copy(update={"questions": tuple(q for q in section.questions if q.id in keep)})
                for section in survey.sections]
    fields = {name: getattr(survey, name) for name in Survey.model_fields}
    return Survey(**fields | {"sections": tuple(section for section in sections if section.questions)})


@dataclass
class Person:
    """One respondent as only the test knows them. `place` is theirs on the setting's own list."""

    place: int
    token: str
    code: str
    answers: dict
    handle: bytes | None = None
    turn: object = None


@dataclass
class Round:
    """One wave, its people, and what somebody watching the database saw of each while it was open."""

    wave: str
    survey: Survey
    people: list
    seen: dict = field(default_factory=dict)


class Clock:
    """A clock that tests set."""

    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now


class Town:
    """One installation in `folder`, open for business."""

    def __init__(self, folder, **variables):
        self.config = Config.at(folder, **variables)
        self.here = make(self.config)
        self.store, self.keys = self.here.store, self.here.keys
        self.clock = Clock()
        self.dialogue = Dialogue(self.store, self.clock)
        with self.store.begin() as tx:
            tx.setting.put(SETTING)
        appoint(self.store, self.clock.now)

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self.store.close()

    @property
    def today(self):
        return self.clock.now.date()

    @property
    def app(self):
        return create_app(self.config, self.store, self.clock)

    @property
    def database(self):
        """The SQLite file."""
        return self.config.folder / "database" / "heard.db"

    def open(self, wave, answers, survey=None, policy="bands", roster=None):
        """Open a wave for as many people as `answers` has; each entry is what one of them will say."""
        survey = survey or short()
        waves.draft(self.store, SETTING, survey, wave_id=wave, name=f"Round {wave}", roster=roster or len(answers),
                    policy=policy)
        waves.open_wave(self.store, self.keys, wave, self.today)
        with self.store.begin() as tx:
            issued = tx.invitations.issue(wave, len(answers), secrets.token_bytes)
        people = [Person(place, *one, given) for place, (one, given) in enumerate(zip(issued, answers, strict=True))]
        return Round(wave, survey, people)

    def come(self, person):
        """Let a person in by the token of their link."""
        entered = self.dialogue.enter(Key(token=person.token))
        assert isinstance(entered, Entered), entered
        person.handle, person.turn = entered.handle, self.dialogue.current(entered.handle)

    def say(self, person):
        """Let a person answer the next question; true when that was the last."""
        turn = self.dialogue.receive(person.handle, said(person.turn.asked, person.answers))
        assert isinstance(turn, Turn), turn
        person.turn = turn if turn.asked.question or turn.state is not State.ASKING \
            else self.dialogue.current(person.handle)
        return turn.state is not State.ASKING

    def answer(self, person):
        """Let a person come in and answer everything."""
        self.come(person)
        assert any(self.say(person) for _ in range(40)), "the questionnaire did not end"

    def close(self, wave):
        """Close a wave and give its release."""
        return waves.close(self.store, self.keys, wave, self.today)

    def pass_by(self, seconds):
        """Let time pass."""
        self.clock.now += dt.timedelta(seconds=seconds)

    def tick(self):
        """Let the next quarter of an hour begin: what waits for the safeguarding lead is handed over."""
        self.clock.now += dt.timedelta(minutes=15)
        alerts.tick(self.store, self.clock.now, ZoneInfo("Europe/London"))

    def visitor(self, **browser):
        """Give a browser that opens the pages; `browser` is what its requests carry beside them."""
        return Visitor(self.app.test_client(), browser)


def said(asked, answers):
    """Give what a person with these answers sends to a question."""
    answer = answers.get(asked.question)
    if asked.entry == "words":
        return Inbound(words=answer or "skip", step=asked.step)
    codes = [option.code for option in asked.options]
    tap = answer or ("yes" if "yes" in codes and asked.question == "ok" else "/skip")
    return Inbound(tap=tap, step=asked.step)


def sayings(how_many, chance=None):
    """Give answers for people who each say something of their own, of a length of their own."""
    chance = chance or Random(1)
    lengths = chance.sample(range(24, 480), how_many)
    return [{CLOSED: chance.choice(("yes", "sometimes", "no")),
             WORDS: f"w{n:03} " + "".join(chance.choice("abcdefghij klmnop") for _ in range(length)).strip() + ".",
             MORE: f"m{n:03} " + "".join(chance.choice("abcdefgh") for _ in range(20)) + "."}
            for n, length in enumerate(lengths)]
