"""Pages for what goes wrong: plain words that say what to do, and nothing of what was sent or of our code."""

import logging
import traceback

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.phrases import say
from storage.errors import DatabaseBusy
from webhook.chat import ending
from webhook.chat.wording import page_language
from webhook.console.access import PATH
from webhook.console.showing import outside

_KNOWN = (400, 403, 404, 405, 413, 429, 500)
_CONSOLE = {
    403: ("You cannot see this page", "Your account has another role, or the page was open for too long."),
    404: ("There is no page here", "Check the address."),
}
_OTHERWISE = ("Sorry, that did not work", "Nothing was changed. Go back and try again.")
_log = logging.getLogger("heard")


def explain(app: Flask) -> None:
    """Answer every fault with a page."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def _refused(fault: HTTPException) -> ResponseReturnValue:
    if fault.code is not None and fault.code < 400:
        return fault.get_response()
    return _page(fault.code or 500)


def _failed(fault: Exception) -> Response:
    # The kind of fault and its place only: its message and its variables may hold what somebody wrote.
    last = traceback.extract_tb(fault.__traceback__)[-1]
    _log.error("%s at %s:%s in %s", type(fault).__name__, last.filename, last.lineno, last.name)
    return _page(503 if isinstance(fault, DatabaseBusy) else 500)


def _page(code: int) -> Response:
    if request.path.startswith(PATH):
        title, text = _CONSOLE.get(code, _OTHERWISE)
        return outside("message", {"title": title, "text": text}, code)
    shown = code if code in _KNOWN else 400 if code < 500 else 500
    language = page_language(request)
    title, text = say("page.fault.title", language), say(f"page.fault.{shown}", language)
    page = ending.message(language, title, text, door=True)
    return make_response(render_template("chat/message.html", **page), code)
