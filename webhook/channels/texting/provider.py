"""Twilio by its REST interface: a message made, found again, deleted. Its errors become ours at this border.

Twilio's exceptions and requests' hold numbers and addresses, and so are never passed on.
"""

import datetime as dt
import logging
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any, TypeVar

from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout, RequestException, SSLError
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.http import HttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]
from urllib3.exceptions import NewConnectionError

from webhook.channels.contract import ChannelError, Later, Unsure
from webhook.channels.texting.account import Account
from webhook.channels.texting.refusals import refused
from webhook.channels.texting.wire import Wire

PATIENCE = 6.0
"""Seconds that one request may take; a message needs two where the first gets no answer."""
CLOCKS_APART = dt.timedelta(seconds=5)
REMEMBERED = 1000
_SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
_UNREADABLE = "Twilio's answer could not be read."
_Given = TypeVar("_Given")


class Provider:
    """One account. `transport` carries the requests; tests give their own."""

    def __init__(self, account: Account, transport: HttpClient | None = None) -> None:
        quieten()
        self._account = account
        self.client: Any = Client(
            account.user, account.secret, account.sid, region=account.region or None, edge=account.edge or None,
            http_client=transport or Wire(account.api_url, PATIENCE))
        self._made: deque[str] = deque(maxlen=REMEMBERED)
        self._making = Lock()

    def create(self, to: str, now: dt.datetime, fields: Mapping[str, object]) -> str:
        """Make one message and give its sid; where no answer comes, look whether it was made after all.

        Raises a `ChannelError`; `Unsure` only where looking did not show it either.
        """
        try:
            sid = _named(answered(lambda: self.client.messages.create(to=to, **fields)).sid)
        except Unsure:
            found = self.find(to, str(fields.get("body", "")), now)
            if found is None:
                raise
            sid = found
        with self._making:
            self._made.append(sid)
        return sid

    def find(self, to: str, body: str, since: dt.datetime) -> str | None:
        """Give the one message to `to` since then that may be the one with `body`; nothing where it is in doubt.

        Those that this process knows are left out.
        """
        try:
            listed = answered(lambda: self.client.messages.list(to=to, limit=20))
        except ChannelError:
            return None
        with self._making:
            known = set(self._made)
        likely = [str(message.sid) for message in listed
                  if message.sid not in known and str(message.direction).startswith("outbound")
                  and _may_be(message.body or "", message.date_created, body, since)]
        return likely[0] if len(likely) == 1 else None

    def delete(self, sids: Sequence[str]) -> None:
        """Delete messages, words and all; those gone already are well.

        Raises `Later` where some are not finished yet (20009), after having tried every one.
        """
        late: ChannelError | None = None
        for sid in filter(_SID.fullmatch, dict.fromkeys(sids)):
            late = self._deleted(sid) or late
        if late:
            raise late

    def _deleted(self, sid: str) -> ChannelError | None:
        try:
            self.client.messages(sid).delete()
        except TwilioRestException as refusal:
            if refusal.status == 404:
                return None
            if refusal.code == 20009:
                return Later("Twilio has not finished with a text yet.", "20009", seconds=600)
            again = refused(refusal.status, refusal.code)
            return Later("Twilio did not delete a text.", again.code, seconds=3600)
        except (TwilioException, RequestException):
            return Later("Twilio could not be reached to delete a text.", "no answer", seconds=600)
        return None


def quieten() -> None:
    """Keep Twilio's client and what is under it from logging addresses and numbers."""
    for name in ("twilio", "urllib3", "httpx"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _named(sid: object) -> str:
    if not isinstance(sid, str) or not _SID.fullmatch(sid):
        raise Unsure(_UNREADABLE, "no answer")
    return sid


def _may_be(shown: str, made: dt.datetime | None, body: str, since: dt.datetime) -> bool:
    """Whether a message is the one looked for: by its words, or where they are hidden by its moment alone.

    Twilio gives whole seconds. Another message to the same number is at least a second older.
    """
    if shown:
        return shown == body and (made is None or made >= since - CLOCKS_APART)
    return made is not None and made >= since.replace(microsecond=0)


def answered(call: Callable[[], _Given]) -> _Given:
    """Make a call of Twilio's client; what it raises becomes a `ChannelError`."""
    try:
        return call()
    except TwilioRestException as refusal:
        raise refused(refusal.status, refusal.code) from None
    except RequestException as fault:
        raise _unanswered(fault) from None
    except (TwilioException, ValueError):
        raise Unsure(_UNREADABLE, "no answer") from None


def _unanswered(fault: RequestException) -> ChannelError:
    """Tell a request that never left from one whose answer is missing."""
    if isinstance(fault, ConnectTimeout | SSLError) or (isinstance(fault, NotConnected) and _never_left(fault)):
        return Later("Twilio could not be reached.", "no connection", seconds=30)
    return Unsure("No answer came from Twilio.", "no answer")


def _never_left(fault: BaseException) -> bool:
    reasons = [*fault.args, *(getattr(each, "reason", None) for each in fault.args)]
    return any(isinstance(reason, NewConnectionError) for reason in reasons)
