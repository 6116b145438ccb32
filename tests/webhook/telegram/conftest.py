"""A bot without a network."""

from collections.abc import Iterator

import pytest

from tests.webhook.telegram.talking import SECRET, TOKEN, Line
from webhook.channels.chatting.account import Account
from webhook.channels.chatting.bridge import Bridge
from webhook.channels.telegram import Telegram


@pytest.fixture
def line() -> Line:
    """Give the connection."""
    return Line()


@pytest.fixture
def telegram(line: Line) -> Iterator[Telegram]:
    """Give the channel over it."""
    own = Account(TOKEN, "riverside_bot", SECRET, webhook="https://voice.example.sch.uk/telegram")
    channel = Telegram(own, Bridge(own, lambda: line))
    yield channel
    channel.bridge.close()
