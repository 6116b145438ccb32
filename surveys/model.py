"""The parts of a questionnaire: texts, choices, scales and the question that all types share."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from surveys.errors import InvalidAnswer

BASE_LANGUAGE = "en"
Audience = Literal["pupil", "parent", "staff", "partner"]
Channel = Literal["web", "sms", "telegram", "whatsapp", "terminal"]
Word = Literal["anonymous", "confidential"]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,31}$")]
QuestionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]{0,31}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


Entry = Literal["choice", "choices", "number", "date", "words", "none"]
"""How a reply is given: one picked, several picked, or typed."""
Value = str | int | float | tuple[str, ...]
"""A stored answer: a choice's code, several codes, a number, an ISO date or words."""


class Frozen(BaseModel):
    """A value that cannot change and refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(RootModel[dict[Language, str]]):
    """One sentence in several languages; a bare string in YAML is English."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _bare_is_english(cls, value: object) -> object:
        return {BASE_LANGUAGE: value} if isinstance(value, str) else value

    def in_(self, language: str) -> str:
        """Give the sentence in `language`, or in the base language where it has none."""
        return self.root.get(language) or self.root.get(BASE_LANGUAGE) or next(iter(self.root.values()), "")

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which this sentence is written."""
        return frozenset(self.root)


class Choice(Frozen):
    """One thing that can be chosen.

    `apart`: counted and shown, but never in the base of a share ("Don't know"). `favourable`: counts as a
    good answer. `exclusive`: in a multi question, cannot go with another ("None of these").
    """

    code: Code
    label: Text
    accept: dict[Language, tuple[str, ...]] = {}
    picture: str = ""
    apart: bool = False
    favourable: bool = False
    exclusive: bool = False


class Scale(Frozen):
    """An ordered set of choices that many questions share, best answer first or last."""

    choices: tuple[Choice, ...]
    ordered: bool | None = None
    polarity: Literal["best_first", "worst_first"] | None = None


class Setting(Frozen):
    """The AP school or provider, as its respondents read of it.

    `pupils` and `pupil` are the setting's own word ("students", "young people"); `safe_adult` names the
    person a pupil can go to; `contact` says where and when to find them.
    """

    id: Code
    name: Annotated[str, Field(min_length=1, max_length=60)]
    pupils: str = "pupils"
    pupil: str = "pupil"
    safe_adult: str = "the safeguarding lead"
    contact: str = ""
    time_zone: str = "Europe/London"
    hours: tuple[dt.time, dt.time] = (dt.time(9), dt.time(15, 30))
    """From when to when reminders may be sent on a school day."""
    terms: tuple[tuple[dt.date, dt.date], ...] = ()
    """First and last day of each term or half term."""
    days_off: tuple[dt.date, ...] = ()
    word: Word = "confidential"
    """What the answers of a wave may be called; decided when it opens, by `surveys.promising`."""

    @property
    def placeholders(self) -> dict[str, str]:
        """What `{setting}`, `{pupils}`, `{pupil}`, `{safe_adult}` and `{contact}` stand for.

        `{Pupils}` is the same word as `{pupils}` where it starts a sentence. `{promise_word}` is in English.
        """
        return {"setting": self.name, "pupils": self.pupils, "pupil": self.pupil,
                "Pupils": self.pupils[:1].upper() + self.pupils[1:],
                "safe_adult": self.safe_adult, "contact": self.contact, "promise_word": self.word}


class Question(Frozen):
    """What every question has, whatever its type. The types are in `surveys.questions`.

    `set` is the form it belongs to (`core`, `A`…); `plain` a simpler wording; `wording` a wording for one
    channel; `practice` questions teach the buttons and are never stored or counted; `report: false` keeps a
    question out of published reports. Every question can be skipped; `required` asks once more first.
    """

    type: str
    id: QuestionId
    text: Text
    set: str = "core"
    help: Text | None = None
    plain: Text | None = None
    wording: dict[Channel, Text] = {}
    picture: str = ""
    sensitive: bool = False
    required: bool = False
    practice: bool = False
    ask_if: str = ""
    version: int = 1

    answerable: ClassVar[bool] = True
    """Whether the question waits for a reply."""
    entry: ClassVar[Entry] = "choice"

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give what can be chosen, in the order shown; empty where the reply is typed."""
        return ()

    def accept(self, value: Value, scales: Mapping[str, Scale]) -> Value:
        """Give `value` as it is stored, or raise `InvalidAnswer` where it is not an answer to this."""
        if value not in {choice.code for choice in self.choices(scales)}:
            raise InvalidAnswer("not_a_choice")
        return value

    def buckets(self, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give the codes that this question's answers are counted under, in order shown."""
        return tuple(choice.code for choice in self.choices(scales))

    def bucket(self, value: Value, scales: Mapping[str, Scale]) -> tuple[str, ...]:
        """Give the codes that one accepted value adds one to; only codes from `buckets`."""
        return (str(value),)

    def wording_for(self, channel: str, language: str) -> str:
        """Give the question as it is worded on `channel` in `language`."""
        own = self.wording.get(channel)  # type: ignore[call-overload]
        return (own or self.text).in_(language)
