"""Who may see which page. Whatever is not named here, nobody may."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from flask import Blueprint, Response, abort, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from storage.accounts import ROLES, Account, Role
from storage.sessions import LONGEST
from webhook.console.signing_in import Door, stamp, stamped

COOKIE, PATH = "heard_console", "/console"
FORM_COOKIE = "heard_form"
"""Held by a browser that is not signed in, so that no other site can sign somebody in."""
OPEN = frozenset({"console.sign_in", "console.enter"})
"""Pages for those who are not signed in."""
_BOTH: tuple[Role, ...] = ROLES
_READERS: tuple[Role, ...] = ("safeguarding",)
ALLOWED: Mapping[str, tuple[Role, ...]] = {
    "console.home": _BOTH, "console.sign_out": _BOTH,
    "console.alerts": _BOTH, "console.test": _BOTH, "console.confirm": _BOTH, "console.appoint": _READERS,
    "console.concerns": _READERS, "console.read_concern": _READERS,
    "console.requests": _READERS, "console.read_request": _READERS,
    "console.comments": _READERS, "console.comments_of": _READERS, "console.decide": _READERS,
}
"""For each page the roles that may see it."""


class Signed(NamedTuple):
    """Somebody who is signed in, and the stamp that their forms carry."""

    account: Account
    stamp: str


def guard(console: Blueprint, door: Door) -> None:
    """Let nobody past who is not signed in, whose role is another, or whose form is not ours."""

    @console.before_request
    def admit() -> Redirect | None:
        if request.endpoint in OPEN:
            return None
        token = request.cookies.get(COOKIE, "")
        account = door.who(token) if token else None
        if account is None:
            return redirect(url_for("console.sign_in"), 303)
        if account.role not in ALLOWED.get(request.endpoint or "", ()):
            abort(403)
        if request.method == "POST" and not stamped(token, request.form.get("stamp", "")):
            abort(403)
        g.signed = Signed(account, stamp(token))
        return None


def signed() -> Signed:
    """Give who is signed in; only pages behind the guard may ask."""
    found: Signed = g.signed
    return found


def enter(token: str, *, secure: bool) -> Response:
    """Answer by going to the first page, signed in."""
    response = make_response(redirect(url_for("console.home"), 303))
    _set(response, COOKIE, token, LONGEST, secure=secure)
    _set(response, FORM_COOKIE, "", 0, secure=secure)
    return response


def leave(*, secure: bool) -> Response:
    """Answer by going to the door, signed out, with nothing left in the browser."""
    response = make_response(redirect(url_for("console.sign_in"), 303))
    _set(response, COOKIE, "", 0, secure=secure)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def before_signing_in() -> str:
    """Give what this browser holds before anybody is signed in, or something new."""
    return request.cookies.get(FORM_COOKIE, "") or secrets.token_urlsafe(24)


def hold(response: Response, held: str, *, secure: bool) -> Response:
    """Let the browser hold it."""
    _set(response, FORM_COOKIE, held, LONGEST, secure=secure)
    return response


def _set(response: Response, name: str, value: str, age: int, *, secure: bool) -> None:
    response.set_cookie(name, value, max_age=age, path=PATH, secure=secure, httponly=True, samesite="Lax")
