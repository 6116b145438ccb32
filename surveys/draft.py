"""A questionnaire as far as it can be read: what the checks look at while some of it is still wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from surveys.document import Document, Finding, Path
from surveys.errors import Problem, Severity
from surveys.field_errors import in_plain_words
from surveys.model import BASE_LANGUAGE, Question, Scale, Text
from surveys.questions import AnyQuestion
from surveys.survey import Survey, Translation
from surveys.yaml_reader import read as read_yaml

_QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
_Model = TypeVar("_Model", bound=BaseModel)
_TEXTS = ("title", "intro", "promise", "thanks", "closed", "already_done", "opted_out")


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the file: its place, its id as written, and the question where it can be read."""

    path: Path
    id: str
    section: int
    question: Question | None


@dataclass(frozen=True)
class Draft:
    """A questionnaire file, with whatever parts of it could be read, and what is wrong with its form."""

    file: str
    document: Document
    survey: Survey | None
    findings: tuple[Finding, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question written down, in order, readable or not."""
        return tuple(self._items())

    @cached_property
    def questions(self) -> Mapping[str, Item]:
        """The readable questions by id; the first one where an id is used twice."""
        found: dict[str, Item] = {}
        for item in self.items:
            if item.question is not None:
                found.setdefault(item.id, item)
        return found

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where each id stands in the order asked; the first place where it is used twice."""
        order: dict[str, int] = {}
        for place, item in enumerate(self.items):
            order.setdefault(item.id, place)
        return order

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """The scales that can be read."""
        if self.survey:
            return self.survey.scales
        return _each(Scale, self.document.at(("scales",)))

    @cached_property
    def languages(self) -> Mapping[str, Translation]:
        """The languages declared, English alone where none are."""
        if self.survey:
            return self.survey.languages
        declared = _each(Translation, self.document.at(("languages",)))
        return declared or {BASE_LANGUAGE: Translation(status="checked", name="English")}

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """The channels declared, web alone where none are."""
        found = self.document.at(("channels",))
        return tuple(str(each) for each in found) if isinstance(found, list) else ("web",)

    @property
    def audience(self) -> str:
        """Whom it asks, as written."""
        return str(self.document.at(("audience",)) or "")

    @cached_property
    def sets(self) -> frozenset[str]:
        """The names of the question sets; `core` is always one."""
        found = self.document.at(("sets",))
        return frozenset(found if isinstance(found, dict) else ()) | {"core"}

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        """Every text a respondent can read that can be read here, with its path; scale labels once."""
        return tuple(self._texts())

    def problem(self, finding: Finding) -> Problem:
        """Give a finding its file, line and column."""
        place = finding.place or self.document.place(finding.path)
        severity = Severity.WARNING if finding.warning else Severity.ERROR
        return Problem(self.file, place.line, place.column + finding.offset, finding.rule, finding.fault,
                       finding.remedy, severity)

    def problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Give the findings as problems, in file order, once each."""
        return tuple(sorted({self.problem(finding) for finding in findings}))

    def _items(self) -> Iterable[Item]:
        sections = self.document.at(("sections",))
        for place, section in enumerate(sections if isinstance(sections, list) else ()):
            written = section.get("questions") if isinstance(section, dict) else None
            for number, each in enumerate(written if isinstance(written, list) else ()):
                name = str(each.get("id") or "") if isinstance(each, dict) else ""
                path = ("sections", place, "questions", number)
                yield Item(path, name, place, self._question(path))

    def _question(self, path: tuple[str, int, str, int]) -> Question | None:
        if self.survey:
            return self.survey.sections[path[1]].questions[path[3]]
        written = self.document.at(path)
        try:
            return _QUESTION.validate_python(written)
        except ValidationError:
            return None

    def _texts(self) -> Iterable[tuple[Path, Text]]:
        for name in _TEXTS:
            yield from self._text((name,))
        for name in self.sets:
            yield from self._text(("sets", name))
        sections = self.document.at(("sections",))
        for place in range(len(sections) if isinstance(sections, list) else 0):
            yield from self._text(("sections", place, "title"))
        for name, scale in self.scales.items():
            for number, choice in enumerate(scale.choices):
                yield ("scales", name, "choices", number, "label"), choice.label
        for item in self.items:
            if item.question:
                yield from _question_texts(item.path, item.question)

    def _text(self, path: Path) -> Iterable[tuple[Path, Text]]:
        try:
            yield path, Text.model_validate(self.document.at(path))
        except ValidationError:
            return


def read(text: str, file: str) -> Draft:
    """Read a questionnaire as far as it goes; every fault of form is in the draft's `findings`."""
    document = read_yaml(text)
    if document.value is None:
        return Draft(file, document, None, document.findings)
    try:
        survey = Survey.model_validate(document.value)
    except ValidationError as error:
        faults = in_plain_words(error, document)
        return Draft(file, document, None, (*document.findings, *faults))
    return Draft(file, document, survey, document.findings)


def of(survey: Survey, file: str) -> Draft:
    """Give a questionnaire that is already read as a draft; its problems all stand on line 1."""
    return Draft(file, Document(survey.model_dump(mode="json")), survey, ())


def _question_texts(path: Path, question: Question) -> Iterable[tuple[Path, Text]]:
    for name in ("text", "help", "plain"):
        if text := getattr(question, name):
            yield (*path, name), text
    for channel, text in question.wording.items():
        yield (*path, "wording", channel), text
    for list_name in ("options", "bands"):
        for number, choice in enumerate(getattr(question, list_name, ())):
            yield (*path, list_name, number, "label"), choice.label


def _each(kind: type[_Model], written: object) -> dict[str, _Model]:
    found = {}
    for name, value in written.items() if isinstance(written, dict) else ():
        try:
            found[str(name)] = kind.model_validate(value)
        except ValidationError:
            continue
    return found
