"""The one declared breakdown: which groups may be shown beside the whole, and which must be held back."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from reports.disclosure.feasibility import Span, withstands
from reports.disclosure.figures import Part, Scheme
from reports.disclosure.policies import SMALLEST_CELL, Policy, Standard
from reports.disclosure.questions import Counts, blank, good_answers
from reports.disclosure.replies import worded
from reports.release import Published
from surveys.survey import Survey

HELD_BACK = "Not shown for this group, so that no small group can be worked out from the others."
NOT_SAID = "not shown"
"""What stands for the number of replies of a group that is held back."""


def broken_down(survey: Survey, section: str, whole: Counts, groups: Sequence[Counts],
                policy: Policy) -> tuple[Published, ...]:
    """Give one row per declared group: its share of good answers, or why it is held back.

    A group is shown where it and the people outside it are both large enough, where the groups held back
    do not leave a small remainder, and where the figures together give nobody away.
    """
    standard = policy.standard(sensitive=whole.question.sensitive)
    shown = _large_enough(whole, groups, standard) if whole.favourable is not None else []
    if shown and not _safe(whole, shown, standard):
        shown = []
    return tuple(_row(survey, section, group, policy) if group in shown
                 else blank(survey, section, group, NOT_SAID, HELD_BACK) for group in groups)


def _row(survey: Survey, section: str, group: Counts, policy: Policy) -> Published:
    scheme = policy.standard(sensitive=group.question.sensitive).scheme(group.base)
    row = blank(survey, section, group, worded(group.base, policy).words, "")
    return replace(row, favourable=good_answers(group, scheme)) if scheme else row


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
    spans = [_span(group, standard) for group in shown]
    rest = whole.base - sum(span.size for span in spans)
    if rest:
        spans.append(Span(rest, 0, rest))
    return withstands(spans, _narrowed(whole, scheme, standard), insiders=standard.insiders,
                      smallest_cell=SMALLEST_CELL)


def _span(counts: Counts, standard: Standard) -> Span:
    scheme = standard.scheme(counts.base)
    low, high = _range(counts.favourable or 0, counts.base, scheme) if scheme else (0, counts.base)
    return Span(counts.base, low, high)


def _narrowed(whole: Counts, scheme: Scheme, standard: Standard) -> Span:
    """Give the range of good answers that the whole's own figures allow, its spread included."""
    low, high = _range(whole.favourable or 0, whole.base, scheme)
    if whole.base < standard.spread_from:
        return Span(whole.base, low, high)
    cells = scheme.merged(whole.parts, whole.base)
    good = _sums([part for part in cells if part.favourable], whole.base, scheme)
    other = _sums([part for part in cells if not part.favourable], whole.base, scheme)
    if cells:
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
