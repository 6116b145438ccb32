"""One thing that came in by an addressed channel, while it is being answered in one transaction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conversation import Reply
from storage.contacts import Contact
from storage.outbox import Kind
from storage.store import Transaction
from surveys.model import Setting
from webhook.channels.contract import Arrival, Channel, Purpose
from webhook.outgoing import Parcel, pack

FORGET_AFTER = dt.timedelta(minutes=10)
"""How long after the end bodies are deleted at the provider: the last message must have been delivered."""


def milliseconds(moment: dt.datetime) -> int:
    """Give a moment as the outbox counts it."""
    return int(moment.timestamp() * 1000)


@dataclass(slots=True)
class Exchange:
    """What came in, from whom, by what; answers go to the outbox of the same transaction."""

    tx: Transaction
    channel: Channel
    arrival: Arrival
    now: dt.datetime
    setting: Setting
    contact: Contact = field(repr=False)
    mark: bytes = field(repr=False)
    known: bool = True
    """Whether the contact is kept: a stranger is answered, and not."""
    noted: bool = False

    @property
    def moment(self) -> int:
        """Now, as the outbox counts it."""
        return milliseconds(self.now)

    @property
    def today(self) -> str:
        """Today as kept on a contact."""
        return self.now.date().isoformat()

    def say(self, replies: Sequence[Reply], kind: Kind = "reply", purpose: Purpose = "question") -> None:
        """Queue replies, in order. The first carries the channel's note on what it answers."""
        if self.arrival.say_nothing:
            if self.arrival.opt_out != "help":
                return
            replies = replies[-1:]  # the provider has explained; only the question is put again
        trace = self.arrival.trace
        for reply in replies:
            for message in self.channel.compose(reply, trace, purpose if reply.question else "notice"):
                parcel = Parcel(self.arrival.address, message)
                self.tx.outbox.put(self.mark, self.channel.name, kind, pack(parcel), self.moment)
            trace = ""

    def text(self, words: str, kind: Kind = "reply") -> None:
        """Queue one sentence."""
        self.say((Reply(text=words, language=self.contact.language),), kind)

    def forget(self, after: dt.timedelta = FORGET_AFTER) -> None:
        """Have what was exchanged deleted at the provider."""
        self.tx.outbox.put(self.mark, self.channel.name, "forget", {"address": self.arrival.address},
                           self.moment, due=self.moment + int(after.total_seconds() * 1000))

    def note(self, step: int | None = None) -> None:
        """Keep the provider's name for what came in, once, where it can be deleted there.

        `step` is the nonce of the question that it was sent to, for when it is changed later.
        """
        name = self.arrival.provider_id
        if self.noted or not name or self.channel.forgets == "never" or self.arrival.inbound.edited:
            return
        self.noted = True
        content = {"provider": name} if step is None else {"provider": name, "step": step}
        self.tx.outbox.put(self.mark, self.channel.name, "received", content, self.moment)

    def save(self) -> None:
        """Keep the contact as it now is."""
        if self.known:
            self.tx.contacts.put(self.mark, self.contact)
