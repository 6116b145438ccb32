"""Which question comes next: the route through a survey, given the answers so far.

Routes are kept by content hash, so that no condition is read twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

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
        return {place.question.id: index for index, place in enumerate(self.places)}

    @cached_property
    def consents(self) -> frozenset[str]:
        """The questions that ask for consent."""
        return frozenset(p.question.id for p in self.places if p.question.type == "consent")

    def question(self, name: str) -> Question:
        """Give the question of that id."""
        return self.places[self.where[name]].question

    def next(self, answers: Answers, channel: str) -> str | None:
        """Give the first question shown that has no answer yet, or None at the end."""
        for place in self.places:
            name = place.question.id
            if place.answerable and name not in answers and place.shown(answers, channel):
                return name
        return None

    def previous(self, name: str, answers: Answers, channel: str) -> str | None:
        """Give the question shown before `name`, or None at the first."""
        for place in reversed(self.places[:self.where[name]]):
            if place.answerable and place.shown(answers, channel):
                return place.question.id
        return None

    def leading(self, name: str | None, answers: Answers, channel: str) -> tuple[Question, ...]:
        """Give the information messages between `name` (None: the end) and the question before it."""
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
        here = total = 0
        for place in self.places:
            if place.numbered and place.shown(answers, channel):
                total += 1
                if place.question.id == name:
                    here = total
        return (here, total) if here else None

    def without_orphans(self, answers: Answers, channel: str) -> dict[str, Answer]:
        """Give the answers without those whose question is no longer shown."""
        kept: dict[str, Answer] = {}
        for place in self.places:
            name = place.question.id
            if name in answers and place.shown(kept, channel):
                kept[name] = answers[name]
        return {name: answer for name, answer in answers.items() if name in kept}


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
        names = tuple(place.question.id for place in written)
        asks = Place(quote_question(), AnyWritten(names), answerable=True, numbered=False)
        places.insert(places.index(written[-1]) + 1, asks)
    return Route(tuple(places))


def _place(question: Question) -> Place:
    condition = parse(question.ask_if) if question.ask_if.strip() else None
    numbered = question.answerable and not question.practice and question.type != "consent"
    return Place(question, condition, question.answerable, numbered)


def quote_question() -> YesNo:
    """Give the question that the engine itself asks of those who wrote in their own words."""
    return YesNo.model_construct(type="yes_no", id=QUOTE, text=everywhere("quote.ask"),
                                 plain=everywhere("quote.plain"))
