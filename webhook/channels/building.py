"""Which channels work here: each built from its settings, or off with the reasons."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from webhook.channels import ADDRESSED
from webhook.channels.contract import Channel, ChannelOff
from webhook.config import Config


class Built(NamedTuple):
    """The channels that work, by name, and what is wrong with those that are set up but do not.

    A channel of which nothing is set is in neither.
    """

    channels: Mapping[str, Channel]
    problems: tuple[str, ...]


def build(config: Config) -> Built:
    """Build every channel that has a setting. Its module is loaded only then: they are slow to load."""
    channels: dict[str, Channel] = {}
    problems: list[str] = []
    for name, entry in ADDRESSED.items():
        if not any(variable.startswith(entry.prefix) for variable in config.given):
            continue
        try:
            channels[name] = import_module(entry.module).build(config)
        except ChannelOff as off:
            problems += off.problems
    # SMS and WhatsApp share an account, and so its faults: each is said once.
    return Built(channels, tuple(dict.fromkeys(problems)))
