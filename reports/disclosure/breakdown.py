"""The one declared breakdown: which groups may be shown beside the whole, and which must be held back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import prod

from reports.disclosure.feasibility import Groups, Span, consistent, withstand
from reports.disclosure.figures import Part, Scheme
from reports.disclosure.policies import POLICIES, SMALLEST_CELL, Policy, Standard
from reports.disclosure.questions import Counts, blank, good_answers
from reports.disclosure.replies import worded
from reports.release import Published
from surveys.survey import Survey

HELD_BACK = "Not shown for this group, so that no small group can be worked out from the others."
NOT_SAID = "not shown"
"""What stands for the number of replies of a group that is held back."""
MOST_ALTERNATIVES = 4_000
"""Sets of group figures that are tried for one question: five groups of five bands fit, six do not."""


def broken_down(survey: Survey, section: str, whole: Counts, groups: Sequence[Counts],
                policy: Policy) -> tuple[Published, ...]:
    """Give one row per declared group: its share of good answers in bands, or why it is held back.

    A group is shown where it and the people outside it are both large enough, where the groups held back
    do not leave a small remainder, and where the figures together give nobody away. Groups are in bands
    under either policy: exact counts of two groups are the exact count of a third.
    """
    standard = policy.standard(sensitive=whole.question.sensitive)
    shown = _large_enough(whole, groups, standard) if whole.favourable is not None else []
    if shown and not _safe(whole, shown, standard):
        shown = []
    return tuple(_row(survey, section, group, policy) if group in shown
                 else blank(survey, section, group, NOT_SAID, HELD_BACK) for group in groups)


def _row(survey: Survey, section: str, group: Counts, policy: Policy) -> Published:
    scheme = _in_bands(group.base, sensitive=group.question.sensitive)
    row = blank(survey, section, group, worded(group.base, policy).words, "")
    return replace(row, favourable=good_answers(group, scheme)) if scheme else row


def _in_bands(replies: int, *, sensitive: bool) -> Scheme | None:
    return POLICIES["bands"].standard(sensitive=sensitive).scheme(replies)


def _large_enough(whole: Counts, groups: Sequence[Counts], standard: Standard) -> list[Counts]:
    least = standard.group_from
    shown = sorted((g for g in groups if g.base >= least and whole.base - g.base >= least),
                   key=lambda g: g.base)
    # Whoever is in none of the shown groups is known by subtraction, so they must be many or nobody.
    while shown and 0 < whole.base - sum(g.base for g in shown) < least:
        shown.pop(0)
    return shown


def _safe(whole: Counts, shown: Sequence[Counts], standard: Standard) -> bool:
    scheme = standard.scheme(whole.base)
    if scheme is None:
        return False
    sensitive = whole.question.sensitive
    spans = [_span(group.favourable or 0, group.base, sensitive=sensitive) for group in shown]
    rest = whole.base - sum(span.size for span in spans)
    sizes = (*(span.size for span in spans), *([rest] if rest else []))
    here = (*spans, *([Span(rest, 0, rest)] if rest else []))
    return here in _allowed(sizes, len(spans), _narrowed(whole, scheme, standard), sensitive, standard.insiders)


@lru_cache(maxsize=512)
def _allowed(sizes: tuple[int, ...], shown: int, whole: Span, sensitive: bool,
             insiders: int) -> frozenset[Groups]:
    """Give the sets of group figures that may be shown beside the whole, out of those that could be.

    A set that gives somebody away is held back. Where holding just those back would give somebody away as
    well, more are held back with them, those nearest to agreement first. So what is shown or not depends on
    nothing but what is published and how large the groups are.
    """
    choices = [_figures(size, sensitive=sensitive) if place < shown else (Span(size, 0, size),)
               for place, size in enumerate(sizes)]
    if prod(len(choice) for choice in choices) > MOST_ALTERNATIVES:
        return frozenset()
    possible = sorted((groups for groups in product(*choices) if consistent(groups, whole)), key=_agreement)
    held = [groups for groups in possible if not _withstands([groups], whole, insiders)]
    given_away = frozenset(held)
    allowed = [groups for groups in possible if groups not in given_away]
    while held and allowed and not _withstands(held, whole, insiders):
        held.append(allowed.pop(0))
    return frozenset(allowed)


def _withstands(alternatives: Sequence[Groups], whole: Span, insiders: int) -> bool:
    return withstand(alternatives, whole, insiders=insiders, smallest_cell=SMALLEST_CELL)


def _agreement(groups: Groups) -> tuple[int, Groups | tuple[int, ...]]:
    return sum(min(span.low, span.size - span.high) for span in groups), tuple(span.low for span in groups)


def _figures(size: int, *, sensitive: bool) -> tuple[Span, ...]:
    """Give the spans that a group of a size can be shown as."""
    return tuple(_each_figure(size, sensitive=sensitive))


def _each_figure(size: int, *, sensitive: bool) -> Iterator[Span]:
    good = 0
    while good <= size:
        span = _span(good, size, sensitive=sensitive)
        yield span
        good = span.high + 1


def _span(good: int, size: int, *, sensitive: bool) -> Span:
    scheme = _in_bands(size, sensitive=sensitive)
    return Span(size, *(_range(good, size, scheme) if scheme else (0, size)))


def _narrowed(whole: Counts, scheme: Scheme, standard: Standard) -> Span:
    """Give the range of good answers that the whole's own figures allow, its spread included."""
    low, high = _range(whole.favourable or 0, whole.base, scheme)
    cells = scheme.merged(whole.parts, whole.base) if whole.base >= standard.spread_from else ()
    if cells:
        good = _sums([part for part in cells if part.favourable], whole.base, scheme)
        other = _sums([part for part in cells if not part.favourable], whole.base, scheme)
        low = max(low, good[0], whole.base - other[1])
        high = min(high, good[1], whole.base - other[0])
    return Span(whole.base, low, high)


def _sums(parts: Sequence[Part], whole: int, scheme: Scheme) -> tuple[int, int]:
    ranges = [_range(part.count, whole, scheme) for part in parts]
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _range(part: int, whole: int, scheme: Scheme) -> tuple[int, int]:
    """Give the counts, of those that could be, which would be worded as `part` is."""
    counts = range(whole + 1)
    low = scheme.figure(part, whole).low
    first = bisect_left(counts, low, key=lambda count: scheme.figure(count, whole).low)
    last = bisect_right(counts, low, key=lambda count: scheme.figure(count, whole).low) - 1
    return first, last
