"""The ways respondents reach Heard. A new channel is a file and a line in `CHANNELS`."""

from collections.abc import Callable, Mapping, Sequence

from bot.conversation import Inbound
from webhook.channels import webchat

Fields = Mapping[str, Sequence[str]]
"""What a respondent sent, as named texts, each perhaps several times."""

CHANNELS: dict[str, Callable[[Fields], Inbound]] = {
    "web": webchat.parse,
}
"""How what was sent reads as one inbound message, by the channel's name."""
