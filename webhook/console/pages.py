"""The console put together, its door and its first page."""

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from storage.store import Store
from surveys.wave import WaveState
from webhook.clock import Clock
from webhook.config import Config
from webhook.console import access
from webhook.console.quoting import Quoting
from webhook.console.reading import Reading
from webhook.console.showing import Shown, outside, page
from webhook.console.signing_in import Door, Refused, stamp, stamped
from webhook.console.telling import Telling
from webhook.replied import replied
from webhook.safeguarding import readiness


def pages(store: Store, config: Config, clock: Clock) -> Blueprint:
    """Give the console's pages over one store."""
    console = Blueprint("console", __name__, url_prefix=access.PATH)
    door = Door(store, clock)
    access.guard(console, door)
    today = Today(store, clock)
    own, reading, quoting = Entrance(store, door, today, secure=config.secure), Reading(store, today), Quoting(store)
    telling = Telling(store, config, clock, today)
    for path, method, view in (
            ("/sign-in", "GET", own.sign_in), ("/sign-in", "POST", own.enter), ("/sign-out", "POST", own.sign_out),
            ("", "GET", own.home),
            ("/list", "GET", reading.concerns), ("/list", "POST", reading.read_concern),
            ("/requests", "GET", reading.requests), ("/requests", "POST", reading.read_request),
            ("/comments", "GET", quoting.comments), ("/comments/<wave>", "GET", quoting.comments_of),
            ("/comments/<wave>", "POST", quoting.decide),
            ("/alerts", "GET", telling.alerts), ("/alerts/test", "POST", telling.test),
            ("/alerts/confirm", "POST", telling.confirm), ("/alerts/recipients", "POST", telling.appoint)):
        console.add_url_rule(path, view.__name__, view, methods=[method])
    return console


class Today:
    """The day that it is where the setting is."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self) -> dt.date:
        """Give today's date."""
        with self._store.read() as tx:
            setting = tx.setting.get()
        zone: dt.tzinfo = ZoneInfo(setting.time_zone) if setting else dt.UTC
        return self._clock().astimezone(zone).date()


class Entrance:
    """Signing in and out, and the page that somebody first sees."""

    def __init__(self, store: Store, door: Door, today: Today, *, secure: bool) -> None:
        self._store = store
        self._door = door
        self._today = today
        self._secure = secure

    def sign_in(self) -> Response:
        """Ask for a name and a password."""
        return self._asked("")

    def enter(self) -> Response:
        """Let somebody in, or ask again."""
        held = request.cookies.get(access.FORM_COOKIE, "")
        if not held or not stamped(held, request.form.get("stamp", "")):
            return self._asked("stale", 403)
        came = self._door.sign_in(request.form.get("name", "")[:200], request.form.get("password", "")[:200],
                                  (request.remote_addr or "").encode())
        if isinstance(came, Refused):
            return self._asked(came.value, 429 if came is Refused.TOO_MANY else 403)
        return access.enter(came, secure=self._secure)

    def sign_out(self) -> Response:
        """End the session."""
        self._door.sign_out(request.cookies.get(access.COOKIE, ""))
        return access.leave(secure=self._secure)

    def home(self) -> Response:
        """Show what there is to do."""
        with self._store.read() as tx:
            lacking = readiness.lacking(tx.accounts.recipients(), self._today())
            troubled = tx.alerts.troubled()
        shown: Shown = {"lacking": lacking, "troubled": troubled, "waves": ()}
        if access.signed().account.role == "lead":
            shown["waves"] = self._waves()
        return page(self._store, "home", shown)

    def _waves(self) -> list[dict[str, object]]:
        with self._store.begin() as tx:
            return [{"name": wave.name, "asked": wave.roster, "state": wave.state.value,
                     "replies": replied(tx, wave, self._today()) if wave.state is WaveState.OPEN else "–"}
                    for wave in tx.waves.all()]

    def _asked(self, fault: str, status: int = 200) -> Response:
        held = access.before_signing_in()
        response = outside("sign_in", {"fault": fault, "stamp": stamp(held),
                                       "name": request.form.get("name", "")[:64]}, status)
        return access.hold(response, held, secure=self._secure)
