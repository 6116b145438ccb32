"""The voice signal: how clearly voice speaks on a statement. It is not a judgement of the setting."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.comparison import band
from reports.evidence.voices import Voice


class Signal(StrEnum):
    """How clearly people's answers speak on a statement."""

    STRONG = "Strong"
    MIXED = "Mixed"
    WEAK = "Weak"
    THIN = "Thin"


_NUMBERS = {1: "one", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class SignalRule:
    """Where the signals begin: shares of good answers (0 to 1, on the edges of the five bands)."""

    high: float = 0.6
    low: float = 0.4
    audiences: int = 2

    @property
    def words(self) -> tuple[str, ...]:
        """The rule, a sentence for each signal."""
        return (
            "The voice signal counts a group (such as parents or staff) where its answers can be shown, half of "
            "it or more replied, and it sees more than one side of the matter.",
            f"Thin voice: fewer than {_NUMBERS[self.audiences]} groups count.",
            f"Strong voice: in each group that counts, {self.high:.0%} or more gave a good answer.",
            f"Weak voice: in at least one of them {self.low:.0%} or fewer gave a good answer, and in no "
            f"other did {self.high:.0%} or more.",
            "Mixed voice: anything else.",
        )

    def high_in(self, voice: Voice) -> bool:
        """Say whether a voice that is shown is clearly positive."""
        return voice.figure is not None and band(voice.figure)[0] >= self.high

    def low_in(self, voice: Voice) -> bool:
        """Say whether a voice that is shown is clearly not positive."""
        return voice.figure is not None and band(voice.figure)[1] <= self.low

    def signal(self, voices: Sequence[Voice]) -> Signal:
        """Give the signal. Neither a partial view nor a response below half counts towards it."""
        shown = [voice for voice in voices
                 if voice.figure is not None and not voice.partial and voice.release.speaks_for_all]
        if len({voice.release.audience for voice in shown}) < self.audiences:
            return Signal.THIN
        high = [self.high_in(voice) for voice in shown]
        if all(high):
            return Signal.STRONG
        return Signal.WEAK if any(self.low_in(voice) for voice in shown) and not any(high) else Signal.MIXED
