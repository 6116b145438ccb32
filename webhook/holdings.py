"""What an installation holds about people, where, and until when: one line for each table, and each file.

A table without its line is a fault that a test finds. Numbers are in steps and never say who.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from storage import retention
from storage.sessions import LONGEST
from storage.store import Store
from webhook.channels.building import build
from webhook.config import Config

NOBODY = "nothing about a person"
FOR_GOOD = "until you delete the installation"
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000)
_CLOSED = f"{retention.AFTER_CLOSING} days after the wave closes"
_HANDED = f"{retention.ACKNOWLEDGED} days after somebody has acknowledged it"
_SENT = f"{retention.TRACES} days after sending; the words and the address go as soon as it is sent"


@dataclass(frozen=True, slots=True)
class Held:
    """One line: where it is, what it is, in what form, until when, and how many in steps."""

    where: str
    what: str
    form: str
    until: str
    many: str = ""


TABLES: dict[str, tuple[str, str, str]] = {
    "accounts": ("staff who sign in: name, post, e-mail address", "address encrypted; password as an argon2 hash",
                 "until you remove the account"),
    "alerts": ("e-mails to the safeguarding lead that something waits", "no words of anybody",
               f"{retention.TRACES} days"),
    "audits": ("the setting's own audit, in its leaders' words", "plain", FOR_GOOD),
    "ballots": ("finished questionnaires", "sealed; nobody can open one before closing", "the wave closes"),
    "claims": ("that a message has been taken in already", "keyed hash and a day", f"{retention.CLAIMS} days"),
    "comments": ("what people wrote, each text alone", "encrypted; no name, group, order or time", FOR_GOOD),
    "concerns": ("what people wrote, for the safeguarding lead to read first", "encrypted; no name, wave or person",
                 _HANDED),
    "contacts": ("phone numbers and chat addresses", "encrypted; found by a keyed mark", _CLOSED),
    "conversations": ("questionnaires that somebody is in the middle of", "encrypted with a key of their own",
                      f"they end, or {retention.SILENCE} days of silence"),
    "guesses": ("how many wrong codes came from an address", "keyed hash of the address", "the next day"),
    "installation": (NOBODY, "a random id", FOR_GOOD),
    "invitations": ("who was invited, has begun, has finished: no names, no times", "hashes of links and codes",
                    _CLOSED),
    "optouts": ("addresses that said STOP", "keyed hash only", f"START, or {FOR_GOOD}"),
    "outbox": ("messages that wait to be sent, and that something was sent", "encrypted", _SENT),
    "progress": ("how many have replied, counted once a day", "a number a wave", FOR_GOOD),
    "releases": ("what is published of each wave", "plain; passed disclosure control", FOR_GOOD),
    "requests": ("that somebody wants to talk, with the name they gave", "encrypted", _HANDED),
    "reviews": ("which comments may be shown", "a random id and yes or no", FOR_GOOD),
    "sessions": ("that a member of staff is signed in", "hash", f"sign-out, or {LONGEST // 3600} hours"),
    "settings": ("the setting, and the name of its safe adult", "plain", FOR_GOOD),
    "tallies": ("how many gave each answer", "counts; no person in them", FOR_GOOD),
    "themings": ("what comments are about", "a random id and names of themes", FOR_GOOD),
    "waves": (NOBODY, "questions, dates and policy of each round", FOR_GOOD),
}
"""What each table holds, in what form, and until when."""

_PROVIDERS = {
    "sms": ("Twilio and the phone company", "numbers and texts", "Twilio deletes the bodies after the end; phone "
            "companies keep what the law asks"),
    "whatsapp": ("Twilio and Meta", "numbers and messages", "Twilio deletes the bodies after the end; the phones and "
                 "Meta keep their own"),
    "telegram": ("Telegram", "chat addresses, and every message of the chat", "the respondent clears the chat"),
}


def report(config: Config, store: Store) -> tuple[Held, ...]:
    """Give every line: tables, files, and providers that are switched on."""
    with store.read() as tx:
        counts = tx.holdings.counts()
    tables = tuple(Held(name, *TABLES[name], many=stepped(many)) for name, many in counts.items())
    return (*tables, *_files(config), *_providers(config))


def stepped(many: int) -> str:
    """Word a number of records in steps."""
    least = max((step for step in STEPS if step <= many), default=0)
    return f"{least:,} or more" if least else f"fewer than {STEPS[0]}"


def _files(config: Config) -> Iterator[Held]:
    where = config.database_folder
    place = f"{where} (SQLite)" if where else "the PostgreSQL server"
    yield Held(place, "everything in the tables above", "as said there", "as said there")
    yield Held(str(config.keys), "the keys", "plain, readable by its owner only; never in a backup of the database",
               "a wave's key goes when it closes, the others stay")
    yield Held("the log", "faults by their kind and place, never a word, address, token or page", "plain",
               "as long as your system keeps logs")


def _providers(config: Config) -> Iterator[Held]:
    for name in sorted(build(config).channels):
        who, what, until = _PROVIDERS[name]
        yield Held(f"{who} (channel {name})", what, "in their hands, under your contract with them", until)
