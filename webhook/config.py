"""What the person who runs Heard can set, from `HEARD_…` variables; every wrong one is named at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

VARIABLES: dict[str, str] = {
    "HEARD_DIR": "the folder that holds everything Heard keeps",
    "HEARD_DATABASE_URL": "the database, if it is not the SQLite file in that folder",
    "HEARD_KEY_FILE": "the key file; it must not lie in the database's folder, whose backups would hold it",
    "HEARD_PUBLIC_BASE_URL": "the address that respondents open, such as https://voice.example.sch.uk",
    "HEARD_HOST": "the address to listen on; 127.0.0.1 unless set",
    "HEARD_PORT": "the port to listen on; 8000 unless set",
    "HEARD_PROXIES": "how many proxies of your own stand in front of Heard; 0 unless set",
    "HEARD_JOBS_URL": "where jobs queue, if not in a file in HEARD_DIR: redis:// or postgresql://",
    "HEARD_SMTP_HOST": "the mail server that alerts go by",
    "HEARD_SMTP_PORT": "its port; 587 unless set, 465 with tls",
    "HEARD_SMTP_FROM": "the address that alerts come from",
    "HEARD_SMTP_USER": "the name to sign in to the mail server with",
    "HEARD_SMTP_PASSWORD": "the password that goes with it",
    "HEARD_SMTP_SECURITY": "starttls unless set; tls, or none for a mail server on this computer",
    "HEARD_TEST_MODE": "1 allows http and made-up phone numbers; never for real respondents",
    "HEARD_TELEGRAM_TOKEN": "the Telegram bot's token, from BotFather",
    "HEARD_TELEGRAM_BOT": "the bot's name in links, such as riverside_bot",
    "HEARD_TELEGRAM_SECRET": "20 or more letters and digits of your own, which Telegram sends along",
    "HEARD_TELEGRAM_API_URL": "a stand-in for Telegram on this computer, in test mode only",
    "HEARD_TWILIO_ACCOUNT_SID": "the Twilio account for SMS and WhatsApp: AC and 32 more characters",
    "HEARD_TWILIO_AUTH_TOKEN": "the account's auth token; Twilio signs its requests with it",
    "HEARD_TWILIO_API_KEY": "an API key to send with, in place of the auth token: SK and 32 more characters",
    "HEARD_TWILIO_API_SECRET": "the secret of that key",
    "HEARD_TWILIO_MESSAGING_SERVICE": "the Messaging Service to text from: MG and 32 more characters",
    "HEARD_TWILIO_FROM": "the number to text from, where there is no Messaging Service",
    "HEARD_TWILIO_REGION": "the region that keeps the account's data, such as ie1",
    "HEARD_TWILIO_EDGE": "where requests enter Twilio, such as dublin",
    "HEARD_TWILIO_REDACTION": "off where the account has no Message Redaction; Twilio then keeps texts longer",
    "HEARD_TWILIO_API_URL": "a stand-in for Twilio on this computer, in test mode only",
    "HEARD_WHATSAPP_FROM": "the number of the WhatsApp sender in the same account",
    "HEARD_WHATSAPP_INVITATION": "the approved WhatsApp template that invites: HX and 32 more characters",
    "HEARD_WHATSAPP_REMINDER": "the approved WhatsApp template that reminds",
}
"""Every variable, and what it is for."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ConfigError(ValueError):
    """Settings that cannot be used. One sentence for each, saying what to do; never a secret value."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Config:
    """How one installation runs. The key file is kept apart from the database and its backups."""

    folder: Path
    database: str
    keys: Path
    public_base_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    proxies: int = 0
    test_mode: bool = False
    given: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Every variable that was set, by name: what channels read their own settings from. Holds secrets."""

    @property
    def secure(self) -> bool:
        """Whether respondents come by https, so that cookies may travel by nothing else."""
        return self.public_base_url.startswith("https://")

    @property
    def database_folder(self) -> Path | None:
        """The folder of the SQLite file; nothing where the database is a server's."""
        kind, _, rest = self.database.partition("://")
        return Path(rest.removeprefix("/").partition("?")[0]).absolute().parent if "sqlite" in kind else None

    @classmethod
    def at(cls, folder: Path, **changes: str) -> "Config":
        """Give the configuration of `folder` with nothing else from the environment, as the demo does.

        `changes` are variables by name (`HEARD_PORT="8001"`). Raises `ConfigError`.
        """
        return cls.read({"HEARD_DIR": str(folder), **changes})

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the configuration, from the process's environment unless one is given.

        Raises `ConfigError` with every fault at once.
        """
        given = _given(os.environ if environment is None else environment)
        problems = _misspelt(os.environ if environment is None else environment)
        folder = Path(given.get("HEARD_DIR", "heard-data")).expanduser().absolute()
        host = given.get("HEARD_HOST", "127.0.0.1")
        port = _whole(given, "HEARD_PORT", 8000, range(1, 65536), problems)
        default = f"sqlite:///{(folder / 'database' / 'heard.db').as_posix()}"
        config = cls(
            folder=folder, host=host, port=port,
            database=given.get("HEARD_DATABASE_URL", default),
            keys=Path(given.get("HEARD_KEY_FILE", folder / "keys.json")).expanduser().absolute(),
            public_base_url=given.get("HEARD_PUBLIC_BASE_URL", _local(host, port)).rstrip("/"),
            proxies=_whole(given, "HEARD_PROXIES", 0, range(11), problems),
            test_mode=_yes(given, "HEARD_TEST_MODE", problems), given=given)
        problems += _database_faults(config) + _address_faults(config)
        if problems:
            raise ConfigError(tuple(problems))
        return config


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that are Heard's and not empty."""
    return {name: environment[name].strip() for name in VARIABLES if environment.get(name, "").strip()}


