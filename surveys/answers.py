"""What one respondent answered. Lives in memory only; its stored form is a sealed ballot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from surveys.model import Value


class Status(StrEnum):
    """What became of one question for one respondent."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    PREFER_NOT = "prefer_not"
    NOT_SHOWN = "not_shown"


_STATUSES = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one question; `value` is there only when it was answered."""

    status: Status
    value: Value | None = None

    def __post_init__(self) -> None:
        if (self.status is Status.ANSWERED) != (self.value is not None):
            raise ValueError("an answer has a value exactly when its status is answered")

    @classmethod
    def of(cls, value: Value) -> "Answer":
        """Give an answered answer."""
        return cls(Status.ANSWERED, value)

    def as_json(self) -> list[Any]:
        """Give the answer as `[status]` or `[status, value]`, plain values only."""
        status = self.status._value_  # not .value, which is a slow property: this runs for every answer, every turn
        if self.value is None:
            return [status]
        return [status, list(self.value) if isinstance(self.value, tuple) else self.value]

    @classmethod
    def from_json(cls, stored: list[Any]) -> "Answer":
        """Read back what `as_json` gave."""
        value = stored[1] if len(stored) > 1 else None
        return cls(_STATUSES[stored[0]], tuple(value) if isinstance(value, list) else value)


SKIPPED = Answer(Status.SKIPPED)
PREFER_NOT = Answer(Status.PREFER_NOT)
NOT_SHOWN = Answer(Status.NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers, by question id, and the declared group where the wave has one.

    `may_quote` is the writer's own "you may quote this" for their comments.
    """

    answers: Mapping[str, Answer]
    group: str | None = None
    may_quote: bool = field(default=False)

    def as_json(self) -> dict[str, Any]:
        """Give the response as plain values, to be sealed."""
        stored: dict[str, Any] = {"a": {key: answer.as_json() for key, answer in self.answers.items()}}
        if self.group is not None:
            stored["g"] = self.group
        if self.may_quote:
            stored["q"] = 1
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Response":
        """Read back what `as_json` gave."""
        answers = {key: Answer.from_json(answer) for key, answer in stored["a"].items()}
        return cls(answers, stored.get("g"), bool(stored.get("q")))
