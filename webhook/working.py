"""The worker of an installation, put together: what sends, what reminds, and what rings."""

import datetime as dt
from collections.abc import Iterable, Mapping

from storage.store import Store
from webhook.channels.contract import Channel
from webhook.clock import Clock, now
from webhook.config import Config
from webhook.jobs import Jobs, queue
from webhook.reminders import Reminders
from webhook.sending import Sender


def worker(config: Config, store: Store, channels: Mapping[str, Channel], clock: Clock = now, *,
           sends: bool = True) -> Jobs:
    """Give the jobs of this process; one that does not send only rings for those that do."""
    own = queue(config, store.keyring.mark("contact", b"jobs"))
    if not sends:
        return Jobs(own)
    return Jobs(own, Sender(store, channels, clock), Reminders(store, channels, clock, config.public_base_url))


def seconds_waiting(store: Store, channels: Iterable[str], moment: dt.datetime) -> float:
    """Give for how long the oldest message that should have gone has waited."""
    with store.read() as tx:
        due = tx.outbox.next_due(channels)
    return max(0.0, moment.timestamp() - due / 1000) if due is not None else 0.0
