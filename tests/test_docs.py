"""What the documents say is so."""

import re
import tomllib
from pathlib import Path

import pytest

from surveys.lint import check
from surveys.loader import load
from surveys.model import BASE_LANGUAGE
from surveys.questions import QUESTION_TYPES
from webhook.cli import COMMANDS
from webhook.config import VARIABLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name):
    assert f"`heard {name}`" in README


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_question_type_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_the_questionnaire_in_the_readme_is_sound():
    text = re.search(r"```yaml\n(.*?)```", README, re.DOTALL).group(1)
    assert load(text, "README.md").languages[BASE_LANGUAGE].status == "checked"
    assert [problem for problem in check(text, "README.md") if problem.severity == "error"] == []


def test_every_picture_in_the_documents_is_there():
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"!?\[[^\]]*\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert target.startswith("http") or (document.parent / target).exists(), (document.name, target)


def test_every_dependency_is_in_the_notices():
    notices = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"],
             *(line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines)]
    for line in asked:
        name = re.match(r"[A-Za-z0-9._-]+", line).group(0)
        assert f"| {name} |" in notices, name


def test_every_dependency_is_pinned_with_its_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for line in (*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]):
        name = re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", line).group(0).lower())
        assert re.search(rf"^{re.escape(name)}(\[[a-z]+\])?==", lock, re.MULTILINE), name
    assert lock.count("--hash=sha256:") > 100
    assert "://" not in lock
