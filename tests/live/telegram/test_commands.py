"""`heard telegram` against the stand-in."""

import pytest
from typer.testing import CliRunner

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
