"""A process that handles one message and is killed at one step, as by a power cut. Run by test_killed.py."""

import os
import signal
import sys
from pathlib import Path

from bot.conversation import Inbound
from storage.claims import Claims
from storage.keyring import Keyring
from storage.store import Store
from webhook.channels.contract import Arrival
from webhook.messaging import Messaging
from webhook.sending import Sender


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class Folder:
    """A provider of texts whose messages are files, so that what was sent outlives this process."""

    name, rendering, kind = "sms", "sms", "phone"
    per_second, per_chat, forgets = 1000.0, 1000.0, "never"

    def __init__(self, folder):
        self.folder = folder

    def compose(self, reply, trace="", purpose="question"):
        from bot.rendering import plain
        from webhook.channels.contract import Outgoing
        return (Outgoing(plain(reply, "sms"), purpose=purpose),)

    def send(self, address, message, outbox_id):
        from webhook.channels.contract import Sent
        with (self.folder / outbox_id).open("a", encoding="utf-8") as file:
            file.write(message.text + "\n--\n")
        return Sent(outbox_id)


class Messages(Messaging):
    """Messaging that dies once it has taken its turn, before anything is kept."""

    def _take(self, tx, arrival):
        super()._take(tx, arrival)
        if sys.argv[1] == "stepped":
            die()


def main(at, root, words, message):
    folder = Path(root)
    store = Store.open(f"sqlite:///{folder / 'database' / 'heard.db'}", Keyring.open(folder / "keys.json"))
    from webhook.clock import now
    channel = Folder(folder / "sent")
    if at == "claimed":
        claim = Claims.claim
        Claims.claim = lambda *given: claim(*given) and die()
    Messages(store, {"sms": channel}, now, lambda: die() if at == "committed" else None).receive(
        Arrival("sms", "+447700900101", message, Inbound(words=words)))
    Sender(store, {"sms": channel}, now, on_step=lambda step: die() if at == f"worker {step}" else None).drain()


if __name__ == "__main__":
    main(*sys.argv[1:])
