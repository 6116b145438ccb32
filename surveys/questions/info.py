"""Words that ask nothing: an introduction to a section, a thank-you."""

from typing import ClassVar, Literal

from surveys.model import Entry, Question


class Info(Question):
    """A message without a question."""

    type: Literal["info"]
    answerable: ClassVar[bool] = False
    entry: ClassVar[Entry] = "none"
