"""`heard understand`: replies in, readings out, one a line."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from webhook.commands.understand import run

SURVEY = """
id: mine
audience: parent
title: Mine
scales:
  AG:
    ordered: true
    polarity: best_first
    choices:
      - {code: agree, label: Agree, favourable: true}
      - {code: disagree, label: Disagree}
sections:
  - id: one
    title: One
    questions:
      - {id: intro, type: info, text: Hello}
      - {id: safe, type: scale, scale: AG, text: My child is safe here.}
      - {id: age, type: number, text: How old is your child?}
"""


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(SURVEY, "utf-8")
    return str(path)


def _run(*arguments: str, replies: bytes = b"") -> Result:
    app = typer.Typer()
    app.command()(run)
    return CliRunner().invoke(app, [*arguments], input=replies)


def test_json_has_exactly_four_fields_a_line(mine: str) -> None:
    done = _run(mine, "safe", "--json", replies="Agree\nagre\n２\nI don't agree\nskip\n".encode())
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"reply": "Agree", "how": "exact", "choice": "agree", "position": 1},
        {"reply": "agre", "how": "confirm", "choice": "agree", "position": 1},
        {"reply": "２", "how": "number", "choice": "disagree", "position": 2},
        {"reply": "I don't agree", "how": "no-match", "choice": None, "position": None},
        {"reply": "skip", "how": "command", "choice": None, "position": None}]
    assert done.exit_code == 0


def test_plain_lines_say_how_and_what(mine: str) -> None:
    done = _run(mine, "safe", replies=b"agree 1\nstop\nnot agree\n")
    assert done.stdout.splitlines() == ["agree 1  ->  number: 1 agree",
    "stop  ->  command: stop provider", "not agree  ->  no-match: negated"]
    assert _run(mine, "age", replies=b"about 12\n").stdout == "about 12  ->  number: 12\n"


def test_any_bytes_are_read(mine: str) -> None:
    done = _run(mine, "safe",
    "--json", replies=b"\xff\xfe\x00\n\n" + b"a" * 3_000_000 + b"\nagree\r\n\xf0\x9f\x98")
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [reading["choice"] for reading in readings] == [None, None, None, "agree", None]


def test_no_replies_give_no_lines(mine: str) -> None:
    assert _run(mine, "safe").stdout == ""


@pytest.mark.parametrize(("arguments", "said"), [
    (("pupli", "p1.1"), "Did you mean 'pupil'?"), (("pupil", "p1.99"), "has no question 'p1.99'"),
    (("{mine}", "saff"), "Did you mean 'safe'?"), (("{mine}", "intro"), "has no replies"),
    (("{mine}", "safe", "--lang", "pl"), "not in the language 'pl'"),
        (("nowhere.yaml", "safe"), "There is no such file."),
    (("{broken}", "safe"), "heard check")])
def test_a_wrong_name_is_one_clear_sentence(mine: str, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: [\n" if "check" not in said else SURVEY.replace("scale: AG",
    "scale: XX").replace("type: info", "type: inf"), "utf-8")
    done = _run(*(one.format(mine=mine, broken=broken) for one in arguments))
    assert done.exit_code == 1
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_shipped_questionnaires_are_known_by_name() -> None:
    done = _run("pupil", "p1.1", "--json", replies=b"yh\n")
    assert json.loads(done.stdout)["choice"] == "yes"
