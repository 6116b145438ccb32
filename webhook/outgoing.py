"""A message on its way through the outbox: packed as plain content and unpacked by the worker."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from webhook.channels.contract import Button, Outgoing


class Parcel(NamedTuple):
    """A message with its address.

    `expects` is the revision of the conversation that it was planned for, or "" where there must be none;
    None where it answers something and is sent whatever comes after. `wave` is then the conversation's.
    """

    address: str
    message: Outgoing
    expects: str | None = None
    wave: str = ""


def pack(parcel: Parcel) -> dict[str, Any]:
    """Give a message as the content of a record; what is at its default is left out."""
    message = {name: value for name, value in asdict(parcel.message).items() if value}
    if parcel.message.buttons:
        message["buttons"] = [[[button.label, button.data] for button in row] for row in parcel.message.buttons]
    content: dict[str, Any] = {"address": parcel.address, "message": message}
    if parcel.expects is not None:
        content |= {"expects": parcel.expects, "wave": parcel.wave}
    return content


def unpack(content: Mapping[str, Any]) -> Parcel:
    """Read back what `pack` gave."""
    fields = dict(content["message"])
    rows = fields.pop("buttons", ())
    buttons = tuple(tuple(Button(label, data) for label, data in row) for row in rows)
    return Parcel(content["address"], Outgoing(**{"text": "", **fields}, buttons=buttons),
                  content.get("expects"), content.get("wave", ""))
