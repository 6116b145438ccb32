"""The command line itself: help, speed, and what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from webhook.cli import COMMANDS

HEARD = Path(sys.executable).with_name("heard")
HEAVY = ("telegram", "twilio", "weasyprint", "sqlalchemy", "flask", "docx", "textstat", "pydantic")


def test_help_names_every_command():
    done = subprocess.run([HEARD, "--help"], capture_output=True, text=True, check=True)
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    done = subprocess.run([HEARD, name, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Usage: heard" in done.stdout


def test_help_loads_nothing_that_it_does_not_need():
    program = ("import sys; sys.argv = ['heard', '--help']\nfrom webhook.cli import main\n"
               "try: main()\nexcept SystemExit: pass\n"
               f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("LOADED []")


@pytest.mark.parametrize("name", ["wave", "serve", "chat", "check"])
def test_telegram_twilio_and_weasyprint_are_loaded_only_where_used(name):
    program = (f"import sys\nfrom webhook.cli import build\nbuild({name!r})\n"
               "print([name for name in ('telegram', 'twilio', 'weasyprint') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_command_is_one_clear_line():
    done = subprocess.run([HEARD, "wavve"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "No such command 'wavve'" in done.stderr
    assert "Traceback" not in done.stderr
