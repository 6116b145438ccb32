"""The addresses that providers call: one below `/<channel>` for each channel that works."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, request
from werkzeug.datastructures import MultiDict

from webhook.channels.contract import Arrival, Channel, Forged, Raw
from webhook.config import Config
from webhook.messaging import Messaging
from webhook.security import FORM, SIGNED

LARGEST = 256 * 1024
"""Bytes of a request. Providers send references to pictures, never the pictures."""
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
"""An answer that says nothing: replies go through the outbox."""


def routes(channels: Mapping[str, Channel], messaging: Messaging, config: Config) -> Blueprint:
    """Give the pages. They answer 200 at once, 403 to what the provider did not sign, and log nothing."""
    pages = Blueprint(SIGNED, __name__)
    for channel in channels.values():
        view = _view(channel, messaging, config)
        pages.add_url_rule(f"/{channel.name}", channel.name, view, methods=["POST"])
        pages.add_url_rule(f"/{channel.name}/<path:rest>", f"{channel.name}_below", view, methods=["POST"])
    return pages


def _view(channel: Channel, messaging: Messaging, config: Config) -> Callable[..., Response]:
    def receive(rest: str = "") -> Response:
        raw = _raw(config)
        try:
            channel.verify(raw)
        except Forged:
            abort(403)
        for found in channel.parse(raw):
            if isinstance(found, Arrival):
                messaging.receive(found)
            else:
                messaging.report(found)
        return Response(EMPTY, mimetype="text/xml")

    return receive


def _raw(config: Config) -> Raw:
    request.max_content_length = LARGEST
    body = request.get_data(cache=True)
    form = request.form if request.mimetype == FORM else MultiDict[str, str]()
    # The address as it was called, not as it reads decoded: the provider signed the former.
    path = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path.rstrip("?")
    return Raw(url=config.public_base_url + path, headers={name.lower(): value for name, value in request.headers},
               body=body, form=form.to_dict(), fields=tuple(form.items(multi=True)))
