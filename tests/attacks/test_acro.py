"""`acro`, with which official statisticians check outputs, asked about every count that is published.

It brings half a gigabyte of packages, so it is not among the development dependencies: install it anywhere
(`python3 -m venv acro && acro/bin/pip install acro`) and point HEARD_ACRO_PYTHON at that Python. It knows nothing
of unanimity, of differences or of bands, and so stands beside the attacks on outputs, in place of none.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys

import pytest

from tests.attacks import insider, outputs

PYTHON = os.environ.get("HEARD_ACRO_PYTHON") or (sys.executable if importlib.util.find_spec("acro") else "")
UNTESTED = "acro: not installed"
SMALLEST = 3
ASK = """
import json, logging, sys
logging.disable(logging.CRITICAL)
import pandas
from acro import ACRO
checker, answers = ACRO(suppress=False), []
checker.config["safe_threshold"] = int(sys.argv[1])
for table in json.load(sys.stdin):
    rows = [label for label, count in table.items() for _ in range(count)]
    frame = pandas.DataFrame({"answer": pandas.Categorical(rows, categories=list(table)), "everyone": "everyone"})
    checker.crosstab(frame["answer"], frame["everyone"], dropna=False)
    outcome = list(checker.results.results.values())[-1].outcome["everyone"]
    answers.append({label: str(outcome[label]) for label in table})
print("ANSWER " + json.dumps(answers))
"""


@pytest.fixture
def acro(tmp_path):
    """Ask acro what it says of each cell of each table."""
    if not PYTHON:
        pytest.skip(f"{UNTESTED}; set HEARD_ACRO_PYTHON to a Python that has it")

    def ask(tables):
        done = subprocess.run([PYTHON, "-W", "ignore", "-c", ASK, str(SMALLEST)], input=json.dumps(tables),
                              capture_output=True, text=True, cwd=tmp_path, timeout=300, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.partition("ANSWER ")[2].splitlines()[0])
    return ask


def tables():
    """Give the published counts of each data set, by label: exact ones, and the others put together."""
    for n in (10, 11, 13, 16):
        for yes, sometimes, no in insider.datasets(n, 3):
            tally = outputs.counted(("yes", "sometimes", "no"), (yes, sometimes, no))
            (row,) = outputs.published(outputs.one_question(sensitive=False), "counts", [tally]).questions
            cells = [cell for cell in (row.favourable, *row.cells) if cell]
            exact = {cell.label: int(found[1]) for cell in cells if (found := re.match(r"(\d+) of \d+ \(", cell.words))}
            for label, count in exact.items():
                yield {label: count, "everybody else": n - count}


def test_every_count_that_is_published_is_safe_by_acro(acro):
    asked = [dict(pairs) for pairs in sorted({tuple(table.items()) for table in tables()})]
    assert len(asked) > 20
    assert [table for table, said in zip(asked, acro(asked), strict=True) if set(said.values()) != {"ok"}] == []


def test_acro_notices_a_small_count_and_a_count_of_nobody(acro):
    (two, nobody) = acro([{"Yes": 10, "No": 2}, {"Yes": 12, "No": 0}])
    assert "MinimumThreshold" in two["No"]
    assert "PresenceOfZero" in nobody["No"]
