"""What Twilio's refusals mean: whose fault each is, and what to do. Sentences hold no number and no words.

Source: Twilio's error dictionary. A code that is not here is our fault until shown otherwise, by its number.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from webhook.channels.contract import ChannelError, Gone, Later, Refused, Unsure


class Refusal(NamedTuple):
    """What becomes of a message that was refused: how to make the error, and its sentence."""

    make: Callable[[str, str], ChannelError]
    sentence: str


def _later(seconds: float) -> Callable[[str, str], ChannelError]:
    return lambda sentence, code: Later(sentence, code, seconds=seconds)


def _opted_out(sentence: str, code: str) -> ChannelError:
    return Gone(sentence, code, opted_out=True)


_NO_NUMBER = "That is not a number that can receive texts."
_REDACTION = ("Message Redaction is not switched on in the Twilio account. Ask Twilio for it; until then set "
              "HEARD_TWILIO_REDACTION=off, and Twilio keeps texts until Heard deletes them.")
_SENDER = "Twilio does not let this account send from that sender. Check HEARD_TWILIO_FROM or the Messaging Service."
_TEMPLATE = "The WhatsApp template does not fit. Check HEARD_WHATSAPP_INVITATION and HEARD_WHATSAPP_REMINDER."
_PERMITS = "Twilio did not let Heard in. Check HEARD_TWILIO_ACCOUNT_SID and HEARD_TWILIO_AUTH_TOKEN, or the API key."
_SERVICE = "The Messaging Service has no sender for this. Add a UK number to it in the Twilio Console."

REFUSALS: Mapping[int, Refusal] = {
    20003: Refusal(Refused, _PERMITS),
    20404: Refusal(Refused, _PERMITS),
    20005: Refusal(Refused, "The Twilio account is closed or suspended. See the Twilio Console."),
    30002: Refusal(Refused, "The Twilio account is closed or suspended. See the Twilio Console."),
    20429: Refusal(_later(5), "Twilio asks to be asked more slowly."),
    429: Refusal(_later(5), "Twilio asks to be asked more slowly."),
    63018: Refusal(_later(60), "WhatsApp asks to be sent to more slowly."),
    20503: Refusal(_later(30), "Twilio cannot be used for the moment."),
    21611: Refusal(_later(600), "The sender's queue at Twilio is full."),
    30001: Refusal(_later(600), "The sender's queue at Twilio is full."),
    21610: Refusal(_opted_out, "The number has opted out."),
    21211: Refusal(Gone, _NO_NUMBER),
    21214: Refusal(Gone, _NO_NUMBER),
    21217: Refusal(Gone, _NO_NUMBER),
    21612: Refusal(Gone, "No route leads from our number to that one."),
    21614: Refusal(Gone, "That is not a mobile number."),
    21635: Refusal(Gone, "That is a landline."),
    30003: Refusal(_later(3600), "The phone is switched off or out of reach."),
    30004: Refusal(Gone, "The phone, or its network, blocks our texts."),
    30005: Refusal(Gone, "There is no such number any more."),
    30006: Refusal(Gone, "That is a landline, or its network takes no texts."),
    30007: Refusal(Refused, "A network filtered the text out as unwanted. Ask Twilio's support why, with its day."),
    63003: Refusal(Gone, "The number is not on WhatsApp."),
    63014: Refusal(Gone, "The number's owner has blocked us on WhatsApp."),
    63024: Refusal(Gone, "The number is not on WhatsApp."),
    63007: Refusal(Refused, "There is no such WhatsApp sender. Check HEARD_WHATSAPP_FROM."),
    63015: Refusal(Refused, "The WhatsApp sandbox only sends to phones that have joined it."),
    63016: Refusal(Refused, "More than 24 hours have passed since the last message from there. WhatsApp then takes "
                            "only an approved template. Set HEARD_WHATSAPP_INVITATION and HEARD_WHATSAPP_REMINDER."),
    21655: Refusal(Refused, _TEMPLATE),
    21656: Refusal(Refused, _TEMPLATE),
    21408: Refusal(Refused, "Texts to that country are switched off. Switch them on under Messaging, Geo permissions, "
                            "in the Twilio Console, if they are meant."),
    21602: Refusal(Refused, "The text was empty."),
    21617: Refusal(Refused, "The text was longer than 1,600 characters. Shorten the question."),
    21609: Refusal(Refused, "Twilio cannot use HEARD_PUBLIC_BASE_URL. It must be an address on the internet."),
    21212: Refusal(Refused, _SENDER),
    21603: Refusal(Refused, _SENDER),
    21606: Refusal(Refused, _SENDER),
    21659: Refusal(Refused, _SENDER),
    21660: Refusal(Refused, _SENDER),
    21910: Refusal(Refused, _SENDER),
    21701: Refusal(Refused, "There is no such Messaging Service. Check HEARD_TWILIO_MESSAGING_SERVICE."),
    21703: Refusal(Refused, _SERVICE),
    21704: Refusal(Refused, _SERVICE),
    21705: Refusal(Refused, "There is no such Messaging Service. Check HEARD_TWILIO_MESSAGING_SERVICE."),
    30029: Refusal(Refused, _REDACTION),
    30030: Refusal(Refused, _REDACTION),
}
"""Twilio's codes, and what each comes to."""


def refused(status: int, code: int | None) -> ChannelError:
    """Give the error for an answer of Twilio's: HTTP status, and Twilio's code where there is one."""
    known = REFUSALS.get(code or 0) or REFUSALS.get(status)
    shown = str(code or status)
    if known:
        return known.make(known.sentence, shown)
    if status == 503:
        return Later("Twilio cannot be used for the moment.", shown, seconds=30)
    if status >= 500:
        return Unsure("Twilio failed, and may or may not have taken the text.", shown)
    return REFUSALS[20003].make(_PERMITS, shown) if status in (401, 403) else Refused(
        f"Twilio refused a text with code {shown}. Look the code up in Twilio's error dictionary.", shown)
