"""`heard chat`, as it is used: piped, on a terminal, with wrong arguments."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from ruamel.yaml import YAML
from typer.testing import CliRunner

from bot.conversation import Reply
from bot.transcripts import replay
from surveys import loader
from webhook.cli import build
from webhook.commands import chat, chat_screen

ROOT = Path(__file__).parents[3]
VOICE = str(ROOT / "tests/golden/surveys/voice.yaml")
EVERYTHING = str(ROOT / "tests/surveys/data/everything.yaml")


def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(build("chat"), ["chat", *arguments], input=typed)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", ["pupil", "parent", "staff", VOICE, EVERYTHING])
def test_piped_input_is_answered_and_its_end_is_the_end(name: str) -> None:
    code, out, err = run(name, typed="yes\n1\n2\n")
    assert code == 0 and err == ""
    assert "Riverside" in out and "\x1b" not in out


def test_a_whole_conversation_ends_by_itself() -> None:
    code, out, _ = run(VOICE, typed="1\n2\n2\n2\n1\n3\nskip\nWarmer rooms\nyes\nthis is not read\n")
    assert code == 0
    assert out.strip().endswith("Thank you. That is all.")


def test_the_channel_changes_how_it_reads() -> None:
    assert "1/8 Does your child like coming here? Reply 1 Yes 2 No" in run(VOICE, "--channel", "sms")[1]
    assert "Press" in run(VOICE, "--channel", "web", typed="1\nb\n")[1]


def test_sets_add_questions() -> None:
    few, more = run("pupil", typed="yes\n1\n")[1], run("pupil", "--sets", "A,B", typed="yes\n1\n")[1]
    assert "1/14" in few and "1/26" in more


def test_a_draft_language_can_be_tried_and_is_called_one() -> None:
    code, out, err = run(EVERYTHING, "--lang", "ar")
    assert code == 0
    assert "draft" in err and "هل نبدأ" in out


def test_a_channel_it_is_not_meant_for_can_be_tried() -> None:
    code, _, err = run("pupil", "--channel", "sms")
    assert code == 0 and "not meant for sms" in err


@pytest.mark.parametrize(("arguments", "says"), [
    (["pupl"], "pupil"), (["pupil", "--lang", "xx"], "en (English)"), (["pupil", "--channel", "fax"], "sms, telegram"),
    (["pupil", "--sets", "Q"], "core, A"), (["missing.yaml"], "no such file"), (["pupil", "--lang", ""], "English"),
    ([str(ROOT / "pyproject.toml")], "heard check"), ([str(ROOT)], "folder")])
def test_wrong_arguments_are_told_in_a_sentence(arguments: list[str], says: str) -> None:
    code, out, err = run(*arguments)
    assert code == 1 and out == ""
    assert says in err and "Traceback" not in err


def test_the_transcript_is_a_golden_one(tmp_path: Path) -> None:
    file = tmp_path / "talk.yaml"
    code, _, err = run(VOICE, "--channel", "sms", "--transcript", str(file), typed="1\nagre\nyes\nhelp\n")
    assert code == 0 and str(file) in err
    written = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    assert [turn["in"].get("text") for turn in written["turns"]] == [None, "1", "agre", "yes", "help"]
    assert written["turns"][2]["out"] == ["Did you mean Agree? Reply 1 Yes 2 No"]
    assert written["turns"][3]["stored"] == {"q1": "yes", "q3": "agree"}
    assert written["channels"] == ["sms"] and written["audience"] == "parent"
    survey = loader.load_file(Path(VOICE)).at(chat.MADE_UP)
    for turn, led_to in zip(written["turns"], replay(written, survey, "sms"), strict=True):
        assert led_to == [{"out": turn["out"], "state": turn["state"], "stored": turn["stored"]}]


def test_a_transcript_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    code, _, err = run("pupil", "--transcript", str(tmp_path / "no" / "t.yaml"), typed="yes\n")
    assert code == 1 and "Name another file" in err


def test_rubbish_in_does_not_break_it() -> None:
    heard = [sys.executable, "-c", "from webhook.cli import main; main()"]
    process = subprocess.run([*heard, "chat", "pupil"], input=b"\xff\xfe\x00\nyes\n\n",
                             capture_output=True, cwd=ROOT, timeout=60)
    assert process.returncode == 0, process.stderr
    assert b"Traceback" not in process.stderr


def test_on_a_terminal_it_looks_pleasant_and_leaves_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = io.StringIO()
    screen = chat_screen.RichScreen(Console(file=sink, force_terminal=True, width=60), "terminal")
    screen.show(Reply(text="Hello"))
    screen.show(Reply(text="You can talk to someone.", support=True))
    assert "Hello" in sink.getvalue() and "╭" in sink.getvalue()

    def interrupted(self: chat_screen.PlainScreen) -> str:
        raise KeyboardInterrupt
    monkeypatch.setattr(chat_screen.PlainScreen, "listen", interrupted)
    code, out, _ = run("pupil")
    assert code == 0 and "Nothing was kept" in out
    assert chat.MADE_UP.name == "Riverside"
