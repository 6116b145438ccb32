"""`make attack`: the long run of every attack and every mutant; writes what came of it into docs/privacy.md."""

import os
import re
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LONG = "500"


class Outcomes:
    """Hears which mutants were noticed."""

    def __init__(self):
        self.noticed = {}

    def pytest_runtest_logreport(self, report):
        found = re.search(r"test_the_attack_notices_that_the_defence_is_broken\[(.+)\]", report.nodeid)
        if found and report.when == "call":
            self.noticed[found.group(1)] = report.passed


def main():
    sys.path.pop(0)  # this folder, whose modules have everyday names
    os.environ["HEARD_ATTACK_WAVES"] = LONG
    heard = Outcomes()
    code = pytest.main([str(HERE), "-p", "no:cacheprovider", "--durations=5", *sys.argv[1:]], plugins=[heard])
    from tests.attacks.mutants import MUTANTS
    from tests.attacks.table import DOCUMENT, table, written
    if heard.noticed.keys() != MUTANTS.keys():
        print("Not every mutant was tried, so docs/privacy.md is left as it is.")
        return code
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(written(document, table(heard.noticed)), encoding="utf-8")
    print(f"{sum(heard.noticed.values())} of {len(heard.noticed)} broken defences were noticed; the table is in "
          f"{DOCUMENT.name}.")
    return code


if __name__ == "__main__":
    sys.exit(main())
