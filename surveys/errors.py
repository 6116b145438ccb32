"""What can be wrong with a questionnaire or an answer, named by who can act on it."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a fault stops the questionnaire from being used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file that an author wrote: the place, the fault and the remedy.

    `line` and `column` count from 1; `rule` is the lint rule (`L01`…), or `form` for faults of shape.
    """

    file: str
    line: int
    column: int
    rule: str
    fault: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity} {self.rule}: {self.fault} {self.remedy}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """Give the problem as plain values, for `--json`."""
        return asdict(self) | {"severity": self.severity.value}


class InvalidSurvey(ValueError):
    """A questionnaire that cannot be used; carries every fault at once, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class InvalidAnswer(ValueError):
    """A reply that is not an answer to its question.

    `reason` is a phrase key (`too_long`, `out_of_range`, …) and `detail` its placeholders; the respondent
    reads the phrase in their own language, so no sentence is carried here.
    """

    def __init__(self, reason: str, **detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
