"""What a channel of addressed messages (SMS, WhatsApp, Telegram) is: it verifies, parses, composes and sends.

No channel knows surveys, storage or policy. It turns a web request into `Arrival`s and `Status`es, a `Reply`
into an `Outgoing`, and an `Outgoing` into one call to its provider. What is kept, who may answer, what is
said and when it is sent is decided elsewhere (`webhook.messaging`, `webhook.sending`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.conversation import Inbound, Reply

Event = Literal["message", "blocked", "unblocked", "ignored"]
OptOut = Literal["", "stop", "start", "help"]
Purpose = Literal["question", "notice", "reminder", "invitation"]
Delivery = Literal["sent", "delivered", "failed", "undelivered"]


@dataclass(frozen=True, slots=True)
class Raw:
    """One web request, with nothing of Flask.

    `url` is the signed address: the public base address and the path and query as they came, undecoded.
    Header names are in lower case. `form` holds the decoded fields of a form, the first of each name;
    `fields` all of them, in order, for signatures that cover repeated names.
    """

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    form: Mapping[str, str] = field(repr=False)
    fields: Sequence[tuple[str, str]] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in.

    `address` is where an answer goes: +447700900123, or a chat's number. `message_id` is the provider's name
    for this delivery, the same each time it is delivered again; it is claimed once. `provider_id` is what
    `Channel.forget` needs to delete the message at the provider, where that is possible. `token` is the
    secret of a deep link or of a first message. `event` says what happened where it was not a message:
    "blocked" and "unblocked" by the respondent, "ignored" for what needs no answer but must not come again.
    `opt_out` is set where the provider itself says that this was STOP, START or HELP; `say_nothing` where
    the provider has answered it already, or would refuse an answer. `trace` is the channel's own note (which
    keyboard was tapped, which tap waits for an answer); it is handed back to `compose` with every reply.
    """

    channel: str
    address: str = field(repr=False)
    message_id: str = field(repr=False)
    inbound: Inbound = field(default_factory=Inbound, repr=False)
    provider_id: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    event: Event = "message"
    opt_out: OptOut = ""
    say_nothing: bool = False
    moved_to: str = field(default="", repr=False)
    """The new address, where the provider says that this one has moved (a migrated Telegram chat)."""
    trace: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Status:
    """A delivery report on one message of the outbox; `code` is the provider's error code, never a text."""

    outbox_id: str
    state: Delivery
    provider_id: str = field(default="", repr=False)
    code: str = ""
    gone: bool = False
    """Whether the code says that nothing will ever reach the address."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it says, and what comes back when it is tapped (64 bytes at most on Telegram)."""

    label: str = field(repr=False)
    data: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send, ready for the wire.

    `edit_of` is the provider's id of a message that this one replaces. `remove_keyboard` takes the buttons
    off it. `trace` is the channel's own note for `send`. `template` names an approved template, where the
    provider sends nothing else (WhatsApp, more than 24 hours after the respondent's last message).
    """

    text: str = field(repr=False)
    buttons: tuple[tuple[Button, ...], ...] = field(default=(), repr=False)
    edit_of: str = field(default="", repr=False)
    remove_keyboard: bool = False
    language: str = "en"
    dir: str = "ltr"
    purpose: Purpose = "question"
    trace: str = field(default="", repr=False)
    template: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the provider calls the message that it accepted."""

    provider_id: str = field(repr=False)


class Forged(Exception):
    """A request that the provider did not sign. It is answered 403 and nothing is read from it."""


class ChannelError(Exception):
    """A message was not sent. `code` is short and holds no address, no words and no secret; so does `str()`."""

    def __init__(self, sentence: str = "", code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class Gone(ChannelError):
    """Nothing can reach this address again: blocked, opted out, not a number. Never tried again.

    `opted_out` says that the provider holds an opt-out (21610), which is then ours too.
    """

    def __init__(self, sentence: str = "", code: str = "", *, opted_out: bool = False) -> None:
        super().__init__(sentence, code)
        self.opted_out = opted_out


class Moved(ChannelError):
    """The address is another one now; the message is sent there once."""

    def __init__(self, address: str, code: str = "") -> None:
        super().__init__("The chat has moved.", code)
        self.address = address


class Later(ChannelError):
    """Not accepted, and trying again is safe (429, or refused before anything was done), after `seconds`."""

    def __init__(self, sentence: str = "", code: str = "", *, seconds: float = 0.0) -> None:
        super().__init__(sentence, code)
        self.seconds = seconds


class Unsure(ChannelError):
    """The outcome is unknown (a time-out after sending): never sent again without knowing."""


class Refused(ChannelError):
    """Our own fault, for good: a wrong token, a text too long. The sentence tells the operator what to do."""


class ChannelOff(Exception):
    """A channel that is not configured (no problems), or wrongly (a sentence for each, saying what to do)."""

    def __init__(self, problems: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Channel(Protocol):
    """One way to reach respondents. Any state of its own is a connection, nothing about people.

    Its module has `build(config: Config) -> Channel`, which reads `config.given` and raises `ChannelOff`. Its
    requests come to `/<name>` and everything below (`/sms/status/<outbox id>`), and are answered 200 with an
    empty TwiML document, which Telegram takes as well. Methods are called from several threads.

    `name` is the row in `CHANNELS` ("sms"); `rendering` what `bot` calls this kind of channel ("sms" also for
    WhatsApp); `kind` the space of its addresses ("phone" for SMS and WhatsApp, so that STOP on one is STOP on
    both). `per_second` is how many messages the provider takes a second, `per_chat` how many to one address.
    `forgets` says whether bodies are deleted when a conversation ends, or when the respondent asks.
    """

    name: str
    rendering: str
    kind: str
    per_second: float
    per_chat: float
    forgets: Literal["at_end", "when_asked", "never"]

    def verify(self, raw: Raw) -> None:
        """Raise `Forged` unless the provider sent this."""

    def parse(self, raw: Raw) -> tuple[Arrival | Status, ...]:
        """Read a request. Never raises: what cannot be read gives nothing, and is answered 200."""

    def compose(self, reply: Reply, trace: str = "", purpose: Purpose = "question") -> tuple[Outgoing, ...]:
        """Make a reply into this channel's messages, usually one; `trace` is that of what it answers.

        A button stands for an option's `code` under the reply's `step`, and must come back as `Inbound.tap`
        and `Inbound.step` just so; codes that begin with `/` ("/clear") are commands like any other.
        """

    def send(self, address: str, message: Outgoing, outbox_id: str) -> Sent:
        """Send one message, once. Raises a `ChannelError`; gives up within 15 seconds."""

    def forget(self, address: str, provider_ids: Sequence[str]) -> None:
        """Delete messages at the provider, as far as it can; raises `Later` to be asked again."""

    def check(self) -> tuple[str, ...]:
        """Ask the provider whether this channel would work, for `heard doctor`; one sentence a fault."""
