"""`heard telegram` against the stand-in."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import requests
from typer.testing import CliRunner

from tests.live.telegram.running import Prepared
from tests.live.telegram.standin import HERE, Phone
from webhook.cli import build


@pytest.fixture
def heard(environment, monkeypatch):
    """Run a command with the stand-in's settings, and others put in their place."""
    def run(*words, **changes):
        for name, value in (environment | changes).items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(build(words[0]), words)
    return run


def test_the_webhook_is_set(heard, standin, environment):
    ended = heard("telegram", "set-webhook")
    assert ended.exit_code == 0
    assert ended.stdout == (
        f"Telegram now brings the messages of riverside_bot to {environment['HEARD_PUBLIC_BASE_URL']}/telegram.\n")
    assert standin.get("_webhook")["url"] == f"{environment['HEARD_PUBLIC_BASE_URL']}/telegram"


def test_a_bot_that_telegram_does_not_know(heard, standin, environment):
    standin.fault("setWebhook", 401, "Unauthorized")
    ended = heard("telegram", "set-webhook")
    assert ended.exit_code == 1
    assert ended.stderr == "Telegram does not know the bot. Check HEARD_TELEGRAM_TOKEN with BotFather.\n"
    assert environment["HEARD_TELEGRAM_TOKEN"] not in ended.output


def test_what_is_wrong_with_the_settings_is_said_at_once(heard):
    ended = heard("telegram", "set-webhook", HEARD_TELEGRAM_TOKEN="x", HEARD_TELEGRAM_BOT="x")
    assert ended.exit_code == 1
    assert [line.split()[0] for line in ended.stderr.splitlines()] == ["HEARD_TELEGRAM_TOKEN", "HEARD_TELEGRAM_BOT"]


def test_a_laptop_cannot_be_called(heard):
    ended = heard("telegram", "set-webhook", HEARD_TELEGRAM_API_URL="", HEARD_PUBLIC_BASE_URL="",
                  HEARD_TELEGRAM_SECRET="")
    assert ended.exit_code == 1
    assert "heard telegram poll" in ended.stderr


@pytest.fixture
def polling(environment, standin):
    """`heard telegram poll` in a process of its own, over an installation with an open wave of staff."""
    prepared = Prepared(environment)
    process = subprocess.Popen([sys.executable, "-m", "webhook.cli", "telegram", "poll"], text=True,
                               env=environment | {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"},
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    yield prepared, process
    process.kill()
    process.communicate()


def test_a_laptop_fetches_messages_and_answers_them(polling, standin):
    prepared, process = polling
    assert process.stdout.readline() == "Fetching the messages of riverside_bot. Stop with Ctrl-C.\n"
    sam = Phone(standin, 700900)
    standin.post("_bring", {"edited_message": {}})
    sam.types(f"/start {prepared.invite()}")
    screen = sam.wait(lambda screen: len(screen) >= 3 and sam.labels(screen[-1]), seconds=15)
    sam.taps(sam.labels(screen[-1])[0])
    sam.wait(lambda now: now[-1]["text"] != screen[-1]["text"], seconds=15)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")


@pytest.fixture
def serving(environment):
    """`heard serve` in a process of its own, over an installation with an open wave of staff."""
    prepared = Prepared(environment)
    address = environment["HEARD_PUBLIC_BASE_URL"]
    process = subprocess.Popen([sys.executable, "-m", "webhook.cli", "serve"],
                               env=environment | {"PATH": os.environ["PATH"], "HEARD_PORT": address.rpartition(":")[2]},
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for _ in range(300):
        try:
            requests.get(address, timeout=2)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield prepared, process
    process.terminate()
    process.communicate()


def test_one_command_serves_and_sends(heard, serving, standin):
    prepared, process = serving
    assert heard("telegram", "set-webhook").exit_code == 0
    sam = Phone(standin, 700900)
    sam.types(f"/start {prepared.invite()}")
    screen = sam.wait(lambda screen: len(screen) >= 3 and sam.labels(screen[-1]), seconds=20)
    sam.taps(sam.labels(screen[-1])[0])
    sam.wait(lambda now: now[-1]["text"] != screen[-1]["text"], seconds=20)
    process.terminate()
    _, err = process.communicate(timeout=30)
    for secret in (b"canary", b"700900", b"Traceback"):
        assert secret not in err


def test_what_is_installed_is_pinned_and_names_no_registry():
    lock = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in lock.values())
    assert all(package.get("integrity", "").startswith("sha512-") for name, package in lock.items() if name)
