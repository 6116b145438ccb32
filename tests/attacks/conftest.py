"""Where attacks are run: in memory where the machine has such a place, because they write a great deal."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture
def folder(tmp_path):
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(dir=MEMORY, prefix="heard-attack-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any("acro: not installed" in str(report.longrepr) for report in skipped):
        terminalreporter.section("NOT TESTED: acro", sep="!", red=True, bold=True)
        terminalreporter.line("Published counts were not shown to acro, which brings half a gigabyte of packages. Run: "
                              "python3 -m venv acro && acro/bin/pip install acro, and set HEARD_ACRO_PYTHON to "
                              "acro/bin/python. The attacks on outputs ran all the same.")
