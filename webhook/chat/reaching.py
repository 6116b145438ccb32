"""Asking to be talked to: a form of its own, linked to no conversation, question or answer.

Its address is outside the chat's, so that browsers do not even send the cookie that says where somebody is.
"""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from bot.phrases import languages, say
from storage.store import Store
from surveys.model import Setting
from webhook.chat import ending, support
from webhook.chat.wording import page_language, spoken
from webhook.clock import Clock
from webhook.turns import MOST_GUESSES

MOST = 20
"""Requests in an hour from one client: a whole class may share one address."""
FIELDS = {"name": 80, "how": 500, "adult": 120}
"""What is asked, and the characters there is room for."""


def reaching(store: Store, clock: Clock) -> Blueprint:
    """Give the pages of the form over one store."""
    talk, own = Blueprint("talk", __name__), Reaching(store, clock)
    for path, method, page in (("/talk", "GET", own.ask), ("/talk", "POST", own.send), ("/talk/sent", "GET", own.sent)):
        talk.add_url_rule(path, page.__name__, page, methods=[method])
    return talk


class Reaching:
    """The form, and what is said once it is sent."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ask(self) -> Response:
        """Show the form, and say what becomes of it."""
        with self._store.read() as tx:
            open_ = bool(tx.accounts.recipients())
        return self._form("" if open_ else "page.ask.off", 200 if open_ else 409)

    def send(self) -> Response:
        """Keep what was sent for the next tick: the name, how and when, and the adult; nothing else."""
        content = {field: request.form.get(field, "").strip()[:room] for field, room in FIELDS.items()}
        if not content["name"]:
            return self._form("page.ask.nameless", 422)
        client, hour = b"talk:" + (request.remote_addr or "").encode(), int(self._clock().timestamp()) // 3600
        with self._store.begin() as tx:
            if not tx.accounts.recipients():
                return self._form("page.ask.off", 409)
            if not tx.guesses.allowed(client, hour, MOST) or tx.guesses.total(hour) >= MOST_GUESSES:
                return self._form("page.ask.too_many", 429)
            tx.guesses.add(client, hour)
            tx.requests.add(content)
        return make_response(redirect(url_for("talk.sent", lang=_asked()), 303))

    def sent(self) -> Response:
        """Say what happens now."""
        language, setting = _language(), self._setting()
        text = say("page.ask.sent.text", language, safe_adult=_adult(setting))
        return make_response(render_template("chat/message.html", **ending.message(
            language, say("page.ask.sent.title", language), text, done=True, setting=setting)))

    def _form(self, fault: str, status: int) -> Response:
        language, setting = _language(), self._setting()
        shown = spoken(language) | {
            "setting": setting, "fault": say(fault, language) if fault else "", "rooms": FIELDS,
            "open": status in (200, 422), "given": {field: request.form.get(field, "") for field in FIELDS},
            "safe_adult": _adult(setting), "lines": support.lines("pupil", language), "lang": _asked()}
        return make_response(render_template("chat/ask.html", **shown), status)

    def _setting(self) -> Setting | None:
        with self._store.read() as tx:
            return tx.setting.get()


def _adult(setting: Setting | None) -> str:
    return (setting or Setting(id="here", name="here")).safe_adult


def _language() -> str:
    """Give the language that the page came from asked for, or the browser's."""
    return _asked() or page_language(request)


def _asked() -> str | None:
    asked = request.args.get("lang", "")
    return asked if asked in languages() else None
