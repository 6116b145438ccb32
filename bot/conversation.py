"""A questionnaire in progress, what comes in and what goes out. Plain values; JSON between turns.

Several of each are made at every turn, so they are named tuples: as fixed as a frozen dataclass, and made in
a third of the time.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from bot.given import Given
from surveys.answers import Answer
from surveys.model import Entry


class State(StrEnum):
    """Where a conversation stands."""

    ASKING = "asking"
    FINISHED = "finished"
    DECLINED = "declined"
    STOPPED = "stopped"


class Inbound(NamedTuple):
    """One thing a respondent sent: words typed, a button tapped, or something that is neither.

    `tap` is a choice's code (several, comma-separated, for a multi question) or a command name prefixed
    with `/` (`/skip`); `step` is the nonce of the question the tap or form belongs to. `media` names what
    came instead of words ("photo", "voice"). `edited` marks a change to an earlier message. `at` is when
    it was written, where the channel says.
    """

    words: str = ""
    tap: str | None = None
    step: int | None = None
    media: str | None = None
    edited: bool = False
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice as displayed: its place from 1, the code it stands for, its label and picture."""

    position: int
    code: str
    label: str
    picture: str = ""


class Reply(NamedTuple):
    """One message to the respondent.

    `text` is what to say; where the message asks, `question` is its id, `options` what can be chosen and
    `entry` how the answer is given. `step` is the nonce an answer must carry. `support` marks a message
    with help contacts. `helps` is the question's "tell me more"; `progress` is (place, how many).
    `error` says the reply before was not understood; `notice` what became of it. `hint` says how to
    answer on this channel. `chosen` holds codes already answered, after BACK.
    """

    text: str
    question: str | None = None
    entry: Entry = "none"
    options: tuple[Option, ...] = ()
    step: int = 0
    helps: str = ""
    picture: str = ""
    progress: tuple[int, int] | None = None
    commands: tuple[str, ...] = ()
    error: str = ""
    notice: str = ""
    hint: str = ""
    support: bool = False
    chosen: tuple[str, ...] = ()
    dir: str = "ltr"
    language: str = "en"


_SELDOM = ("tries", "pending", "last_words", "repeats", "asked_at", "may_quote")
"""The last fields of a conversation, most of them at their defaults."""
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Conversation(NamedTuple):
    """One respondent's place in one questionnaire.

    `survey` is the content hash it runs on. `at` is the id of the question being asked; `step` counts
    questions put, so that a late tap is known. `tries` counts replies to this question that were not
    understood; `pending` is a reading that waits for a yes or no. `last_words`/`repeats` guard against
    robots that answer robots. Nothing here says who is answering.
    """

    survey: str
    channel: str
    language: str
    at: str | None
    step: int = 1
    state: State = State.ASKING
    answers: Mapping[str, Answer] = Given({})
    tries: int = 0
    pending: Mapping[str, Any] | None = None
    last_words: str = ""
    repeats: int = 0
    asked_at: str | None = None
    may_quote: bool = False

    def but(self, **changes: Any) -> "Conversation":  # noqa: ANN401 - the tuple checks the names
        """Give the same conversation with some fields changed."""
        return self._replace(**changes)

    def dump(self) -> str:
        """Give the conversation as compact JSON; fields at their defaults are left out."""
        stored: dict[str, Any] = {"v": 1, "survey": self.survey, "channel": self.channel,
                                  "language": self.language, "at": self.at, "step": self.step}
        if self.state is not State.ASKING:
            stored["state"] = self.state.value
        if self.answers:
            stored["answers"] = Given.of(self.answers).stored
        for name, value in zip(_SELDOM, self[7:], strict=True):
            if value:
                stored[name] = value
        return _ENCODER.encode(stored)

    @classmethod
    def load(cls, text: str) -> "Conversation":
        """Read back what `dump` gave."""
        stored: dict[str, Any] = _DECODER.raw_decode(text)[0]
        del stored["v"]
        if "state" in stored:
            stored["state"] = State(stored["state"])
        stored["answers"] = Given(stored.get("answers", {}))
        return cls(**stored)


class Step(NamedTuple):
    """What one turn did: the conversation as it now stands, and at most two messages to send.

    `stop` says the respondent opted out of everything; `concern` carries words that may ask for help, for
    the safeguarding list: words and question only.
    """

    conversation: Conversation
    replies: tuple[Reply, ...]
    stop: bool = False
    concern: str | None = None
