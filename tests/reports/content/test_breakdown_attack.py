"""An insider against a breakdown: the whole and its groups, published together or held back together.

The auditor knows no rule of the policies. It tries every way in which the groups can answer, and looks at
those that come out alike. The insider knows how large each group is, who is in which, and their own answer.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

import pytest

from reports.disclosure.breakdown import broken_down
from reports.disclosure.policies import POLICIES, Policy, Standard
from reports.disclosure.questions import Counts, parted, published
from surveys.survey import Survey
from surveys.tally import Tally

Build = Callable[..., Survey]
Dataset = tuple[int, ...]


def grouped(survey: Survey, policy: Policy, sizes: Dataset) -> Callable[[Dataset], Hashable]:
    """Give the way in which a whole and its groups are published; the last size named no group."""
    question = survey.by_id["q"]

    def publish(good: Dataset) -> Hashable:
        # A data set lists good and other answers group by group: (good a, other a, good b, other b, ...).
        whole = _part(survey, {"yes": sum(good[::2]), "no": sum(good[1::2])})
        groups = [_part(survey, {"yes": good[2 * n], "no": good[2 * n + 1]}, code)
                  for n, code in enumerate(("a", "b", "c")[:len(sizes) - 1])]
        return (published(survey, "s1", whole, policy, 200), broken_down(survey, "s1", whole, groups, policy))

    def _part(survey: Survey, counts: dict[str, int], group: str | None = None) -> Counts:
        return parted(survey, question, Tally("q", counts, sum(counts.values()), group=group))
    return publish


def grouping(build: Build, sizes: Dataset, *, sensitive: bool = False) -> Survey:
    """Give a survey with as many groups as there are sizes; the last size named none."""
    return build("yes_no", sensitive=sensitive, groups=("a", "b", "c")[:len(sizes) - 1])


def grouped_datasets(sizes: Dataset) -> Iterator[Dataset]:
    """Give every way in which the groups can answer yes and no."""
    if not sizes:
        yield ()
        return
    for good in range(sizes[0] + 1):
        for rest in grouped_datasets(sizes[1:]):
            yield (good, sizes[0] - good, *rest)


def group_leaks(survey: Survey, sizes: Dataset, policy: Policy, insiders: int) -> list[str]:
    """Give what could be worked out of a member of any group, whose group is known to the attacker."""
    publish = grouped(survey, policy, sizes)
    alike: dict[Hashable, list[Dataset]] = defaultdict(list)
    for dataset in grouped_datasets(sizes):
        alike[publish(dataset)].append(dataset)
    return [found for fitting in alike.values() for found in _members(fitting, sizes, insiders)]


def _members(fitting: list[Dataset], sizes: Dataset, insiders: int) -> Iterator[str]:
    for known in combinations_with_replacement(range(2 * len(sizes)), insiders):
        fits = [d for d in fitting if all(d[seat] >= known.count(seat) for seat in set(known))]
        for group, size in enumerate(sizes):
            others = size - sum(seat // 2 == group for seat in known)
            open_ = [v for v in (2 * group, 2 * group + 1) if any(d[v] > known.count(v) for d in fits)]
            if fits and others > 0 and len(open_) < 2:
                yield f"holders of {known} know the rest of group {group}"


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("sizes", [(10, 10, 0), (10, 12, 0), (11, 13, 0), (10, 10, 4), (10, 9, 0), (12, 3, 0),
                                   (10, 10, 10), (4, 4, 10)])
def test_groups_and_the_whole_together_give_nobody_away(one_question: Build, policy: str, sizes: Dataset) -> None:
    assert not group_leaks(grouping(one_question, sizes), sizes, POLICIES[policy], 1)


@pytest.mark.parametrize("sizes", [(15, 15, 0), (16, 18, 0)])
def test_two_insiders_learn_nothing_of_a_sensitive_breakdown(one_question: Build, sizes: Dataset) -> None:
    assert not group_leaks(grouping(one_question, sizes, sensitive=True), sizes, POLICIES["bands"], 2)


def test_the_auditor_sees_a_breakdown_that_nobody_checked(one_question: Build) -> None:
    policy = replace(POLICIES["bands"], ordinary=replace(POLICIES["bands"].ordinary, insiders=0))
    assert group_leaks(grouping(one_question, (10, 10, 0)), (10, 10, 0), policy, 1)


def test_the_auditor_sees_a_small_group_left_over(one_question: Build) -> None:
    low: Standard = replace(POLICIES["counts"].ordinary, group_from=6, insiders=0)
    assert group_leaks(grouping(one_question, (10, 6, 0)), (10, 6, 0), replace(POLICIES["counts"], ordinary=low), 1)
