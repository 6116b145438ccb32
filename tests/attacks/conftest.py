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
