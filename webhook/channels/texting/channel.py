"""The one adapter behind SMS and WhatsApp: what differs between them is a `Line`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.conversation import Reply
from webhook.channels.contract import Arrival, Outgoing, Purpose, Raw, Refused, Sent, Status
from webhook.channels.texting import inspection, messages, reading, signing
from webhook.channels.texting.account import Account
from webhook.channels.texting.provider import Provider
from webhook.clock import Clock, now


@dataclass(frozen=True, slots=True)
class Line:
    """One way of sending with an account: by a Messaging Service where there is one, or from a number.

    `prefix` goes before every number. `templates` names an approved template for each purpose that needs one;
    `needs_template` says which purposes do.
    """

    name: str
    number: str = ""
    service: str = ""
    prefix: str = ""
    per_second: float = 10.0
    templates: Mapping[str, str] = field(default_factory=dict)
    needs_template: frozenset[str] = frozenset()


class Texting:
    """SMS or WhatsApp by Twilio. Keeps nothing about people; see `webhook.channels.contract.Channel`."""

    rendering = "sms"
    kind = "phone"
    per_chat = 1.0
    forgets: Literal["at_end", "when_asked", "never"] = "at_end"

    def __init__(self, account: Account, line: Line, provider: Provider | None = None, clock: Clock = now) -> None:
        self.name = line.name
        self.per_second = line.per_second
        self._account = account
        self._line = line
        self._provider = provider or Provider(account)
        self._clock = clock

    def verify(self, raw: Raw) -> None:
        """Raise `Forged` unless Twilio signed this with the account's token."""
        signing.verify(raw, self._account.auth_token)

    def parse(self, raw: Raw) -> tuple[Arrival | Status, ...]:
        """Read an incoming text, or a report below `/status/`."""
        return reading.read(raw, self.name)

    def compose(self, reply: Reply, trace: str = "", purpose: Purpose = "question") -> tuple[Outgoing, ...]:
        """Make a reply into texts of two segments at most; by template, into one message."""
        said = messages.texts(reply)
        template = purpose if purpose in self._line.needs_template else ""
        if template:
            said = ("\n".join(said),)
        return tuple(Outgoing(text, language=reply.language, dir=reply.dir, purpose=purpose, template=template)
                     for text in said)

    def send(self, address: str, message: Outgoing, outbox_id: str) -> Sent:
        """Send one message, once. Raises a `ChannelError`."""
        return Sent(self._provider.create(
            self._line.prefix + address, self._clock(), self._from() | self._what(message) | self._how(outbox_id)))

    def forget(self, address: str, provider_ids: Sequence[str]) -> None:
        """Delete texts at Twilio, received and sent; raises `Later` while it has not finished with one."""
        self._provider.delete(provider_ids)

    def check(self) -> tuple[str, ...]:
        """Say what would keep this line from working, one sentence a fault."""
        return inspection.faults(self._provider, self._account, self._line.service, self._line.number, self.name)

    def _from(self) -> dict[str, object]:
        if self._line.service:
            return {"messaging_service_sid": self._line.service}
        return {"from_": self._line.prefix + self._line.number}

    def _what(self, message: Outgoing) -> dict[str, object]:
        if not message.template:
            return {"body": message.text} | ({} if self._line.prefix else {"smart_encoded": True})
        template = self._line.templates.get(message.template)
        if not template:
            name = f"HEARD_WHATSAPP_{message.template.upper()}"
            raise Refused(f"WhatsApp takes only an approved template for this. Set {name} to its HX... id.", "63016")
        # A template's variables may hold no line ends.
        return {"content_sid": template, "content_variables": json.dumps({"1": " ".join(message.text.split())})}

    def _how(self, outbox_id: str) -> dict[str, object]:
        how: dict[str, object] = {"status_callback": f"{self._account.public_url}/{self.name}/status/{outbox_id}"}
        if self._account.redaction:
            how |= {"content_retention": "discard", "address_retention": "obfuscate"}
        return how
