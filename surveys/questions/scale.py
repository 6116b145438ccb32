"""One step of a scale that many questions share."""

from collections.abc import Mapping
from typing import Literal

from surveys.model import Choice, Question, Scale


class ScaleQuestion(Question):
    """Pick one step of the named scale."""

    type: Literal["scale"]
    scale: str

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give the steps of the scale, or nothing where the survey does not define it."""
        scale = scales.get(self.scale)
        return scale.choices if scale else ()