def _misspelt(environment: Mapping[str, str]) -> list[str]:
    """Name variables that look like one of Heard's but are not; other `HEARD_…` variables may be yours."""
    strangers = sorted(name for name in environment if name.startswith("HEARD_") and name not in VARIABLES)
    guesses = ((name, get_close_matches(name, VARIABLES, 1, 0.8)) for name in strangers)
    return [f"{name} is not a setting of Heard. Did you mean {near[0]}?" for name, near in guesses if near]


def _whole(given: Mapping[str, str], name: str, default: int, allowed: range, problems: list[str]) -> int:
    text = given.get(name, str(default))
    if text.isascii() and text.isdigit() and int(text) in allowed:
        return int(text)
    problems.append(f"{name} must be a whole number from {allowed[0]} to {allowed[-1]}.")
    return default


def _yes(given: Mapping[str, str], name: str, problems: list[str]) -> bool:
    text = given.get(name, "0").lower()
    if text not in ("0", "1", "no", "yes", "false", "true", "off", "on"):
        problems.append(f"{name} must be 1 or 0.")
    return text in ("1", "yes", "true", "on")


def _local(host: str, port: int) -> str:
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - read, not bound
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def _database_faults(config: Config) -> list[str]:
    # Read by hand: only storage may know SQLAlchemy. What is wrong beyond this, opening the store says.
    kind, _, rest = config.database.partition("://")
    kind = kind.partition("+")[0]
    if not rest:
        return ["HEARD_DATABASE_URL is not a database address. Write it like sqlite:////srv/heard/database/"
                "heard.db or postgresql://name@host/heard."]
    if kind not in ("sqlite", "postgresql"):
        return ["HEARD_DATABASE_URL names a kind of database that Heard does not use. "
                "Begin it with sqlite:/// or postgresql://."]
    if kind == "postgresql":
        return []
    file = rest.removeprefix("/").partition("?")[0]
    if file in ("", ":memory:"):
        return ["HEARD_DATABASE_URL names a database in memory, which forgets everything. Name a file."]
    return _keys_beside(config, Path(file).absolute().parent)


def _keys_beside(config: Config, databases: Path) -> list[str]:
    if not config.keys.is_relative_to(databases):
        return []
    return ["HEARD_KEY_FILE lies in the folder of the database, so that a backup of the database would hold "
            "the keys to it. Move the key file to a folder of its own and name it in HEARD_KEY_FILE."]


def _address_faults(config: Config) -> list[str]:
    name = "HEARD_PUBLIC_BASE_URL"
    try:
        address = urlsplit(config.public_base_url)
        address.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return [f"{name} is not a web address. Write it like https://voice.example.sch.uk."]
    if address.scheme not in ("http", "https") or not address.hostname:
        return [f"{name} is not a web address. Write it like https://voice.example.sch.uk."]
    if address.path or address.query or address.fragment or address.username:
        return [f"{name} must be only the address of the site, with nothing after its name and port."]
    if address.scheme == "http" and address.hostname not in _LOOPBACK and not config.test_mode:
        return [f"{name} must begin with https://, so that nobody between can read answers. "
                "(http is for 127.0.0.1, or for trying out with HEARD_TEST_MODE=1.)"]
    return []
