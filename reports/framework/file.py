"""A framework's YAML file to a `Framework`, every fault at once, with its place and the remedy."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from reports.framework.model import Framework
from surveys.document import Document, Plain
from surveys.document import Path as Place
from surveys.errors import Problem
from surveys.loader import library
from surveys.suggestions import did_you_mean
from surveys.yaml_reader import read as read_yaml

_REMEDIES = {
    "missing": ("{name!r} is missing.", "Add it; the frameworks we ship show how."),
    "extra_forbidden": ("{name!r} is not a part of a framework.", "Take it out, or check its spelling."),
    "too_short": ("{name!r} is empty.", "List at least one."),
    "string_too_short": ("{name!r} is empty.", "Write it out."),
}


class InvalidFramework(ValueError):
    """A framework file that cannot be used; carries every fault at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def parse(text: str, file: str = "<text>", questions: Collection[str] | None = None) -> Framework:
    """Read a framework; `questions` are the ids it may name: those of the shipped ones unless given.

    Raises `InvalidFramework` with every fault found.
    """
    if not text.strip():
        raise InvalidFramework((Problem(file, 1, 1, "form", "The file is empty.",
                                        "Start with 'id:', 'title:' and 'sections:'."),))
    document = read_yaml(text)
    if document.findings or not isinstance(document.value, dict):
        raise InvalidFramework(tuple(_syntax(document, file)))
    written = _as_written(document.value, document, ())
    try:
        framework = Framework.model_validate(written)
    except ValidationError as error:
        raise InvalidFramework(tuple(_faults_of_form(error, document, file))) from None
    known = _shipped_questions() if questions is None else questions
    if problems := tuple(_unknown_questions(framework, document, file, known)):
        raise InvalidFramework(problems)
    return framework


def load(path_or_name: str | Path, questions: Collection[str] | None = None) -> Framework:
    """Read the framework shipped under a name, or the one in a file.

    Raises `InvalidFramework`, also where there is neither.
    """
    if isinstance(path_or_name, str) and path_or_name in names():
        return parse(_shipped_text(path_or_name), f"{path_or_name}.yaml", questions)
    path = Path(path_or_name)
    if not path.is_file():
        raise InvalidFramework((Problem(str(path_or_name), 1, 1, "form", "There is no such framework.",
                                        did_you_mean(str(path_or_name), names())),))
    return parse(path.read_text(encoding="utf-8", errors="replace"), str(path), questions)


def shipped() -> dict[str, Framework]:
    """Give the frameworks we ship, by name."""
    return {name: load(name) for name in names()}


def names() -> tuple[str, ...]:
    """Give the names of the frameworks shipped."""
    found = (entry.name for entry in (files("reports") / "frameworks").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


@cache
def _shipped_questions() -> frozenset[str]:
    return frozenset(question.id for survey in library().values() for question in survey.questions)


@cache
def _shipped_text(name: str) -> str:
    return (files("reports") / "frameworks" / f"{name}.yaml").read_text(encoding="utf-8")


def _as_written(value: Plain, document: Document, path: Place) -> Plain:
    # An author who writes 1.10 without quotes means the text "1.10", not the number 1.1.
    if isinstance(value, dict):
        return {key: _as_written(each, document, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_written(each, document, (*path, place)) for place, each in enumerate(value)]
    return document.written.get(path, value)


def _syntax(document: Document, file: str) -> Iterator[Problem]:
    for finding in document.findings:
        place = finding.place or document.place(finding.path)
        yield Problem(file, place.line, place.column, finding.rule, finding.fault, finding.remedy)
    if not document.findings:
        yield Problem(file, 1, 1, "form", "This is not a framework.",
                      "Start with 'id:', 'title:' and 'sections:'.")


def _faults_of_form(error: ValidationError, document: Document, file: str) -> Iterator[Problem]:
    for fault in error.errors():
        path = tuple(fault["loc"])
        name = next((str(key) for key in reversed(path) if isinstance(key, str)), "framework")
        said, remedy = _REMEDIES.get(fault["type"], ("", ""))
        sentence = said.format(name=name) or f"{name!r}: {_sentence(fault['msg'])}"
        place = document.place(path)
        yield Problem(file, place.line, place.column, "form", sentence, remedy)


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".") + "."


def _unknown_questions(framework: Framework, document: Document, file: str,
                       questions: Collection[str]) -> Iterator[Problem]:
    for s, section in enumerate(framework.sections):
        for n, statement in enumerate(section.statements):
            for name in ("questions", "partial"):
                for q, question in enumerate(getattr(statement, name)):
                    if question not in questions:
                        place = document.place(("sections", s, "statements", n, name, q))
                        yield Problem(file, place.line, place.column, "form",
                                      f"Statement {statement.number} names the question {question!r}, "
                                      "which no questionnaire has.", did_you_mean(question, questions))
