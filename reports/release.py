"""What may be published of one wave: the only numbers a renderer ever sees."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """One published figure: words to print, and the range of shares (0 to 1) that it may stand for.

    Charts draw `low` to `high`; nothing in it is finer than the policy allows.
    """

    code: str
    label: str
    words: str
    low: float
    high: float
    apart: bool = False
    favourable: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What passed disclosure control of one question, for the whole wave or one declared group.

    `replies` says how many replied, as the policy allows. `favourable` is the share of good answers;
    `cells` the whole distribution in the order asked, where the policy allows it. `reach` is the range that
    the favourable share could take if everybody who did not reply had answered either way. `held_back`
    says in a sentence what is not shown and why; it is empty where nothing was held back.
    """

    question: str
    text: str
    section: str
    kind: str
    sensitive: bool
    replies: str
    favourable: Cell | None = None
    cells: tuple[Cell, ...] = ()
    reach: Cell | None = None
    held_back: str = ""
    group: str | None = None
    wording: str = ""

    @property
    def shown(self) -> bool:
        """Whether any figure may be shown."""
        return self.favourable is not None or bool(self.cells)


@dataclass(frozen=True, slots=True)
class Release:
    """The one frozen publication of a wave, chained by hash to the release before it.

    `asked` and `replied` are worded as the policy allows; `rules` are the sentences of the disclosure
    policy, printed in every report; `notes` say what a reader must bear in mind. `month` is "November
    2026". `scale` names the choices that count as good ("Yes", "Strongly agree or agree"). `comments` is
    how the free texts stand, per question id, in a sentence. `sections` and `groups` are titles by id.
    """

    wave: str
    name: str
    setting: str
    setting_id: str
    pupils: str
    audience: str
    title: str
    survey: str
    survey_hash: str
    month: str
    policy: str
    rules: tuple[str, ...]
    asked: str
    replied: str
    response: str
    speaks_for_all: bool
    scale: str
    questions: tuple[Published, ...]
    notes: tuple[str, ...] = ()
    comments: Mapping[str, str] | None = None
    sections: Mapping[str, str] | None = None
    groups: Mapping[str, str] | None = None
    previous: str = ""
    digest: str = ""

    def of(self, question: str, group: str | None = None) -> Published | None:
        """Give what is published of one question, or nothing where the wave did not ask it."""
        return next((p for p in self.questions if p.question == question and p.group == group), None)

    def sealed(self, previous: str) -> "Release":
        """Give the release chained after the digest `previous` ("" for the first)."""
        body = replace(self, previous=previous, digest="")
        return replace(body, digest=hashlib.sha256(body.dump().encode()).hexdigest())

    def verifies(self) -> bool:
        """Say whether the content is what its digest was made of."""
        return self.sealed(self.previous).digest == self.digest

    def dump(self) -> str:
        """Give the release as canonical JSON."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Release":
        """Read back what `dump` gave."""
        stored: dict[str, Any] = json.loads(text)
        stored["questions"] = tuple(_published(row) for row in stored["questions"])
        for name in ("rules", "notes"):
            stored[name] = tuple(stored[name])
        return cls(**stored)


def _published(row: dict[str, Any]) -> Published:
    for name in ("favourable", "reach"):
        row[name] = Cell(**row[name]) if row[name] else None
    row["cells"] = tuple(Cell(**cell) for cell in row["cells"])
    return Published(**row)
