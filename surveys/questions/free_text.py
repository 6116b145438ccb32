"""Words of the respondent's own. They become comments, each on its own."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from surveys.errors import InvalidAnswer
from surveys.model import Entry, Question, Scale, Value

LONGEST = 500
"""Characters a comment may have, so that a ballot of fixed size holds every answer."""


class FreeText(Question):
    """Type a few words, at most `longest` characters."""

    type: Literal["free_text"]
    longest: Annotated[int, Field(ge=1, le=LONGEST)] = LONGEST
    entry: ClassVar[Entry] = "words"

    def accept(self, value: Value, scales: Mapping[str, Scale]) -> Value:
        """Give the words, trimmed; too many is an error, so that none are cut unseen."""
        words = str(value).strip()
        if not words:
            raise InvalidAnswer("empty")
        if len(words) > self.longest:
            raise InvalidAnswer("too_long", longest=str(self.longest), length=str(len(words)))
        return words

    def bucket(self, value: Value, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give nothing: words are never counted."""
        return ()
