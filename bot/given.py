"""The answers so far, in the form in which a conversation is stored."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from surveys.answers import NOT_SHOWN, PREFER_NOT, SKIPPED, Answer, Status

_UNANSWERED = {None: SKIPPED, False: PREFER_NOT, True: NOT_SHOWN}
_MARKS = {answer.status: mark for mark, answer in _UNANSWERED.items()}
"""How an unanswered question is stored: shorter than its status, and never a value that could be answered."""


class Given(Mapping[str, Answer]):
    """The answers so far, by question, in the order given; held as they are stored, and read one by one.

    Most turns look at few answers, and a conversation is read back and stored at each turn.
    """

    __slots__ = ("stored",)

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self.stored = stored

    @classmethod
    def of(cls, answers: Mapping[str, Answer]) -> "Given":
        """Give the same answers in this form."""
        return answers if isinstance(answers, cls) else cls({key: _mark(a) for key, a in answers.items()})

    def with_last(self, name: str, answer: Answer) -> "Given":
        """Give the answers with this one last, in place of an earlier one where there is one."""
        if name not in self.stored:
            return Given({**self.stored, name: _mark(answer)})
        others = {key: value for key, value in self.stored.items() if key != name}
        return Given(others | {name: _mark(answer)})

    def only(self, names: Collection[str]) -> "Given":
        """Give the answers to the named questions alone."""
        return Given({key: value for key, value in self.stored.items() if key in names})

    def __getitem__(self, name: str) -> Answer:
        return _answer(self.stored[name])

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping.get, without its try
        """Give the answer to `name`, or `default`."""
        return _answer(self.stored[name]) if name in self.stored else default

    def __contains__(self, name: object) -> bool:
        return name in self.stored

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored)

    def __len__(self) -> int:
        return len(self.stored)

    def __repr__(self) -> str:
        return f"Given({dict(self)!r})"


def _mark(answer: Answer) -> Any:  # noqa: ANN401 - one value for JSON
    return _MARKS[answer.status] if answer.value is None else answer.value


def _answer(stored: Any) -> Answer:  # noqa: ANN401 - one value out of JSON
    if stored is None or isinstance(stored, bool):
        return _UNANSWERED[stored]
    # Without the constructor's check, which cannot fail here: conditions read several at every turn.
    answer = Answer.__new__(Answer)
    object.__setattr__(answer, "status", Status.ANSWERED)
    object.__setattr__(answer, "value", tuple(stored) if isinstance(stored, list) else stored)
    return answer
