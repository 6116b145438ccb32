"""A request of Twilio's read: a text that came in, or the report on one that went out."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.commands import PROVIDER_STOPS
from bot.conversation import Inbound
from webhook.channels.contract import Arrival, OptOut, Raw, Status
from webhook.channels.texting import deliveries, words

STOPS = PROVIDER_STOPS | {"revoke", "optout"}
"""Words on which Twilio itself stops every message to a number, and answers; as a whole text, in any case."""
STARTS = frozenset({"start", "unstop"})
"""Words on which it lets messages through again. It takes a bare YES so too; that is an answer to us."""
HELPS = frozenset({"help", "info"})
WHATSAPP = "whatsapp:"
_OPT_OUTS: Mapping[str, OptOut] = {"STOP": "stop", "START": "start", "HELP": "help"}
"""What Advanced Opt-Out calls a text that it has answered."""
_SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_DEEP_LINK = re.compile(r"start\s+([A-Za-z0-9_-]{22,43})", re.IGNORECASE)
_OUTBOX_ID = re.compile(r"/[a-z]+/status/([A-Za-z0-9_-]{1,64})")
_BUTTON = re.compile(r"([0-9]{1,9}):(.{1,64})")
_MEDIA = {"image": "photo", "audio": "voice", "video": "video"}
_CARDS = ("text/vcard", "text/x-vcard", "text/directory")


def read(raw: Raw, channel: str) -> tuple[Arrival | Status, ...]:
    """Read a request to `channel`; what cannot be read gives nothing."""
    path = urlsplit(raw.url).path
    reported = _OUTBOX_ID.fullmatch(path)
    if reported:
        return _reported(raw.form, channel, reported.group(1))
    if path != f"/{channel}" or raw.form.get("MessageStatus"):
        return ()  # A report sent to the wrong address is not a text from our own number.
    sid, address = _sid(raw.form), _address(raw.form.get("From", ""), channel)
    return (_arrival(raw.form, channel, sid, address),) if sid and address else ()


def _sid(form: Mapping[str, str]) -> str:
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    return sid if _SID.fullmatch(sid) else ""


def _address(sender: str, channel: str) -> str:
    """Give the number that a text came from; nothing where it came by another way, or from a name."""
    number = sender.removeprefix(WHATSAPP)
    right_way = sender.startswith(WHATSAPP) is (channel == "whatsapp")
    return number if right_way and _NUMBER.fullmatch(number) else ""


def _reported(form: Mapping[str, str], channel: str, outbox_id: str) -> tuple[Arrival | Status, ...]:
    state = deliveries.STATES.get(form.get("MessageStatus") or form.get("SmsStatus", ""))
    sid = _sid(form)
    if state is None or not sid:
        return ()
    code = form.get("ErrorCode", "")
    code = code if code.isascii() and code.isdigit() and len(code) < 7 and code != "0" else ""
    status = Status(outbox_id, state, sid, code, deliveries.is_gone(code))
    address = _address(form.get("To", ""), channel)
    if code not in deliveries.OPTED_OUT or not address:
        return (status,)
    # The number's owner told Twilio to stop; that is a STOP to us, and nothing can be said to it.
    return (status, Arrival(channel, address, f"{sid}:{code}", opt_out="stop", say_nothing=True))


def _arrival(form: Mapping[str, str], channel: str, sid: str, address: str) -> Arrival:
    body = words.read(form.get("ButtonText") or form.get("ListTitle") or form.get("Body", ""))
    declared = _OPT_OUTS.get(form.get("OptOutType", "").upper(), "")
    opt_out, inbound = declared or _opt_out(body), _inbound(form, body)
    answered = bool(declared) or channel == "sms"
    if opt_out == "stop" and not answered:
        opt_out, inbound = "", Inbound(tap="/stop")  # WhatsApp has no stop of its own: ours is confirmed.
    silent = opt_out == "stop" or declared == "help"
    link = _DEEP_LINK.fullmatch(body)
    return Arrival(channel, address, sid, inbound, provider_id=sid, token=link.group(1) if link else "",
                   opt_out=opt_out, say_nothing=silent)


def _opt_out(body: str) -> OptOut:
    """Say what Twilio takes the text for, where it does not say so itself.

    Its own answer to HELP says nothing of who asks, so that ours follows it; with Advanced Opt-Out the setting
    has written that answer, and only the question is put again.
    """
    word = body.strip().casefold()
    if word in STOPS:
        return "stop"
    return "start" if word in STARTS else "help" if word in HELPS else ""


def _inbound(form: Mapping[str, str], body: str) -> Inbound:
    payload = form.get("ButtonPayload") or form.get("ListId", "")
    if button := _BUTTON.fullmatch(payload):
        return Inbound(tap=button.group(2), step=int(button.group(1)))
    if payload.startswith("/"):
        return Inbound(tap=payload[:64])
    return Inbound(words=body, media=_media(form))


def _media(form: Mapping[str, str]) -> str | None:
    """Name what came with the words, or in their place. It is never fetched."""
    if form.get("Latitude"):
        return "location"
    if form.get("NumMedia", "0") in ("", "0"):
        return None
    kind = form.get("MediaContentType0", "").lower()
    return "contact" if kind.startswith(_CARDS) else _MEDIA.get(kind.partition("/")[0], "document")
