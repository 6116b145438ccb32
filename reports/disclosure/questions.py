"""One question's tally to what may be published of it."""

import hashlib
import json
from dataclasses import dataclass, replace
from math import ceil, floor

from reports.disclosure.figures import Counted, Figure, Part, Scheme, either
from reports.disclosure.policies import POLICIES, Policy, Standard
from reports.disclosure.replies import Replies, worded
from reports.release import Cell, Published
from surveys.model import BASE_LANGUAGE, Question
from surveys.questions.multi import Multi
from surveys.questions.number import Number
from surveys.survey import Survey
from surveys.tally import Tally

TOO_FEW = "Too few replied to show."
GOOD = "good"
"""The code of the cell that holds the share of good answers."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One tally, parted: choices that make the base of a share, and those kept apart ("Don't know").

    `base` is how many people gave an answer that counts; thresholds apply to it.
    """

    question: Question
    parts: tuple[Part, ...]
    apart: tuple[Part, ...]
    base: int
    answered: int
    group: str | None

    @property
    def favourable(self) -> int | None:
        """How many gave a good answer, where the question has good answers and one answer each."""
        if self.question.entry != "choice" or not any(part.favourable for part in self.parts):
            return None
        return sum(part.count for part in self.parts if part.favourable)


def parted(survey: Survey, question: Question, tally: Tally) -> Counts:
    """Part one tally into what counts and what is kept apart."""
    choices = question.bands_as_choices() if isinstance(question, Number) else survey.choices(question)
    parts: list[Part] = []
    apart: list[Part] = []
    for choice in choices:
        part = Part(choice.code, filled(choice.label.in_(BASE_LANGUAGE), survey),
                    tally.counts.get(choice.code, 0), choice.favourable)
        # Ticking "Don't know" beside other things still says other things.
        alone = choice.exclusive or not isinstance(question, Multi)
        (apart if choice.apart and alone else parts).append(part)
    outside = sum(part.count for part in apart)
    return Counts(question, tuple(parts), tuple(apart), tally.answered - outside, tally.answered, tally.group)


def filled(text: str, survey: Survey) -> str:
    """Give `text` with the setting's own words where it names them in braces."""
    for name, word in (survey.setting.placeholders if survey.setting else {}).items():
        text = text.replace("{" + name + "}", word)
    return text


def published(survey: Survey, section: str, counts: Counts, policy: Policy, roster: int) -> Published:
    """Give what `policy` lets be said of one question over the whole wave."""
    standard = policy.standard(sensitive=counts.question.sensitive)
    replies = worded(counts.base, policy, roster)
    scheme = standard.scheme(counts.base)
    if scheme is None:
        return blank(survey, section, counts, replies.words, _too_few(counts.question, standard))
    good = good_answers(counts, scheme)
    cells = _spread(counts, scheme, standard)
    held_back = "" if good or cells else _why_no_spread(counts, standard)
    row = blank(survey, section, counts, replies.words, held_back)
    return replace(row, favourable=good, cells=cells, reach=reach(good, replies, roster) if good else None)


def blank(survey: Survey, section: str, counts: Counts, replies: str, held_back: str) -> Published:
    """Give the row of a question without any figure."""
    question = counts.question
    return Published(question.id, filled(question.text.in_(BASE_LANGUAGE), survey), section, question.type,
                     question.sensitive, replies, held_back=held_back, group=counts.group,
                     wording=_wording(survey, question))


def good_answers(counts: Counts, scheme: Scheme) -> Cell | None:
    """Give the share of good answers, where the question has any."""
    if counts.favourable is None:
        return None
    label = either([part.label for part in counts.parts if part.favourable])
    return _cell(GOOD, label, scheme.figure(counts.favourable, counts.base), favourable=True)


def reach(good: Cell, replies: Replies, roster: int) -> Cell:
    """Give the range `good` could take if those who are not in it had answered either way.

    Worked out from published figures alone (the band, the fewest replies its words allow, the roster), and
    rounded outward to 10%: so it cannot say more than they do.
    """
    asked = max(roster, replies.least)
    low = floor(10 * good.low * replies.least / asked + 1e-9) / 10
    high = ceil(10 * (1 - (1 - good.high) * replies.least / asked) - 1e-9) / 10
    return Cell("reach", good.label, f"{low:.0%} to {high:.0%}", low, high)


def _too_few(question: Question, standard: Standard) -> str:
    least = standard.tiers[0].least
    return f"{TOO_FEW} A sensitive question needs {least} replies." if question.sensitive else TOO_FEW


def _spread(counts: Counts, scheme: Scheme, standard: Standard) -> tuple[Cell, ...]:
    if counts.base < standard.spread_from or not counts.parts:
        return ()
    inside: tuple[Part, ...] = counts.parts
    wording: Scheme | None = scheme
    if counts.favourable is not None:
        inside = scheme.merged(counts.parts, counts.base)
    elif counts.question.entry != "choices":
        wording = _without_sides(counts, scheme)
    if wording is None or not inside:
        return ()
    cells = [_cell(part.code, part.label, wording.figure(part.count, counts.base), favourable=part.favourable)
             for part in inside]
    return (*cells, *_apart(counts, standard))


def _without_sides(counts: Counts, scheme: Scheme) -> Scheme | None:
    """Give how a question without good answers is worded: in bands where one of its counts is small.

    There are no sides to merge within, and a count merged with one other could be worked out.
    """
    if not isinstance(scheme, Counted) or all(part.count >= scheme.least for part in counts.parts):
        return scheme
    banded = POLICIES["bands"].standard(sensitive=counts.question.sensitive)
    return banded.scheme(counts.base) if counts.base >= banded.spread_from else None


def _apart(counts: Counts, standard: Standard) -> list[Cell]:
    scheme = standard.scheme(counts.answered)
    if scheme is None or not counts.apart:
        return []
    # The rest of those who answered stands in for the other side, so that one small part is held back.
    rest = Part("", "", counts.base, favourable=True)
    shown = [part for part in scheme.merged((*counts.apart, rest), counts.answered) if part.code]
    return [_cell(part.code, part.label, scheme.figure(part.count, counts.answered), apart=True)
            for part in shown]


def _why_no_spread(counts: Counts, standard: Standard) -> str:
    if not counts.parts:
        return "Only how many answered is kept for this question."
    if counts.base < standard.spread_from:
        return f"Fewer than {standard.spread_from} replied, so how many chose each answer is not shown."
    return "Too few chose some of the answers to show how many chose each."


def _cell(code: str, label: str, figure: Figure, *, apart: bool = False, favourable: bool = False) -> Cell:
    return Cell(code, label, figure.words, figure.low, figure.high, apart, favourable)


def _wording(survey: Survey, question: Question) -> str:
    choices = [[c.code, c.label.in_(BASE_LANGUAGE), c.apart, c.favourable] for c in survey.choices(question)]
    asked = json.dumps([question.text.in_(BASE_LANGUAGE), question.version, choices])
    return hashlib.sha256(asked.encode()).hexdigest()[:12]
