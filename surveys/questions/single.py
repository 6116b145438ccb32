"""One of several choices."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from surveys.model import Choice, Question, Scale


class Single(Question):
    """Pick one of the question's own choices."""

    type: Literal["single"]
    options: Annotated[tuple[Choice, ...], Field(min_length=1)]

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give the question's own choices."""
        return self.options
