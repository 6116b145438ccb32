"""`make bench`: how fast Heard is, as ratios measured in this run. Prints a table; asserts nothing."""

import sys

import chat
import closing
import engine
import papers
import start
import webhooks
from rich.console import Console
from rich.table import Table

PARTS = {"engine": engine.measure, "start": start.measure, "chat": chat.measure, "webhooks": webhooks.measure,
         "closing": closing.measure, "papers": papers.measure}


def main() -> None:
    """Measure every part, or those named on the command line."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        raise SystemExit(f"There is no part {unknown[0]!r}. There are: {', '.join(PARTS)}.")
    table = Table("What", "Measured", "Beside it", "Ratio", title="Measured in this run, on this machine")
    for name in wanted:
        Console(stderr=True).print(f"measuring {name}…")
        for row in PARTS[name]():
            table.add_row(*row)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
