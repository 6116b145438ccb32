"""What Twilio reports of a message on its way, as our states; and what its error codes then mean."""

from collections.abc import Mapping

from webhook.channels.contract import Delivery

STATES: Mapping[str, Delivery] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
}
"""Twilio's states that are news. A message is known to be taken on before queued, sending or accepted.

Reports overtake each other; that none leads back is seen to by the outbox.
"""

OPTED_OUT = frozenset({"21610"})
GONE = OPTED_OUT | frozenset({
    "30004",  # the handset or its network blocks the sender
    "30005",  # no such number any more
    "30006",  # a landline, or a network that takes no texts
    "63003",  # not on WhatsApp
    "63014",  # blocked by its user on WhatsApp
    "63024",  # not a WhatsApp recipient
})
"""Codes after which nothing sent would arrive.

Not so 30003 (switched off, or out of reach), 30007 (filtered by a network) and 30008 (no reason given): a
later message may well arrive.
"""


def is_gone(code: str) -> bool:
    """Say whether nothing will reach the address again, by the error code of a delivery report."""
    return code in GONE
