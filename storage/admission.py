"""What one transaction has let in and done away with, so that its parts can hold each other to it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Admission:
    """Invitations used up in this transaction and not yet spent on a ballot, by wave.

    `shredded` says that something was deleted that the write-ahead log must not keep.
    """

    used_up: Counter[str] = field(default_factory=Counter)
    shredded: bool = False

    def spend(self, wave: str) -> bool:
        """Use one admission to `wave`; false where this transaction has none."""
        if not self.used_up[wave]:
            return False
        self.used_up[wave] -= 1
        return True
