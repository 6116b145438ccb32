"""Counts of answers: what remains of a wave after it closes."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.answers import NOT_SHOWN, Response, Status
from surveys.model import Question
from surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one question's answers in one wave, and in one declared group where `group` says so.

    `counts` has every bucket of the question, zero ones too, in the order shown. `answered` is how many
    people answered; a multi question can count more ticks than people.
    """

    question: str
    counts: Mapping[str, int]
    answered: int
    skipped: int = 0
    prefer_not: int = 0
    not_shown: int = 0
    group: str | None = None

    @property
    def replied(self) -> int:
        """How many people gave an answer."""
        return self.answered


def count(survey: Survey, responses: Iterable[Response]) -> tuple[Tally, ...]:
    """Count closed answers per question over the whole wave, then again per declared group.

    Order: questions as asked for the whole wave, then for each group by its code. Groups are the ones
    declared by the survey's `group` question; a respondent who named none is only in the whole.
    """
    everyone = list(responses)
    tallies = [_tally(survey, question, everyone, None) for question in survey.counted]
    declared = survey.group.buckets(survey.scales) if survey.group else ()
    for group in declared:
        members = [response for response in everyone if response.group == group]
        tallies += [_tally(survey, question, members, group) for question in survey.counted]
    return tuple(tallies)


def comments(survey: Survey, responses: Iterable[Response]) -> dict[str, list[tuple[str, bool]]]:
    """Give each free-text question's words, with "may be quoted"; the caller shuffles each list."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for response in responses:
        for question in survey.counted:
            answer = response.answers.get(question.id, NOT_SHOWN)
            if question.entry == "words" and answer.status is Status.ANSWERED:
                found.setdefault(question.id, []).append((str(answer.value), response.may_quote))
    return found


def _tally(survey: Survey, question: Question, responses: list[Response], group: str | None) -> Tally:
    counts = Counter(dict.fromkeys(question.buckets(survey.scales), 0))
    became: Counter[Status] = Counter()
    for response in responses:
        answer = response.answers.get(question.id, NOT_SHOWN)
        became[answer.status] += 1
        if answer.value is not None:
            counts.update(question.bucket(answer.value, survey.scales))
    return Tally(question.id, dict(counts), became[Status.ANSWERED], became[Status.SKIPPED],
                 became[Status.PREFER_NOT], became[Status.NOT_SHOWN], group)


def pack(tallies: Iterable[Tally]) -> bytes:
    """Pack the tallies of one wave and group into one blob, so that a report reads few rows."""
    rows = [[t.question, list(t.counts.items()), t.answered, t.skipped, t.prefer_not, t.not_shown, t.group]
            for t in tallies]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes) -> tuple[Tally, ...]:
    """Read back what `pack` gave."""
    return tuple(Tally(row[0], dict(row[1]), *row[2:]) for row in json.loads(zlib.decompress(packed)))
