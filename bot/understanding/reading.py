"""What a reply was read as."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from surveys.errors import InvalidAnswer
from surveys.model import Question, Scale, Value


class How(StrEnum):
    """How a reply was read.

    `exact`: a label or code, or a value typed plainly. `alias`: a synonym. `number`: a place in the list, as
    a number, letter or word, or a number with words round it. `label`: a label or synonym among a few other
    words. `confirm`: likely, so it is asked about before it is taken. `command` and `no-match`: no answer.
    """

    EXACT = "exact"
    ALIAS = "alias"
    NUMBER = "number"
    LABEL = "label"
    CONFIRM = "confirm"
    COMMAND = "command"
    NO_MATCH = "no-match"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reply as read: `value` is an answer that its question accepts, or None where it is not one.

    `position` counts from 1 as displayed; `code` is the choice's code, or several with commas between.
    `reason` is a phrase key for a reply that cannot be used, and `detail` its placeholders; for a command
    `detail` holds `command`, and `language` where one was named.
    """

    how: How
    value: Value | None = None
    position: int | None = None
    code: str | None = None
    reason: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether the reply can be stored without asking."""
        return self.value is not None and self.how is not How.CONFIRM

    def asked(self) -> "Reading":
        """Give the same reading, to be confirmed first."""
        return replace(self, how=How.CONFIRM) if self.value is not None else self


def no_match(reason: str = "", **detail: str) -> Reading:
    """Give the reading of a reply that cannot be used."""
    return Reading(How.NO_MATCH, reason=reason, detail=detail)


def checked(how: How, value: Value, question: Question, scales: Mapping[str, Scale]) -> Reading:
    """Give `value` as the question stores it, or the reason why it is not an answer."""
    try:
        accepted = question.accept(value, scales)
    except InvalidAnswer as wrong:
        return no_match(wrong.reason, **wrong.detail)
    if isinstance(accepted, tuple):
        return Reading(how, accepted, None, ",".join(accepted))
    return Reading(how, accepted)
