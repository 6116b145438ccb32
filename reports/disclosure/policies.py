"""The two disclosure policies as tables of thresholds, and the sentences that say what they do."""

from dataclasses import dataclass

from reports.disclosure.figures import FIVE, TENTHS, THREE, Counted, Scheme


@dataclass(frozen=True, slots=True)
class Tier:
    """From how many replies a way of wording figures holds."""

    least: int
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class Standard:
    """What questions of one kind need before anything is shown.

    `insiders` is how many people may pool their own answers and still learn nothing of anybody else's.
    `spread_from` is the number of replies from which the whole distribution is shown, `group_from` the
    number that a group and the people outside it must each have.
    """

    tiers: tuple[Tier, ...]
    insiders: int
    spread_from: int
    group_from: int

    def scheme(self, replies: int) -> Scheme | None:
        """Give how figures from `replies` replies are worded, or nothing where they are too few."""
        held = [tier.scheme for tier in self.tiers if replies >= tier.least]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Policy:
    """One disclosure policy. Thresholds can only be raised; `rules` are printed in every report.

    `exact_replies` says whether numbers of replies are exact or in bands, `replies_from` the number from
    which they are told at all.
    """

    name: str
    ordinary: Standard
    sensitive: Standard
    exact_replies: bool
    replies_from: int
    comments_from: int
    rules: tuple[str, ...]

    def standard(self, *, sensitive: bool) -> Standard:
        """Give the standard for a question that is marked sensitive or is not."""
        return self.sensitive if sensitive else self.ordinary


SMALLEST_CELL = 3
COMMENTS_FROM = 10

_BANDS = Standard(
    (Tier(6, THREE), Tier(10, FIVE), Tier(50, TENTHS)), insiders=1, spread_from=24, group_from=10)
_BANDS_SENSITIVE = Standard(
    (Tier(9, THREE), Tier(15, FIVE), Tier(60, TENTHS)), insiders=2, spread_from=24, group_from=15)
# Three bands need 6 replies to withstand one insider and 9 to withstand two, whatever the policy.
_COUNTS = Standard(
    (Tier(6, THREE), Tier(10, Counted(SMALLEST_CELL))), insiders=1, spread_from=10, group_from=10)
_COUNTS_SENSITIVE = Standard(
    (Tier(9, THREE), Tier(15, Counted(SMALLEST_CELL + 1))), insiders=2, spread_from=15, group_from=15)


def _least(standard: Standard) -> tuple[int, ...]:
    return tuple(tier.least for tier in standard.tiers)


def _shared(standard: Standard, sensitive: Standard) -> tuple[str, ...]:
    return (
        "A group's results are shown only where the group and the people outside it are "
        f"{standard.group_from} or more ({sensitive.group_from} or more where the question is sensitive).",
        "Each round has one set of results. It is made once, after closing, and does not change.",
        f"Comments are shown as themes, once {COMMENTS_FROM} or more people have written one and the "
        "safeguarding lead has read them.",
    )


def _band_rules() -> tuple[str, ...]:
    three, five, tenths = _least(_BANDS)
    return (
        f"Fewer than {three} replies to a question: too few replied to show.",
        f"{three} to {five - 1} replies: a third or fewer, about half, or two thirds or more.",
        f"{five} to {tenths - 1} replies: 20% or fewer, 20% to 40%, 40% to 60%, 60% to 80%, or 80% or more.",
        f"{tenths} replies or more: to the nearest 10%, ending at “about 10% or fewer” and "
        "“about 90% or more”.",
        "A figure that falls exactly between two bands is put in the one further from the middle.",
        "Questions marked as sensitive need more replies: "
        f"{_joined(_least(_BANDS_SENSITIVE))} in place of {_joined(_least(_BANDS))}.",
        "How many chose each answer, and how many said they did not know, is shown from "
        f"{_BANDS.spread_from} replies. With fewer, only the share of good answers is shown.",
        "“Don't know” and skipped questions do not count as replies to a question.",
        *_shared(_BANDS, _BANDS_SENSITIVE),
    )


def _count_rules() -> tuple[str, ...]:
    three, counted = _least(_COUNTS)
    return (
        f"Fewer than {three} replies to a question: too few replied to show.",
        f"{three} to {counted - 1} replies: a third or fewer, about half, or two thirds or more.",
        f"{counted} replies or more: counts and percentages. Answers that fewer than {SMALLEST_CELL} people "
        "chose are put together with others.",
        f"Where fewer than {SMALLEST_CELL} people differed from the rest, the figure says “at least” or "
        "“or fewer”, so that it never shows whether people agreed to the last one.",
        f"Questions marked as sensitive need more replies: {_joined(_least(_COUNTS_SENSITIVE))} in place of "
        f"{_joined(_least(_COUNTS))}, and {SMALLEST_CELL + 1} people in place of {SMALLEST_CELL}.",
        "“Don't know” and skipped questions do not count as replies to a question.",
        *_shared(_COUNTS, _COUNTS_SENSITIVE),
    )


def _joined(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers[:-1]) + f" and {numbers[-1]}"


POLICIES: dict[str, Policy] = {
    "bands": Policy("bands", _BANDS, _BANDS_SENSITIVE, exact_replies=False, replies_from=6,
                    comments_from=COMMENTS_FROM, rules=_band_rules()),
    "counts": Policy("counts", _COUNTS, _COUNTS_SENSITIVE, exact_replies=True, replies_from=5,
                     comments_from=COMMENTS_FROM, rules=_count_rules()),
}


def rules(policy: str) -> tuple[str, ...]:
    """Give the sentences that say what `policy` shows and holds back."""
    return POLICIES[policy].rules
