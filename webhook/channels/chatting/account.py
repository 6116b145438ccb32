"""What the settings say about the Telegram bot; everything wrong with them is named at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from webhook.config import Config

TELEGRAM = "https://api.telegram.org"
LONGEST_START = 64
"""Characters that a deep link may carry, of A-Z a-z 0-9 _ and - (Telegram Bot API, "Deep linking")."""


class Rule(NamedTuple):
    """How a setting is written, and what to do where it is not."""

    pattern: str
    remedy: str


RULES: dict[str, Rule] = {
    "HEARD_TELEGRAM_TOKEN": Rule(
        r"[0-9]{3,20}:[A-Za-z0-9_-]{3,100}", "Copy it from BotFather in Telegram. It looks like 123456789:AAE…"),
    "HEARD_TELEGRAM_BOT": Rule(
        r"[A-Za-z][A-Za-z0-9_]{4,31}", "It is your bot's name in links, without t.me/ and @, such as riverside_bot."),
    "HEARD_TELEGRAM_SECRET": Rule(
        r"[A-Za-z0-9_-]{20,256}", "Make up 20 or more letters and digits. Telegram sends them along, so that "
        "nobody else can send answers. Then run: heard telegram set-webhook"),
    "HEARD_TELEGRAM_API_URL": Rule(
        r"http://(127\.0\.0\.1|localhost|\[::1\]):[0-9]{1,5}", "It names a stand-in for Telegram on this computer, "
        "like http://127.0.0.1:9700, and only works with HEARD_TEST_MODE=1."),
}
"""Every setting of this channel: the form it has, and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """A bot at Telegram. `name` is its username; an empty `secret` means that it is only asked, never called.

    `api_url` is Telegram, or stands in for it in tests; `webhook` is where Telegram brings updates to.
    """

    token: str = field(repr=False)
    name: str
    secret: str = field(default="", repr=False)
    api_url: str = TELEGRAM
    webhook: str = ""


def read(config: Config) -> Account:
    """Give the bot as the settings have it; check them with `problems` first."""
    given = config.given
    return Account(token=given["HEARD_TELEGRAM_TOKEN"], name=given["HEARD_TELEGRAM_BOT"],
                   secret=given.get("HEARD_TELEGRAM_SECRET", ""),
                   api_url=given.get("HEARD_TELEGRAM_API_URL", TELEGRAM),
                   webhook=f"{config.public_base_url}/telegram" if called(config) else "")


def called(config: Config) -> bool:
    """Say whether Telegram can bring updates here; otherwise `heard telegram poll` fetches them."""
    return config.secure or "HEARD_TELEGRAM_API_URL" in config.given


def problems(config: Config) -> tuple[str, ...]:
    """Give a sentence for each setting that is wrong or missing."""
    given = config.given
    wrong = [f"{name} is not right. {rule.remedy}" for name, rule in RULES.items()
             if name in given and not re.fullmatch(rule.pattern, given[name])]
    if "HEARD_TELEGRAM_API_URL" in given and not config.test_mode:
        wrong.append("HEARD_TELEGRAM_API_URL is only for tests. Remove it, or set HEARD_TEST_MODE=1.")
    return (*wrong, *_missing(given, config))


def _missing(given: Mapping[str, str], config: Config) -> list[str]:
    needed = ["HEARD_TELEGRAM_TOKEN", "HEARD_TELEGRAM_BOT"]
    if called(config) and urlsplit(config.public_base_url).hostname:
        needed.append("HEARD_TELEGRAM_SECRET")
    return [f"{name} is missing. {RULES[name].remedy}" for name in needed if name not in given]


def invitation(bot: str, token: str) -> str:
    """Give the link that opens the chat with `bot` (its username) and brings an invitation's `token` along.

    Raises `ValueError` for a token that Telegram would not carry.
    """
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{LONGEST_START}}}", token):
        raise ValueError("a Telegram link carries 1 to 64 letters, digits, _ and -")
    return f"https://t.me/{bot}?start={token}"
