"""What a channel gives to the dialogue and what it gets back. Plain values; no channel and no web in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.conversation import Reply, State
from surveys.survey import Survey

MOST_GUESSES = 2000
"""Wrong codes in an hour from everybody together; one client may try far fewer (`storage.guesses`)."""


class Refusal(StrEnum):
    """Why nothing can be shown. Neither says whether a code, link or conversation was ever there."""

    UNKNOWN = "unknown"
    TOO_MANY = "too_many"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Key:
    """What somebody holds to come in: the token of a link, or a typed code.

    `client` tells clients apart for counting wrong codes; only a keyed hash of it is stored, for a day.
    `kept` holds the handles of conversations begun on this device, by `Entered.resume`. `languages` are the
    ones preferred, best first.
    """

    token: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    client: bytes = field(default=b"", repr=False)
    kept: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    languages: Sequence[str] = ()
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class Entered:
    """The conversation goes on under `handle`; a device may keep it by the name `resume`.

    `again` says that it was begun before on this device.
    """

    handle: bytes = field(repr=False)
    resume: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What to show. While `state` is asking, the last reply asks; otherwise the conversation is deleted."""

    survey: Survey
    wave: str
    replies: tuple[Reply, ...]
    state: State
    resume: str

    @property
    def asked(self) -> Reply:
        """The reply that asks, or the last that was said."""
        return self.replies[-1]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who cannot answer now: the wave is closed or not open, or they have answered already."""

    survey: Survey
    reply: Reply
