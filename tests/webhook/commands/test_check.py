import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from webhook.commands import check, schema

CLEAN = (Path(__file__).parents[2] / "surveys" / "data" / "clean.yaml").read_text(encoding="utf-8")


@pytest.fixture
def heard():
    app = typer.Typer()
    app.command("check")(check.run)
    app.command("schema")(schema.run)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(CLEAN.replace("type: yes_no", "type: yesno").replace("scale: AG4", "scale: AG5"), encoding="utf-8")
    return path


def test_the_shipped_questionnaires_are_checked_when_none_is_named(heard):
    result = heard("check")
    assert result.exit_code == 0
    assert result.stdout == "3 files checked: 0 errors, 0 warnings.\n"


def test_faults_are_named_at_their_place_and_end_with_1(heard, bad, clean):
    result = heard("check", bad, clean)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{bad}:36:16: error L04: Question 'q1': there is no scale 'AG5'.")
    assert lines[1] == (f"{bad}:60:15: error form: Question 'q6': the type 'yesno' is not known. "
                        "Did you mean 'yes_no'?")
    assert lines[-1] == "2 files checked: 2 errors, 0 warnings."


def test_json_has_every_problem_and_a_summary(heard, bad):
    result = heard("check", bad, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (found["files"], found["errors"], found["warnings"]) == (1, 2, 0)
    assert {"file", "line", "column", "rule", "fault", "remedy", "severity"} == set(found["problems"][0])


def test_warnings_are_printed_and_do_not_fail(heard, tmp_path):
    path = tmp_path / "warned.yaml"
    path.write_text(CLEAN.replace("        set: B\n        sensitive", "        sensitive"), encoding="utf-8")
    result = heard("check", path)
    assert result.exit_code == 0
    assert "warning L32" in result.stdout
    assert "0 errors, 1 warning." in result.stdout


def test_an_edit_is_compared_with_the_version_before(heard, clean, tmp_path):
    edited = tmp_path / "edited.yaml"
    edited.write_text(CLEAN.replace("code: good", "code: great"), encoding="utf-8")
    broken = heard("check", edited, "--against", clean)
    assert broken.exit_code == 1
    assert "L30" in broken.stdout
    assert heard("check", edited, "--against", clean, "--breaking").exit_code == 0
    assert heard("check", clean, "--against", clean).exit_code == 0


def test_against_needs_one_file_that_can_be_read(heard, clean, bad, tmp_path):
    several = heard("check", clean, bad, "--against", clean)
    assert several.exit_code == 1
    assert "exactly one file" in several.stderr
    missing = heard("check", clean, "--against", tmp_path / "none.yaml")
    assert missing.exit_code == 1
    assert "no such file" in missing.stdout


def test_channels_and_live_languages_can_be_asked_about(heard, clean):
    assert "cannot go live" not in heard("check", clean, "--live", "pl").stdout
    assert "'ro'" in heard("check", clean, "--live", "ro").stdout
    odd = heard("check", clean, "--channel", "smss")
    assert odd.exit_code == 1
    assert "Did you mean 'sms'?" in odd.stderr


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"[" * 5000, b"\ta: b", b"a: &a [*a]", "é".encode("latin-1")])
def test_hostile_files_are_told_what_to_do(heard, tmp_path, content):
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    result = heard("check", path)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:1:")
    assert "1 file checked: 1 error, 0 warnings." in result.stdout
    assert not result.exception or isinstance(result.exception, SystemExit)


def test_a_folder_and_a_missing_file(heard, tmp_path):
    result = heard("check", tmp_path, tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert "This is a folder." in result.stdout
    assert "There is no such file." in result.stdout


def test_the_schema_is_json(heard):
    result = heard("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "A Heard questionnaire"
