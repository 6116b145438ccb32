"""The word that may be used of a wave: "anonymous" has to be earned, "confidential" is what it is otherwise."""

from surveys.model import Word
from surveys.wave import Wave

SMALLEST_ROSTER = 10
"""People asked, from which nobody stands out by being one of so few."""
OWN_PAGES = ("web",)
"""Channels on which nobody but the setting's own Heard sees what is sent."""


def lacking(wave: Wave, *, confirmed: bool) -> tuple[str, ...]:
    """Say what keeps a wave from being called anonymous; nothing where the word is earned.

    `confirmed`: two people are told when a child writes something, and have shown that it reaches them.
    Ballots are sealed in every wave.
    """
    told: list[str] = []
    if wave.roster < SMALLEST_ROSTER:
        told.append(f"fewer than {SMALLEST_ROSTER} people are asked")
    if any(channel not in OWN_PAGES for channel in wave.channels):
        told.append("some answers come by text message or chat, which phone companies or providers can see")
    if not confirmed:
        told.append("no safeguarding lead has been confirmed")
    return tuple(told)


def word(wave: Wave, *, confirmed: bool) -> Word:
    """Give the word that may be used of a wave, as its respondents and the papers read it."""
    return "confidential" if lacking(wave, confirmed=confirmed) else "anonymous"
