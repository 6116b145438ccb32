"""The ways respondents reach Heard. A new channel is a file and a line in `ADDRESSED`.

`contract` says what a channel of addressed messages is. The web-chat is no such channel: its pages are in
`webhook.chat`, and `CHANNELS` says how their forms read.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.conversation import Inbound
from webhook.channels import webchat

Fields = Mapping[str, Sequence[str]]
"""What a respondent sent, as named texts, each perhaps several times."""

CHANNELS: dict[str, Callable[[Fields], Inbound]] = {
    "web": webchat.parse,
}
"""How what was sent reads as one inbound message, by the channel's name."""


class Entry(NamedTuple):
    """A channel: the module that builds it, and how the names of its settings begin.

    The module is loaded only where one of its settings is given.
    """

    module: str
    prefix: str


ADDRESSED: dict[str, Entry] = {
    "telegram": Entry("webhook.channels.telegram", "HEARD_TELEGRAM_"),
    "sms": Entry("webhook.channels.sms", "HEARD_TWILIO_"),
    "whatsapp": Entry("webhook.channels.whatsapp", "HEARD_WHATSAPP_"),
}
"""Channels of addressed messages, by name."""
