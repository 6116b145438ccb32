"""Which question comes next: the route through a survey, given the answers so far.

Routes are kept by content hash, so that no condition is read twice.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bot.given import Given
from bot.phrases import everywhere
from surveys.answers import Answer, Status
from surveys.conditions import Condition, parse
from surveys.model import Question
from surveys.questions.yes_no import YesNo
from surveys.survey import Survey

QUOTE = "_quote"
"""The engine's own question, "may we show your words?"; no author's id can begin with a line."""
MOST_ROUTES = 64
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class AnyWritten(Condition):
    """Holds once one of the named questions was answered."""

    questions: tuple[str, ...]

    def holds(self, answers: Answers, channel: str) -> bool:
        """Say whether any of them has an answer."""
        return any(answers[name].status is Status.ANSWERED for name in self.questions if name in answers)


@dataclass(frozen=True, slots=True)
class Place:
    """One question's place on the route. `numbered` ones are counted in "3 of 8"."""

    name: str
    question: Question
    condition: Condition | None
    answerable: bool
    numbered: bool

    def shown(self, answers: Answers, channel: str) -> bool:
        """Say whether the question is put to this respondent."""
        return self.condition is None or self.condition.holds(answers, channel)


@dataclass(frozen=True)
class Route:
    """Every place in the order asked. Methods are pure; `answers` are those given so far."""

    places: tuple[Place, ...]

    @cached_property
    def where(self) -> Mapping[str, int]:
        """Each question's index among the places."""
        return {place.name: index for index, place in enumerate(self.places)}

    @cached_property
    def informs(self) -> bool:
        """Whether there are information messages on it at all."""
        return any(not place.answerable for place in self.places)

    @cached_property
    def certain(self) -> tuple[int, ...]:
        """How many numbered places without a condition there are up to each place, itself included."""
        return tuple(accumulate(place.numbered and place.condition is None for place in self.places))

    @cached_property
    def conditional(self) -> tuple[tuple[int, Condition], ...]:
        """Where the numbered places with a condition are, and the condition of each."""
        return tuple((index, place.condition) for index, place in enumerate(self.places)
                     if place.numbered and place.condition is not None)

    @cached_property
    def beginning(self) -> int:
        """Where the first question is that everybody is asked; any after it has one before it."""
        return next((index for index, place in enumerate(self.places)
                     if place.answerable and place.condition is None), len(self.places))

    def question(self, name: str) -> Question:
        """Give the question of that id."""
        return self.places[self.where[name]].question

    def next(self, answers: Answers, channel: str) -> str | None:
        """Give the first question shown that has no answer yet, or None at the end."""
        given = answers.stored if isinstance(answers, Given) else answers
        for place in self.places:
            if place.name not in given and place.answerable and place.shown(answers, channel):
                return place.name
        return None

    def is_first(self, name: str, answers: Answers, channel: str) -> bool:
        """Say whether no question is shown before `name`."""
        return self.where[name] <= self.beginning and self.previous(name, answers, channel) is None

    def previous(self, name: str, answers: Answers, channel: str) -> str | None:
        """Give the question shown before `name`, or None at the first."""
        for place in reversed(self.places[:self.where[name]]):
            if place.answerable and place.shown(answers, channel):
                return place.name
        return None

    def leading(self, name: str | None, answers: Answers, channel: str) -> tuple[Question, ...]:
        """Give the information messages between `name` (None: the end) and the question before it."""
        if not self.informs:
            return ()
        found: list[Question] = []
        stop = len(self.places) if name is None else self.where[name]
        for place in reversed(self.places[:stop]):
            if place.shown(answers, channel):
                if place.answerable:
                    break
                found.append(place.question)
        return tuple(reversed(found))

    def progress(self, name: str, answers: Answers, channel: str) -> tuple[int, int] | None:
        """Give the place of `name` and how many there are on the route as it now stands."""
        at = self.where[name]
        if not self.places[at].numbered:
            return None
        open_now = [index for index, condition in self.conditional if condition.holds(answers, channel)]
        return self.certain[at] + bisect_right(open_now, at), self.certain[-1] + len(open_now)

    def without_orphans(self, answers: Given, channel: str) -> Given:
        """Give the answers without those whose question is no longer shown."""
        kept: dict[str, Answer] = {}
        for place in self.places:
            if place.name in answers and place.shown(kept, channel):
                kept[place.name] = answers[place.name]
        return answers.only(kept)


_ROUTES: dict[str, Route] = {}


def route_of(survey: Survey) -> Route:
    """Give the survey's route."""
    key = survey.content_hash
    if key not in _ROUTES:
        if len(_ROUTES) >= MOST_ROUTES:
            _ROUTES.clear()
        _ROUTES[key] = _build(survey)
    return _ROUTES[key]


def _build(survey: Survey) -> Route:
    places = [_place(question) for question in survey.questions]
    written = [place for place in places if place.question.entry == "words" and not place.question.practice]
    if written:
        names = tuple(place.name for place in written)
        asks = Place(QUOTE, quote_question(), AnyWritten(names), answerable=True, numbered=False)
        places.insert(places.index(written[-1]) + 1, asks)
    return Route(tuple(places))


def _place(question: Question) -> Place:
    condition = parse(question.ask_if) if question.ask_if.strip() else None
    numbered = question.answerable and not question.practice and question.type != "consent"
    return Place(question.id, question, condition, question.answerable, numbered)


def quote_question() -> YesNo:
    """Give the question that the engine itself asks of those who wrote in their own words."""
    return YesNo.model_construct(type="yes_no", id=QUOTE, text=everywhere("quote.ask"),
                                 plain=everywhere("quote.plain"))
