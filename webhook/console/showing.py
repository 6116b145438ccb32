"""What every page of the console is given."""

import datetime as dt

from flask import Response, make_response, redirect, render_template, request, url_for

from bot.engine.cards import day
from storage.store import Store
from webhook.console.access import signed

Shown = dict[str, object]


def page(store: Store, name: str, shown: Shown, status: int = 200) -> Response:
    """Give a page behind the door, with the way to the others and what waits on them."""
    here = signed()
    with store.read() as tx:
        setting = tx.setting.get()
        waiting = ({"concerns": tx.concerns.waiting(), "requests": tx.requests.waiting()}
                   if here.account.role == "safeguarding" else {})
    around: Shown = {"person": here.account, "stamp": here.stamp, "setting": setting, "waiting": waiting,
                     "told": request.args.get("told", ""), "day": written}
    return make_response(render_template(f"console/{name}.html", **around | shown), status)


def outside(name: str, shown: Shown, status: int = 200) -> Response:
    """Give a page for somebody who is not signed in."""
    around: Shown = {"person": None, "setting": None, "waiting": {}, "told": ""}
    return make_response(render_template(f"console/{name}.html", **around | shown), status)


def back(endpoint: str, told: str, wave: str | None = None) -> Response:
    """Go to a page after a form, and say there what was done."""
    return make_response(redirect(url_for(f"console.{endpoint}", told=told, wave=wave), 303))


def item(text: str) -> bytes:
    """Read the id of an item out of a form; nothing where it is not one."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def written(date: dt.date | None) -> str:
    """Give a day as people write it."""
    return day(date.isoformat(), "en") if date else ""
