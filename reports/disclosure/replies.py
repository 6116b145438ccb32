"""How many replied, as a policy allows it to be said."""

from dataclasses import dataclass
from fractions import Fraction

from reports.disclosure.policies import Policy

_STEPS = ((6, 9), (10, 14), (15, 19), (20, 29))
_RESPONSE = (
    (Fraction(1, 4), "Fewer than a quarter of those asked replied."),
    (Fraction(1, 2), "Between a quarter and a half of those asked replied."),
    (Fraction(3, 4), "Between a half and three quarters of those asked replied."),
)
_MOST = "Three quarters or more of those asked replied."


@dataclass(frozen=True, slots=True)
class Replies:
    """Words for a number of replies, and the numbers they may stand for, both ends included."""

    words: str
    least: int
    most: int


def worded(number: int, policy: Policy, roster: int | None = None) -> Replies:
    """Word `number` of replies: exactly, or in steps that widen as it grows.

    A step that reaches beyond the roster is said without its end, which the roster gives away already.
    """
    if number < policy.replies_from:
        under = "fewer than" if policy.exact_replies else "under"
        return Replies(f"{under} {policy.replies_from}", 0, policy.replies_from - 1)
    if policy.exact_replies:
        return Replies(f"{number:,}", number, number)
    for least, most in _STEPS:
        if number <= most:
            words = f"{least} to {most}" if roster is None or most <= roster else f"{least} or more"
            return Replies(words, least, most)
    tens = (number + 5) // 10 * 10
    return Replies(f"about {tens:,}", max(tens - 5, _STEPS[-1][1] + 1), tens + 4)


def response(number: int, roster: int) -> str:
    """Say in quarters what share of the roster replied. A half or more never reads as less."""
    share = Fraction(number, roster)
    return next((words for limit, words in _RESPONSE if share < limit), _MOST)
