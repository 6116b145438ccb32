"""Settings of the Telegram bot: wrong or missing, all named at once."""

import pytest

from webhook.channels import telegram
from webhook.channels.chatting.account import invitation
from webhook.channels.contract import ChannelOff
from webhook.config import Config

GOOD = {"HEARD_TELEGRAM_TOKEN": "123456:AAE-canary_token", "HEARD_TELEGRAM_BOT": "riverside_bot",
        "HEARD_TELEGRAM_SECRET": "s" * 32, "HEARD_PUBLIC_BASE_URL": "https://voice.example.sch.uk"}


def config(tmp_path, **changes):
    given = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return Config.at(tmp_path, **given)


def refused(tmp_path, **changes):
    with pytest.raises(ChannelOff) as off:
        telegram.build(config(tmp_path, **changes))
    return off.value.problems


def test_a_bot_that_is_whole(tmp_path):
    channel = telegram.build(config(tmp_path))
    assert channel.account.webhook == "https://voice.example.sch.uk/telegram"
    assert channel.account.api_url == "https://api.telegram.org"
    assert "canary" not in repr(channel.account)


def test_everything_that_is_wrong_is_named_at_once(tmp_path):
    found = refused(tmp_path, HEARD_TELEGRAM_TOKEN="nonsense", HEARD_TELEGRAM_BOT="@riverside",
                    HEARD_TELEGRAM_SECRET="short", HEARD_TELEGRAM_API_URL="http://127.0.0.1:9")
    assert [sentence.split()[0] for sentence in found] == [
        "HEARD_TELEGRAM_TOKEN", "HEARD_TELEGRAM_BOT", "HEARD_TELEGRAM_SECRET", "HEARD_TELEGRAM_API_URL"]
    assert not any("nonsense" in sentence or "short" in sentence for sentence in found)


def test_everything_that_is_missing_is_named_at_once(tmp_path):
    found = refused(tmp_path, HEARD_TELEGRAM_TOKEN=None, HEARD_TELEGRAM_BOT=None, HEARD_TELEGRAM_SECRET=None)
    assert [sentence.split(".")[0] for sentence in found] == [
        "HEARD_TELEGRAM_TOKEN is missing", "HEARD_TELEGRAM_BOT is missing", "HEARD_TELEGRAM_SECRET is missing"]


def test_a_laptop_needs_no_secret_because_telegram_cannot_call_it(tmp_path):
    channel = telegram.build(config(tmp_path, HEARD_TELEGRAM_SECRET=None, HEARD_PUBLIC_BASE_URL=None))
    assert channel.account.webhook == ""


def test_a_stand_in_for_telegram_is_for_tests(tmp_path):
    url = {"HEARD_TELEGRAM_API_URL": "http://127.0.0.1:9700"}
    assert refused(tmp_path, **url) == (
        "HEARD_TELEGRAM_API_URL is only for tests. Remove it, or set HEARD_TEST_MODE=1.",)
    assert telegram.build(config(tmp_path, HEARD_TEST_MODE="1", **url)).account.api_url == "http://127.0.0.1:9700"


def test_a_link_that_invites():
    assert invitation("riverside_bot", "abc-123_XYabc-123_XY22") == (
        "https://t.me/riverside_bot?start=abc-123_XYabc-123_XY22")
    for token in ("", "x" * 65, "a b", "a&b=c"):
        with pytest.raises(ValueError, match="1 to 64"):
            invitation("riverside_bot", token)
