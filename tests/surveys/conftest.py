"""What the survey tests share: the questionnaire that has everything, and a small one to bend."""

from pathlib import Path

import pytest

from surveys import loader
from surveys.survey import Survey

EVERYTHING = Path(__file__).parent / "data" / "everything.yaml"


@pytest.fixture(scope="session")
def everything_text() -> str:
    return EVERYTHING.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def everything(everything_text: str) -> Survey:
    return loader.load(everything_text, "everything.yaml")
