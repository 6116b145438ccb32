"""What the settings say about the Twilio account; everything wrong with them is named at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from webhook.config import Config


class Rule(NamedTuple):
    """How a setting is written, and what to do where it is not."""

    pattern: str
    remedy: str


_NUMBER = r"\+[1-9][0-9]{6,14}"
RULES: dict[str, Rule] = {
    "HEARD_TWILIO_ACCOUNT_SID": Rule(
        r"AC[0-9a-f]{32}", "It begins with AC and has 34 characters; the Twilio Console shows it on its first page."),
    "HEARD_TWILIO_AUTH_TOKEN": Rule(
        r"[A-Za-z0-9_]{16,128}", "The Twilio Console shows it on its first page. Twilio signs its requests with it."),
    "HEARD_TWILIO_API_KEY": Rule(
        r"SK[0-9a-f]{32}", "It begins with SK and has 34 characters. Make one under API keys in the Twilio Console."),
    "HEARD_TWILIO_API_SECRET": Rule(
        r"[A-Za-z0-9_]{16,128}", "It was shown once, when the API key was made. Make a new key if it is lost."),
    "HEARD_TWILIO_MESSAGING_SERVICE": Rule(
        r"MG[0-9a-f]{32}", "It begins with MG and has 34 characters. Copy it from Messaging Services in the Console."),
    "HEARD_TWILIO_FROM": Rule(
        _NUMBER, "Write the number like +447700900001. A name in its place cannot receive answers, or STOP."),
    "HEARD_TWILIO_REGION": Rule(
        r"[a-z]{2}[0-9]", "Write it like ie1, the region in which the account keeps its data."),
    "HEARD_TWILIO_EDGE": Rule(
        r"[a-z]+(-[a-z]+)*", "Write it like dublin, the place where requests enter Twilio."),
    "HEARD_TWILIO_REDACTION": Rule(
        r"on|off", "Write on, or off where your account has no Message Redaction."),
    "HEARD_TWILIO_API_URL": Rule(
        r"http://(127\.0\.0\.1|localhost|\[::1\]):[0-9]{1,5}", "It names a stand-in for Twilio on this computer, "
        "like http://127.0.0.1:4010, and only works with HEARD_TEST_MODE=1."),
    "HEARD_WHATSAPP_FROM": Rule(
        _NUMBER, "Write the number of your WhatsApp sender like +447700900001."),
    "HEARD_WHATSAPP_INVITATION": Rule(
        r"HX[0-9a-f]{32}", "It begins with HX and has 34 characters. Copy it from the Content Template Builder."),
    "HEARD_WHATSAPP_REMINDER": Rule(
        r"HX[0-9a-f]{32}", "It begins with HX and has 34 characters. Copy it from the Content Template Builder."),
}
"""Every setting of these channels: the form it has, and what to do."""

SENDERS = ("HEARD_TWILIO_MESSAGING_SERVICE", "HEARD_TWILIO_FROM")
ACCOUNT = tuple(name for name in RULES if name.startswith("HEARD_TWILIO_") and name not in SENDERS)
"""What SMS and WhatsApp both need; the senders of SMS are its own."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Account:
    """An account at Twilio. `user` and `secret` open its API; `auth_token` is what it signs requests with.

    `redaction` asks Twilio not to keep words and numbers; `api_url` stands in for Twilio in tests. `public_url`
    is where Twilio reaches Heard.
    """

    sid: str
    user: str = field(repr=False)
    secret: str = field(repr=False)
    auth_token: str = field(repr=False)
    public_url: str
    region: str = ""
    edge: str = ""
    redaction: bool = True
    api_url: str = ""


def read(config: Config) -> Account:
    """Give the account as the settings have it; check them with `problems` first."""
    given = config.given
    sid, token = given.get("HEARD_TWILIO_ACCOUNT_SID", ""), given.get("HEARD_TWILIO_AUTH_TOKEN", "")
    return Account(
        sid=sid, user=given.get("HEARD_TWILIO_API_KEY", sid), secret=given.get("HEARD_TWILIO_API_SECRET", token),
        auth_token=token, public_url=config.public_base_url, region=given.get("HEARD_TWILIO_REGION", ""),
        edge=given.get("HEARD_TWILIO_EDGE", ""), redaction=given.get("HEARD_TWILIO_REDACTION", "on") == "on",
        api_url=given.get("HEARD_TWILIO_API_URL", ""))


def problems(config: Config, *also: str) -> tuple[str, ...]:
    """Give a sentence for each setting of the account, and of those named, that is wrong or missing."""
    given = config.given
    looked_at = [name for name in (*ACCOUNT, *also) if name in given]
    wrong = [f"{name} is not right. {RULES[name].remedy}" for name in looked_at
             if not re.fullmatch(RULES[name].pattern, given[name])]
    return (*wrong, *_missing(given), *_half_a_key(given), *_unreachable(config))


def _missing(given: Mapping[str, str]) -> list[str]:
    needed = ("HEARD_TWILIO_ACCOUNT_SID", "HEARD_TWILIO_AUTH_TOKEN")
    return [f"{name} is missing. {RULES[name].remedy}" for name in needed if name not in given]


def _half_a_key(given: Mapping[str, str]) -> list[str]:
    pair = ("HEARD_TWILIO_API_KEY", "HEARD_TWILIO_API_SECRET")
    lacking = [name for name in pair if name not in given]
    if len(lacking) != 1:
        return []
    return [f"{lacking[0]} is missing. {RULES[lacking[0]].remedy} Or leave both out."]


def _unreachable(config: Config) -> list[str]:
    found = []
    if "HEARD_TWILIO_API_URL" in config.given and not config.test_mode:
        found.append("HEARD_TWILIO_API_URL is only for tests. Remove it, or set HEARD_TEST_MODE=1.")
    if "HEARD_PUBLIC_BASE_URL" not in config.given:
        found.append("HEARD_PUBLIC_BASE_URL is missing. Twilio sends answers to it, and signs it: "
                     "write it like https://voice.example.sch.uk.")
    elif urlsplit(config.public_base_url).hostname in _LOOPBACK and not config.test_mode:
        found.append("HEARD_PUBLIC_BASE_URL names this computer only, where Twilio cannot send answers. "
                     "Give the address that others reach it by.")
    return found
