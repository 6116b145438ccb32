"""Ten thousand random turns: real words, commands, taps old and new, media, edits, rubbish, other scripts.

Never raises, always ends or waits, at most two messages out per message in, nothing after STOP, the same
after storing; and every stored answer is one its question accepts.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable

import pytest

from bot import engine
from bot.conversation import Conversation, Inbound, State, Step
from bot.engine.routing import QUOTE
from bot.rendering import plain
from surveys import loader
from surveys.answers import Status
from surveys.model import Setting
from surveys.survey import Survey

TURNS = 2_500
"""For each of four questionnaires."""
CHANNELS = ("web", "sms", "telegram", "terminal")
COMMANDS = ("stop", "STOP.", "stop texting me", "start", "START", "help", "?", "skip", "skip", "skip", "back", "BACK",
            "language", "polski", "in english", "arabic", "who is this", "is this anonymous", "wrong number",
            "talk to someone", "pause", "yes", "no", "i have finished")
WORDS = ("1", "2", "3", "4", "b", "2.", "option two", "yes", "no", "nope", "agree", "agre", "Strongly agree",
         "dont know", "sometimes", "i don't agree", "1,3", "13", "all", "none", "12", "about 12", "12-13", "3/4/2026",
         "3 April 2026", "yesterday", "32/1", "the food is nice", "help me", "I want to die", "Stop shouting at us")
RUBBISH = ("", " ", "\n", "\x00", "😂", "👍🏽", "٢", "２", "2️⃣", "ما هذا", "نعم", "tak", "ż" * 90, "a" * 5_000,
           "🏳️‍🌈" * 40, "' OR 1=1 --", "{setting}", "{0}", "%s", "/stop", "\u202e2", "\ud800", "1e9", "-1", "∞", "½")
TAPS = ("yes", "no", "agree", "strongly_agree", "1", "art,sport", "none", "", ",", "/skip", "/back", "/help", "/stop",
        "/yes", "/no", "/language pl", "/language xx", "/language", "/nonsense", "/", "/talk", "nope", "school")


class Chance:
    """Seeded choices of what to send next."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self.clock = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)

    def inbound(self, step: Step) -> Inbound:
        kinds: list[tuple[Callable[[Step], Inbound], int]] = [
            (self._answer, 8), (self._words, 5), (self._command, 3), (self._tap, 3), (self._odd, 2)]
        make = self.pick.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        return make(step)

    def _when(self) -> dt.datetime | None:
        self.clock += dt.timedelta(seconds=self.pick.choice((0, 1, 30, 90_000, -5)))
        return self.pick.choice((self.clock, self.clock, None, self.clock.replace(tzinfo=None)))

    def _answer(self, step: Step) -> Inbound:
        options = step.replies[-1].options if step.replies else ()
        if not options:
            return self._words(step)
        option = self.pick.choice(options)
        if self.pick.random() < 0.5:
            return Inbound(tap=option.code, step=step.conversation.step)
        return Inbound(words=self.pick.choice((option.label, str(option.position))), at=self._when())

    def _words(self, step: Step) -> Inbound:
        return Inbound(words=self.pick.choice(WORDS), at=self._when())

    def _command(self, step: Step) -> Inbound:
        words = self.pick.choice(COMMANDS)
        return Inbound(words=words, at=self._when(), step=self.pick.choice((None, None, step.conversation.step, 1)))

    def _tap(self, step: Step) -> Inbound:
        when = self.pick.choice((step.conversation.step, step.conversation.step, 1, 0, None, -3, 10**9))
        return Inbound(tap=self.pick.choice(TAPS), step=when)

    def _odd(self, step: Step) -> Inbound:
        media = self.pick.choice((None, None, "photo", "voice"))
        near = step.conversation.step - self.pick.choice((0, 1, 2))
        return Inbound(words=self.pick.choice(RUBBISH + WORDS), media=media, at=self._when(),
                       edited=self.pick.random() < 0.4, step=self.pick.choice((None, near)))


def check(survey: Survey, before: Conversation, inbound: Inbound, step: Step, channel: str) -> None:
    now = step.conversation
    assert now.dump().encode()
    assert len(step.replies) <= 2
    assert (now.at is not None) == (now.state is State.ASKING)
    if before.state is State.STOPPED and now.state is State.STOPPED:
        assert not step.replies
    if now.state in (State.STOPPED, State.DECLINED):
        assert not now.answers
    assert step.stop == (now.state is State.STOPPED and before.state is not State.STOPPED)
    for reply in step.replies:
        said = plain(reply, channel)
        assert said.strip()
        assert "{" not in said or inbound.words.strip("\u202e") in said
        assert reply.question is None or reply.question == now.at
    for name, answer in now.answers.items():
        if name != QUOTE and answer.status is Status.ANSWERED:
            assert survey.by_id[name].accept(answer.value, survey.scales) == answer.value
    if now.state is State.FINISHED:
        response = engine.response(survey, now)
        assert set(response.answers) == {question.id for question in survey.counted}


@pytest.mark.parametrize("name", ["pupil", "parent", "staff", "everything"])
def test_random_turns(name: str, everything: Survey) -> None:
    whole = everything if name == "everything" else loader.read_library(name)
    whole = whole.at(Setting(id="riverside", name="Riverside"))
    surveys = [whole.with_sets(()), whole.with_sets(whole.sets)]
    chance, ends = Chance(seed=20261122), Counter[State]()
    step = engine.start(surveys[0], channel="web")
    survey = surveys[0]
    for turn in range(TURNS):
        over = step.conversation.state is not State.ASKING and chance.pick.random() < 0.3
        if turn % 400 == 0 or over:
            ends[step.conversation.state] += 1
            survey = chance.pick.choice(surveys)
            channel, language = chance.pick.choice(CHANNELS), chance.pick.choice(("en", "pl", "ar"))
            step = engine.start(survey, channel=channel, language=language)
        before = step.conversation
        text = before.dump()
        held = Conversation.load(text)
        assert held == before
        inbound = chance.inbound(step)
        step = engine.advance(survey, held, inbound)
        assert step == engine.advance(survey, held, inbound), "the same in, the same out"
        assert held.dump() == text, "what was handed in is not changed"
        check(survey, before, inbound, step, before.channel)
        assert engine.current(survey, step.conversation).text
    assert ends[State.FINISHED] > 3 and ends[State.STOPPED] > 20 and ends[State.ASKING] > 3
