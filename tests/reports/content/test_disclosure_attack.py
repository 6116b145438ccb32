"""An insider with pencil and paper: every data set that fits what is published, and what follows from it.

The auditor knows no rule of the policies. It is given a way of publishing, tries it on every data set of a
size, and looks at the data sets that come out alike. An insider knows how many replied and their own answer.
They must be left with at least two possible answers for anybody else (for sensitive questions two insiders
together), and no small number may follow for certain.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise

import pytest

from reports.disclosure.figures import THREE, Band, Banded, Counted, Part
from reports.disclosure.policies import POLICIES, Policy, Tier
from reports.disclosure.questions import parted, published
from surveys.survey import Survey
from surveys.tally import Tally

Build = Callable[..., Survey]
Dataset = tuple[int, ...]
"""How many hold each value, in a fixed order of values."""


def datasets(people: int, values: int) -> Iterator[Dataset]:
    """Give every way in which `people` can hold `values` values."""
    if values == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in datasets(people - first, values - 1):
            yield (first, *rest)


def leaks(everything: Iterable[Dataset], publish: Callable[[Dataset], Hashable], insiders: int, *,
          smallest: int = 0, of: int | None = None) -> list[str]:
    """Give what could be worked out of somebody; empty where nothing can.

    `of`: only the first so many values are answers; the others are ways of not answering. `smallest`:
    counts of answers from 1 to one below it may not follow for certain.
    """
    alike: dict[Hashable, list[Dataset]] = defaultdict(list)
    for dataset in everything:
        alike[publish(dataset)].append(dataset)
    return [found for seen, fitting in alike.items() for found in _worked_out(seen, fitting, insiders, smallest, of)]


def _worked_out(seen: Hashable, fitting: list[Dataset], insiders: int, smallest: int,
                of: int | None) -> Iterator[str]:
    values = range(len(fitting[0]))
    for known in combinations_with_replacement(values, insiders):
        fits = [d for d in fitting if all(d[v] >= known.count(v) for v in set(known))]
        others = [v for v in values if any(d[v] > known.count(v) for d in fits)]
        if fits and sum(fits[0]) > insiders and len(others) < 2:
            yield f"{seen}: holders of {known} know that the others hold {others}"
    for value in list(values)[:of]:
        counts = {d[value] for d in fitting}
        if len(counts) == 1 and 0 < max(counts) < smallest:
            yield f"{seen}: exactly {counts} hold value {value}"


def showing(survey: Survey, codes: tuple[str, ...], policy: Policy, *,
            roster: int = 200) -> Callable[[Dataset], Hashable]:
    """Give the way in which Heard publishes a data set; values after `codes` skipped the question."""
    question = survey.by_id["q"]

    def publish(dataset: Dataset) -> Hashable:
        counts = dict(zip(codes, dataset, strict=False))
        counted = Tally("q", counts, sum(counts.values()))
        return published(survey, "s1", parted(survey, question, counted), policy, roster)
    return publish


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("sensitive", [False, True])
def test_an_insider_learns_nobodys_answer_to_yes_or_no(one_question: Build, policy: str, sensitive: bool) -> None:
    survey = one_question("yes_no", sensitive=sensitive)
    for people in range(1, 82):
        publish = showing(survey, ("yes", "no"), POLICIES[policy])
        assert not leaks(datasets(people, 2), publish, 2 if sensitive else 1, smallest=3)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("people", [*range(5, 17), 25])
def test_dont_know_and_skipping_open_no_way_round(
        one_question: Build, policy: str, sensitive: bool, people: int) -> None:
    survey = one_question("ysn", sensitive=sensitive)
    codes = ("yes", "no", "dont_know")
    assert not leaks(datasets(people, 4), showing(survey, codes, POLICIES[policy]), 2 if sensitive else 1,
                     smallest=3, of=2)


@pytest.mark.parametrize("people", [10, 12, 15, 17])
@pytest.mark.parametrize("sensitive", [False, True])
def test_merged_counts_cannot_be_taken_apart(one_question: Build, people: int, sensitive: bool) -> None:
    survey = one_question("ag4", sensitive=sensitive)
    publish = showing(survey, ("sa", "a", "d", "sd"), POLICIES["counts"])
    assert not leaks(datasets(people, 4), publish, 2 if sensitive else 1, smallest=3)


@pytest.mark.parametrize("people", [10, 11, 13, 24])
def test_merged_counts_without_good_answers_cannot_be_taken_apart(one_question: Build, people: int) -> None:
    publish = showing(one_question("single"), ("x", "y", "z"), POLICIES["counts"])
    assert not leaks(datasets(people, 3), publish, 1, smallest=3)


@pytest.mark.parametrize("kind,codes", [("ag4", ("sa", "a", "d", "sd")), ("single", ("x", "y", "z"))])
@pytest.mark.parametrize("sensitive", [False, True])
def test_whole_distributions_in_bands_give_nobody_away(
        one_question: Build, kind: str, codes: tuple[str, ...], sensitive: bool) -> None:
    survey = one_question(kind, sensitive=sensitive)
    for people in (24, 25):
        publish = showing(survey, codes, POLICIES["bands"])
        assert not leaks(datasets(people, len(codes)), publish, 2 if sensitive else 1, smallest=3)


@pytest.mark.parametrize("policy,people", [("counts", 10), ("counts", 13), ("bands", 24), ("bands", 31)])
def test_ticks_give_nobody_away(one_question: Build, policy: str, people: int) -> None:
    survey = one_question("multi")

    def publish(dataset: Dataset) -> Hashable:
        only_x, only_y, both = dataset
        ticked = Tally("q", {"x": only_x + both, "y": only_y + both}, people)
        return published(survey, "s1", parted(survey, survey.by_id["q"], ticked), POLICIES[policy], 200)
    assert not leaks(datasets(people, 3), publish, 1)


def strict_edges() -> Banded:
    """Give five bands whose outermost ones leave their edge to the band beside them."""
    class Strict(Band):
        def holds(self, share: Fraction) -> bool:
            above = share >= self.low if self.low != Fraction(8, 10) else share > self.low
            return above and (share < self.high or self.high == 1 or self.high == Fraction(8, 10) == share)
    edges = [Fraction(n, 5) for n in range(6)]
    return Banded(tuple(Strict(f"{n}", low, high) for n, (low, high) in enumerate(pairwise(edges))))


def with_tiers(*tiers: Tier, **changes: int) -> Policy:
    standard = replace(POLICIES["bands"].ordinary, tiers=tiers, **changes)
    return replace(POLICIES["bands"], ordinary=standard, sensitive=standard)


FIVE = POLICIES["bands"].ordinary.tiers[1].scheme
MUTANTS: dict[str, tuple[Policy, int]] = {
    "three bands from 5": (with_tiers(Tier(5, THREE), Tier(10, FIVE)), 5),
    "five bands from 9": (with_tiers(Tier(6, THREE), Tier(9, FIVE)), 9),
    "20% is not in the lowest band": (with_tiers(Tier(6, THREE), Tier(10, strict_edges())), 10),
    "unanimity shown": (with_tiers(Tier(10, Counted(1))), 14),
    "exact counts at 12": (with_tiers(Tier(12, Counted(1))), 12),
    "one is merged, two are not": (with_tiers(Tier(10, Counted(2))), 12),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_auditor_sees_a_weakened_policy(one_question: Build, mutant: str) -> None:
    policy, people = MUTANTS[mutant]
    assert leaks(datasets(people, 2), showing(one_question("yes_no"), ("yes", "no"), policy), 1, smallest=3)


def test_the_auditor_sees_a_sensitive_question_treated_as_ordinary(one_question: Build) -> None:
    policy = replace(POLICIES["bands"], sensitive=POLICIES["bands"].ordinary)
    publish = showing(one_question("yes_no", sensitive=True), ("yes", "no"), policy)
    for people in (6, 10):
        assert leaks(datasets(people, 2), publish, 2)


class WithTheNextSmallest(Counted):
    """Merges small cells with the next smallest, whichever side of the scale it is on."""

    def merged(self, parts, whole):  # type: ignore[no-untyped-def]
        small = [part for part in parts if part.count < self.least]
        large = sorted((part for part in parts if part not in small), key=lambda part: part.count)
        together = [*small, *large[:1]] if small else []
        code = "+".join(part.code for part in together)
        merged = [Part(code, code, sum(part.count for part in together))] if together else []
        return (*merged, *(part for part in parts if part not in together))


def test_the_auditor_sees_small_counts_merged_across_good_and_other_answers(one_question: Build) -> None:
    policy = with_tiers(Tier(10, WithTheNextSmallest(3)), spread_from=10)
    publish = showing(one_question("ag4"), ("sa", "a", "d", "sd"), policy)
    assert leaks(datasets(12, 4), publish, 1, smallest=3)
