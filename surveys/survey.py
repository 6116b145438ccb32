"""A questionnaire: its sections in order, its scales and languages, and the setting it speaks for."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from surveys.model import Audience, Choice, Code, Frozen, Language, Question, Scale, Setting, Text
from surveys.questions import AnyQuestion


class Translation(Frozen):
    """How far a language has come; a `draft` cannot go live."""

    status: Literal["checked", "draft"]
    name: str
    dir: Literal["ltr", "rtl"] = "ltr"


class Section(Frozen):
    """Questions that belong together, under a heading."""

    id: Code
    title: Text
    questions: tuple[AnyQuestion, ...]


class Survey(Frozen):
    """One questionnaire for one audience.

    `intro` is said before the first question, `thanks` after the last; `promise` answers "is this
    anonymous?"; `closed`, `already_done` and `opted_out` are what late, repeated and stopped respondents
    read. `setting` is filled in when a wave opens.
    """

    id: Code
    version: Annotated[int, Field(ge=1)] = 1
    audience: Audience
    title: Text
    languages: dict[Language, Translation] = {"en": Translation(status="checked", name="English")}
    channels: tuple[Literal["web", "sms", "telegram"], ...] = ("web",)
    intro: Text | None = None
    promise: Text | None = None
    thanks: Text | None = None
    closed: Text | None = None
    already_done: Text | None = None
    opted_out: Text | None = None
    sets: dict[str, Text] = {}
    scales: dict[str, Scale] = {}
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    setting: Setting | None = None

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def counted(self) -> tuple[Question, ...]:
        """The questions whose answers are kept: not information, consent, practice or the group."""
        return tuple(q for q in self.questions
                     if q.answerable and not q.practice and q.type not in ("consent", "group"))

    @cached_property
    def group(self) -> Question | None:
        """The question that declares the respondent's group, if the survey has one."""
        return next((question for question in self.questions if question.type == "group"), None)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """Give what can be chosen for `question`, in the order shown."""
        return question.choices(self.scales)

    def with_sets(self, sets: Collection[str]) -> "Survey":
        """Give the same survey with only the questions of the named sets; `core` is always kept."""
        wanted = {"core", *sets}
        unknown = sorted(wanted - {"core"} - set(self.sets))
        if unknown:
            raise ValueError(f"{self.id} has no question set {unknown[0]!r}; it has "
                             f"{', '.join(['core', *(s for s in self.sets if s != 'core')])}.")
        kept = (Section(id=section.id, title=section.title,
                        questions=tuple(q for q in section.questions if q.set in wanted))
                for section in self.sections)
        return self._with(sections=tuple(section for section in kept if section.questions))

    def at(self, setting: Setting) -> "Survey":
        """Give the same survey, speaking for `setting`."""
        return self._with(setting=setting)

    def in_languages(self, languages: Collection[str]) -> "Survey":
        """Give the same survey, offering only those of its languages: the ones that a wave has live."""
        return self._with(languages={name: about for name, about in self.languages.items() if name in languages})

    def _with(self, **changes: object) -> "Survey":
        # Not model_copy: it carries cached properties over to the changed survey.
        fields = {name: getattr(self, name) for name in Survey.model_fields}
        return Survey.model_construct(**(fields | changes))

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Give every text a respondent can read, with its place in the file (`sections.s1.title`)."""
        for name in ("title", "intro", "promise", "thanks", "closed", "already_done", "opted_out"):
            if (text := getattr(self, name)) is not None:
                yield name, text
        for section in self.sections:
            yield f"sections.{section.id}.title", section.title
        for question in self.questions:
            for name in ("text", "help", "plain"):
                if (text := getattr(question, name)) is not None:
                    yield f"{question.id}.{name}", text
            for channel, text in question.wording.items():
                yield f"{question.id}.wording.{channel}", text
            for choice in self.choices(question):
                yield f"{question.id}.{choice.code}", choice.label

    @cached_property
    def content_hash(self) -> str:
        """A name for exactly this content: SHA-256 of its canonical JSON, 16 hexadecimal digits."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]
