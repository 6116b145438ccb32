"""What the papers say, as it is set up now. Every number in a paper is read from here."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from reports.disclosure.policies import COMMENTS_FROM, POLICIES, SMALLEST_CELL, Policy
from reports.themes.rules import QUOTES_FROM, SUPPORT
from surveys.model import Setting
from surveys.questions.free_text import LONGEST


@dataclass(frozen=True, slots=True)
class Kept:
    """For how many days things are kept; `resume` is for how many a link carries on on the same device."""

    silence: int
    after_closing: int
    claims: int
    traces: int
    acknowledged: int
    resume: int


@dataclass(frozen=True, slots=True)
class Alerting:
    """How a child who writes is heard: in minutes, school hours and days."""

    tick: int
    wait: int
    tested: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Processor:
    """Somebody else through whose hands something goes: what they do, see and keep, and where."""

    name: str
    does: str
    sees: str
    where: str
    keeps: str


@dataclass(frozen=True, slots=True)
class Round:
    """One wave, as its papers speak of it. `word` is "anonymous" or "confidential", `lacking` why not the first."""

    name: str
    audience: str
    state: str
    roster: int
    policy: str
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    word: str
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the papers say of one setting. `helplines` are (audiences, line); `reminders` days of silence."""

    setting: Setting
    rounds: tuple[Round, ...]
    kept: Kept
    alerting: Alerting
    processors: tuple[Processor, ...]
    helplines: tuple[tuple[tuple[str, ...], str], ...]
    reminders: tuple[int, ...]
    database: str
    address: str
    letters: int = LONGEST
    comments_from: int = COMMENTS_FROM
    quotes_from: int = QUOTES_FROM
    support: int = SUPPORT
    smallest_cell: int = SMALLEST_CELL
    policies: dict[str, Policy] = field(default_factory=lambda: dict(POLICIES))

    @property
    def digest(self) -> str:
        """Name exactly this set-up: SHA-256 of its canonical JSON, 12 hexadecimal digits."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=_plain)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def policy_of(self, audience: str) -> Policy:
        """Give the policy of an audience's newest round; bands where it has none."""
        names = [one.policy for one in self.rounds if one.audience == audience]
        return self.policies[names[-1] if names else "bands"]

    def word_for(self, audience: str) -> str:
        """Give the word that holds of every round of an audience: one confidential round makes it that."""
        words = {one.word for one in self.rounds if one.audience == audience and one.state != "closed"}
        return "anonymous" if words == {"anonymous"} else "confidential"

    def channels(self, audience: str = "") -> tuple[str, ...]:
        """Give the channels by which an audience may answer, or anybody; the web where nothing is set up yet."""
        names = {name for one in self.rounds if audience in ("", one.audience) for name in one.channels}
        return tuple(sorted(names, key=("web", "telegram", "sms", "whatsapp").index)) or ("web",)

    def help_for(self, audience: str) -> tuple[str, ...]:
        """Give the helplines for an audience, a line each."""
        return tuple(line for audiences, line in self.helplines if audience in audiences)


def smallest(policy: Policy) -> int:
    """Give from how many replies anything at all is shown of a question."""
    return policy.ordinary.tiers[0].least


def listed(things: Iterable[str]) -> str:
    """Give "a, b and c"."""
    *most, last = things
    return f"{', '.join(most)} and {last}" if most else last


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever JSON does not know: dates, times, models, schemes
    return str(value.model_dump(mode="json")) if isinstance(value, Setting) else str(value)
