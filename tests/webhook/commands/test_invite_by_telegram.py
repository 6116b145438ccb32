"""`heard invite --telegram`: links that open the chat with the setting's bot."""

import re

import pytest

NEEDED = {"HEARD_TELEGRAM_TOKEN": "123456:AAE-canary_token", "HEARD_TELEGRAM_BOT": "riverside_bot"}


@pytest.fixture
def bot(monkeypatch):
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)


def opened(setting, by):
    done = setting.here("wave", "create", "--audience", "staff", "--roster", "12", "--name", "Spring", "--by", by)
    assert done.code == 0, done.err
    assert setting.here("wave", "open", "spring").code == 0
    return setting


def test_links_open_the_chat_and_bring_the_invitation_along(setting, bot, tmp_path):
    opened(setting, "web,telegram")
    done = setting.here("invite", "spring", "--telegram", "--count", "2", "--links", str(tmp_path / "links"))
    assert done.code == 0, done.err
    found = (tmp_path / "links").read_text().splitlines()
    assert len(set(found)) == 2
    assert all(re.fullmatch(r"https://t\.me/riverside_bot\?start=[A-Za-z0-9_-]{22}", link) for link in found)


def test_a_wave_that_is_not_asked_by_telegram_is_named(setting, bot):
    opened(setting, "web")
    done = setting.here("invite", "spring", "--telegram")
    assert done.code == 1
    assert done.err.startswith("Wave spring is not asked by Telegram, but by web.")


def test_without_a_bot_everything_that_is_missing_is_named_and_no_invitation_made(setting):
    opened(setting, "web,telegram")
    done = setting.here("invite", "spring", "--telegram")
    assert done.code == 1
    assert "HEARD_TELEGRAM_TOKEN is missing" in done.err
    assert "HEARD_TELEGRAM_BOT is missing" in done.err
    assert setting.here("invite", "spring", "--count", "12").code == 0
