"""The one declared breakdown of a wave: which group the respondent is in."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from surveys.model import Choice, Question, Scale


class Group(Question):
    """Pick the group that results may be broken down by, where each group is large enough.

    A survey has at most one. Its answer goes with the ballot as the declared group.
    """

    type: Literal["group"]
    options: Annotated[tuple[Choice, ...], Field(min_length=1)]

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give the groups."""
        return self.options
