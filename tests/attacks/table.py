"""The table of attacks in docs/privacy.md: each defence, who attacks it, how it is broken, and what came of it."""

from collections.abc import Mapping
from pathlib import Path

from tests.attacks.attacks import ATTACKS
from tests.attacks.mutants import MUTANTS

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"
BEGIN, END = "<!-- begin: made by make attack -->", "<!-- end: made by make attack -->"
NOTICED, MISSED = "finds nothing; notices when broken", "**NOT NOTICED**"


def table(outcomes: Mapping[str, bool] | None = None) -> str:
    """Give the table; `outcomes` says for each mutant whether its attack noticed it (all, unless given)."""
    lines = ["| Defence | Attack | What it does | Broken on purpose | Outcome |", "|---|---|---|---|---|"]
    for name, mutant in sorted(MUTANTS.items(), key=lambda item: (ATTACKS[item[1].attack].promise, item[1].attack)):
        attack = ATTACKS[mutant.attack]
        outcome = NOTICED if outcomes is None or outcomes.get(name) else MISSED
        lines.append(f"| {mutant.defence} | {mutant.attack} | {attack.tries} | {name} | {outcome} |")
    return "\n".join(lines)


def written(document: str, table: str) -> str:
    """Give the document with the table in its place."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
