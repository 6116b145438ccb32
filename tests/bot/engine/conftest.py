"""Surveys and a way to talk, for tests of the conversation."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot import engine
from bot.conversation import Conversation, Inbound, Step
from surveys import loader
from surveys.model import Setting
from surveys.survey import Survey

ROOT = Path(__file__).parents[3]
SETTING = Setting(id="riverside", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")
Talk = Callable[..., Step]


@pytest.fixture(scope="session")
def voice() -> Survey:
    return loader.load_file(ROOT / "tests/golden/surveys/voice.yaml").at(SETTING)


@pytest.fixture(scope="session")
def everything() -> Survey:
    return loader.load_file(ROOT / "tests/surveys/data/everything.yaml").at(SETTING)


@pytest.fixture(scope="session")
def talk() -> Talk:
    def hold(survey: Survey, said: Iterable[str | Inbound], *, channel: str = "telegram",
             language: str = "en") -> Step:
        """Give the last step after everything `said`; a word beginning with @ is a tap on the question shown."""
        step = engine.start(survey, channel=channel, language=language)
        for one in said:
            step = engine.advance(survey, Conversation.load(step.conversation.dump()), _inbound(one, step))
        return step
    return hold


def _inbound(one: str | Inbound, step: Step) -> Inbound:
    if isinstance(one, Inbound):
        return one
    if one.startswith("@"):
        return Inbound(tap=one[1:], step=step.conversation.step)
    return Inbound(words=one)
