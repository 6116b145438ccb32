"""The made-up setting, its three waves, and the people who answer them through the real conversation."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bot.conversation import State
from reports.release import Release
from storage.invitations import Issued
from surveys.loader import library
from surveys.model import Setting
from surveys.wave import Wave
from webhook import waves
from webhook.demo.people import Person, answer, person
from webhook.dialogue import Dialogue
from webhook.installation import Installation
from webhook.turns import Entered, Key, Turn

SETTING = Setting(
    id="harbour_lane", name="Harbour Lane", safe_adult="Ms Okafor",
    contact="Ms Okafor is in the blue room by the front door, every day from 8.30 to 4.")


@dataclass(frozen=True, slots=True)
class Round:
    """One wave of the demo: who is asked, how many, and which question sets besides the core."""

    audience: str
    roster: int
    sets: tuple[str, ...]


ROUNDS: tuple[Round, ...] = (
    Round("pupil", 24, ()),
    Round("parent", 30, ("A", "B", "C")),
    Round("staff", 14, ("A", "B", "C", "X")),
)
WEB_TRY = Round("pupil", 12, ())
"""The wave left open, so that whoever watches the demo can answer as a pupil."""


def ask(here: Installation, round_: Round, name: str, wave_id: str, today: dt.date) -> tuple[Wave, tuple[Issued, ...]]:
    """Draft, open and invite one wave."""
    survey = library()[round_.audience]
    waves.draft(here.store, SETTING, survey, wave_id=wave_id, name=name, roster=round_.roster, sets=round_.sets)
    wave = waves.open_wave(here.store, here.keys, wave_id, today)
    with here.store.begin() as tx:
        return wave, tx.invitations.issue(wave_id, round_.roster, secrets.token_bytes)


def answer_all(dialogue: Dialogue, wave: Wave, invitations: tuple[Issued, ...], chance: Random,
               on_person: Callable[[], None]) -> None:
    """Let everybody invited answer, one after another, as far as their patience goes."""
    for issued in invitations:
        converse(dialogue, wave, issued, person(wave.survey.audience, chance), chance)
        on_person()


def converse(dialogue: Dialogue, wave: Wave, issued: Issued, who: Person, chance: Random) -> State:
    """Let one person answer until they finish or give up; give how their conversation stands."""
    entered = dialogue.enter(Key(token=issued.token))
    if not isinstance(entered, Entered):
        raise ValueError("an invitation just made did not let its holder in")
    turn = dialogue.current(entered.handle)
    for _ in range(who.patience):
        if not isinstance(turn, Turn) or turn.state is not State.ASKING:
            break
        asked = turn.asked
        question = wave.survey.by_id.get(asked.question or "")
        turn = dialogue.receive(entered.handle, answer(who, asked, question, chance))
    return turn.state if isinstance(turn, Turn) else State.STOPPED


def close(here: Installation, wave: Wave, today: dt.date) -> Release:
    """Close one wave."""
    return waves.close(here.store, here.keys, wave.id, today)
