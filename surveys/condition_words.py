"""The words of an `ask_if`: cut into tokens, and taken one by one with good complaints."""

import re
from dataclasses import dataclass

from surveys.suggestions import did_you_mean

CHANNEL = "channel"
LONGEST = 2000
"""Characters a condition may have."""
RESERVED = frozenset({"and", "or", "not", "in", "is", "includes"})
SIGNS = ("==", "!=", "<=", ">=", "<", ">", "in", "includes", "is")
_TOKEN = re.compile(r"""
    (?P<space>[ \t\r\n]+)
  | (?P<sign>==|!=|<=|>=|<|>|\(|\)|,)
  | (?P<quoted>'[^'\n]*'|"[^"\n]*")
  | (?P<number>-?[0-9]+(?:-[0-9]{2}-[0-9]{2}|\.[0-9]+)?(?![A-Za-z0-9_.]))
  | (?P<word>[A-Za-z0-9_][A-Za-z0-9_.]*)
""", re.VERBOSE)
_NAME = re.compile(r"[a-z][a-z0-9_.]*")


class ConditionError(ValueError):
    """A condition that cannot be read: `fault`, `remedy`, and the `column` (from 1) within its text."""

    def __init__(self, fault: str, remedy: str, column: int) -> None:
        super().__init__(f"column {column}: {fault} {remedy}")
        self.fault, self.remedy, self.column = fault, remedy, column


@dataclass(frozen=True, slots=True)
class Word:
    """One token: its kind, its text and its column from 1."""

    kind: str
    text: str
    column: int


class Words:
    """The tokens of one condition, taken from the left."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = words
        self._at = 0

    @classmethod
    def of(cls, text: str) -> "Words":
        """Cut `text` into tokens."""
        if len(text) > LONGEST:
            raise ConditionError(f"The condition is longer than {LONGEST} characters.",
                                 "Split it over several questions.", LONGEST)
        return cls(tuple(_cut(text)))

    @property
    def next(self) -> Word:
        """The token to come; the last one has the kind `end`."""
        return self._words[self._at]

    def at_end(self) -> bool:
        """Say whether nothing is left."""
        return self.next.kind == "end"

    def error(self, fault: str, remedy: str) -> ConditionError:
        """Give the complaint about the token to come."""
        return ConditionError(fault, remedy, self.next.column)

    def take(self, text: str) -> bool:
        """Take the token if it is exactly `text`; quoted words never are."""
        if self.next.kind in ("word", "sign") and self.next.text == text:
            self._at += 1
            return True
        return False

    def expect(self, text: str, remedy: str) -> None:
        """Take `text`, or complain."""
        if not self.take(text):
            raise self.error(f"{text!r} is missing{self._before()}.", remedy)

    def name(self) -> Word:
        """Take a question's id, or `channel`."""
        word = self.next
        if word.kind != "word" or word.text in RESERVED or not _NAME.fullmatch(word.text):
            raise self.error(f"A question's id is missing{self._before()}.",
                             "Write a comparison such as q1 == yes.")
        self._at += 1
        return word

    def operator(self) -> str:
        """Take a comparison sign, `in` or `includes`."""
        word = self.next
        if word.kind in ("word", "sign") and word.text in SIGNS:
            self._at += 1
            return word.text
        if word.text == "=":
            raise self.error("'=' is not a comparison.", "Write '=='.")
        remedy = (did_you_mean(word.text, SIGNS) if word.kind == "word"
                  else "Write ==, !=, <, <=, >, >=, in (…), includes or is answered.")
        raise self.error(f"A comparison is missing{self._before()}.", remedy)

    def literal(self) -> str:
        """Take what to compare with: a code, a number, a date or something in quotes."""
        word = self.next
        if word.kind not in ("word", "number", "quoted") or (word.text in RESERVED and word.kind == "word"):
            raise self.error(f"What to compare with is missing{self._before()}.",
                             "Write a choice's code, a number, or words in quotes.")
        self._at += 1
        return word.text

    def listed(self) -> tuple[str, ...]:
        """Take `(a, b, …)`."""
        self.expect("(", "Write the list in brackets: in (yes, no).")
        found = [self.literal()]
        while self.take(","):
            found.append(self.literal())
        self.expect(")", "Close the list with ')'.")
        return tuple(found)

    def state(self, states: tuple[str, ...]) -> str:
        """Take one of `states` after `is`."""
        word = self.next
        if word.kind != "word" or word.text not in states:
            raise self.error(f"'is' needs a state{self._before()}.", did_you_mean(word.text, states))
        self._at += 1
        return word.text

    def _before(self) -> str:
        return " at the end" if self.at_end() else f" before {self.next.text!r}"


def _cut(text: str) -> list[Word]:
    words, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unknown(text, at)
        kind = str(match.lastgroup)
        if kind != "space":
            found = match.group()
            words.append(Word(kind, found[1:-1] if kind == "quoted" else found, at + 1))
        at = match.end()
    return [*words, Word("end", "", len(text) + 1)]


def _unknown(text: str, at: int) -> ConditionError:
    if text[at] in "'\"":
        return ConditionError("A quotation mark is not closed.", f"Add {text[at]} at its end.", at + 1)
    if text[at] == "=":
        return ConditionError("'=' is not a comparison.", "Write '=='.", at + 1)
    if text[at] in "&|":
        return ConditionError(f"{text[at]!r} is not known here.", "Write 'and' or 'or'.", at + 1)
    return ConditionError(f"The character {text[at]!r} is not known here.",
                          "Take it out, or put the words in quotes.", at + 1)
