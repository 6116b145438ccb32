"""As many of several choices as fit."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from surveys.errors import InvalidAnswer
from surveys.model import Choice, Entry, Question, Scale, Value


class Multi(Question):
    """Pick any number of the question's own choices; an exclusive one stands alone."""

    type: Literal["multi"]
    options: Annotated[tuple[Choice, ...], Field(min_length=1)]
    entry: ClassVar[Entry] = "choices"

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give the question's own choices."""
        return self.options

    def accept(self, value: Value, scales: Mapping[str, Scale]) -> Value:
        """Give the picked codes once each, in the order shown."""
        picked = (value,) if isinstance(value, str) else value
        if not isinstance(picked, tuple) or not picked:
            raise InvalidAnswer("not_a_choice")
        known = {choice.code: choice for choice in self.options}
        if any(code not in known for code in picked):
            raise InvalidAnswer("not_a_choice")
        if len(set(picked)) > 1 and any(known[code].exclusive for code in picked):
            raise InvalidAnswer("exclusive", choice=next(c for c in picked if known[c].exclusive))
        return tuple(code for code in known if code in picked)

    def bucket(self, value: Value, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give each picked code."""
        return value if isinstance(value, tuple) else (str(value),)
