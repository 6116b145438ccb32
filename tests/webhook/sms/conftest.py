"""An account, requests as Twilio signs them, and a wire that answers in Twilio's place."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator

from tests.webhook.sms.riverside import Riverside
from webhook.channels.contract import Raw
from webhook.channels.texting.account import Account
from webhook.channels.texting.channel import Line, Texting
from webhook.channels.texting.provider import Provider

SID = "AC00000000000000000000000000000000"
TOKEN = "twilio_test_auth_token"
PUBLIC = "https://voice.example.sch.uk"
OURS, THEIRS = "+447700900001", "+447700900123"
NOW = dt.datetime(2026, 11, 4, 10, 0, tzinfo=dt.UTC)
ENVIRONMENT = {
    "HEARD_TWILIO_ACCOUNT_SID": SID, "HEARD_TWILIO_AUTH_TOKEN": TOKEN, "HEARD_TWILIO_FROM": OURS,
    "HEARD_PUBLIC_BASE_URL": PUBLIC,
}


class Wire(HttpClient):
    """Stands where Twilio's own transport does: keeps every request, and answers as told.

    An answer is (status, JSON), or an exception to raise. With none left, a message is accepted.
    """

    def __init__(self) -> None:
        super().__init__(None, False, 1.0)
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.answers: list[tuple[int, Any] | Exception] = []

    def request(self, method, url, params=None, data=None, headers=None, auth=None, timeout=None,
                allow_redirects=False):
        self.requests.append((method.upper(), urlsplit(url).path, dict(data or params or {})))
        answer = self.answers.pop(0) if self.answers else (201, listed("SM" + f"{len(self.requests):032x}"))
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        return Response(status, json.dumps(body) if body is not None else "")


def listed(sid: str, *, body: str = "", direction: str = "outbound-api", made: dt.datetime = NOW) -> dict[str, Any]:
    """Give a message as Twilio shows it."""
    when = made.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return {"sid": sid, "status": "queued", "direction": direction, "body": body, "date_created": when,
            "date_updated": when, "date_sent": None, "num_segments": "1", "error_code": None}


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def account() -> Account:
    return Account(SID, SID, TOKEN, TOKEN, PUBLIC)


@pytest.fixture
def sms(account: Account, wire: Wire) -> Texting:
    return Texting(account, Line("sms", number=OURS), Provider(account, wire), lambda: NOW)


@pytest.fixture
def whatsapp(account: Account, wire: Wire) -> Texting:
    line = Line("whatsapp", number=OURS, prefix="whatsapp:", templates={"reminder": "HX" + "0" * 32},
                needs_template=frozenset({"reminder", "invitation"}))
    return Texting(account, line, Provider(account, wire), lambda: NOW)


class Network:
    """Phones, Twilio and the wire between, in one process: what is sent is kept, what is written is delivered.

    `refuse` holds what Twilio answers to the next messages; `reports` sends delivery reports.
    """

    def __init__(self, wire: Wire, prefix: str = "", path: str = "/sms") -> None:
        self.wire, self.prefix, self.path = wire, prefix, path
        self.app: Any = None
        self.written = 0

    def messages(self, number: str) -> list[dict[str, Any]]:
        """Give what was sent to a phone and accepted, oldest first."""
        to = self.prefix + number
        return [{"body": fields.get("Body") or json.loads(fields["ContentVariables"])["1"], **fields}
                for method, _, fields in self.wire.requests if method == "POST" and fields.get("To") == to]

    def write(self, number: str, words: str, **more: str) -> int:
        """Deliver a text from a phone; give the status of the answer."""
        self.written += 1
        form = Twilio.form(words, sid=f"SMf{self.written:031x}", sender=self.prefix + number, **more)
        return self.post(form, self.path)

    def report(self, number: str, status: str, code: str = "", *, of: int = -1) -> int:
        """Report what became of a message that was sent to a phone."""
        fields = self.messages(number)[of]
        path = urlsplit(fields["StatusCallback"]).path
        return self.post(Twilio.report(status, code, to=self.prefix + number), path)

    def post(self, form: Mapping[str, str], path: str) -> int:
        """Make a signed request."""
        raw = Twilio.raw(form, path)
        return int(self.app.test_client().post(path, data=raw.body, headers=dict(raw.headers)).status_code)


class Twilio:
    """Requests as Twilio makes them, and what it shows of messages."""

    sid, token, public, ours, theirs, now = SID, TOKEN, PUBLIC, OURS, THEIRS, NOW
    listed = staticmethod(listed)

    @staticmethod
    def form(body: str = "2", *, sid: str = "SM" + "a" * 32, sender: str = THEIRS, **more: str) -> dict[str, str]:
        """Give the form of an incoming text."""
        return {"AccountSid": SID, "MessageSid": sid, "SmsSid": sid, "From": sender, "To": OURS, "Body": body,
                "NumMedia": "0", "NumSegments": "1", "ApiVersion": "2010-04-01", **more}

    @staticmethod
    def report(status: str, code: str = "", *, to: str = THEIRS, sid: str = "SM" + "b" * 32) -> dict[str, str]:
        """Give the form of a report on a message that went out."""
        return {"AccountSid": SID, "MessageSid": sid, "MessageStatus": status, "To": to, "From": OURS} | (
            {"ErrorCode": code} if code else {})

    @staticmethod
    def raw(form: Mapping[str, str], path: str = "/sms", *, token: str = TOKEN) -> Raw:
        """Give a request as it comes, signed."""
        fields = tuple(form.items())
        signature = RequestValidator(token).compute_signature(PUBLIC + path, dict(fields))
        headers = {"x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded"}
        return Raw(PUBLIC + path, headers, urlencode(form).encode("utf-8", "replace"), dict(form), fields)


@pytest.fixture
def twilio() -> type[Twilio]:
    return Twilio


@pytest.fixture
def riverside(tmp_path: Path, environment: dict[str, str], sms: Texting, wire: Wire) -> Iterator[Riverside]:
    """An installation that texts over the wire."""
    yield from _riverside(tmp_path, environment, Network(wire), sms)


@pytest.fixture
def by_whatsapp(tmp_path: Path, environment: dict[str, str], whatsapp: Texting, wire: Wire) -> Iterator[Riverside]:
    """The same by WhatsApp."""
    yield from _riverside(tmp_path, environment, Network(wire, "whatsapp:", "/whatsapp"), whatsapp)


def _riverside(folder: Path, environment: dict[str, str], network: Network, channel: Texting) -> Iterator[Riverside]:
    made = Riverside({**environment, "HEARD_DIR": str(folder / "heard")}, network, {channel.name: channel})
    network.app = made.app
    yield made
    made.store.close()


@pytest.fixture
def environment() -> dict[str, str]:
    return dict(ENVIRONMENT)
