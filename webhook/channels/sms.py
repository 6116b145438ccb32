"""SMS by Twilio. Its settings begin with HEARD_TWILIO_."""

from webhook.channels.contract import ChannelOff
from webhook.channels.texting import account
from webhook.channels.texting.account import RULES
from webhook.channels.texting.channel import Line, Texting
from webhook.config import Config

PER_SECOND = 10.0
"""Messages that Twilio takes on from a UK number in a second; it queues what a network takes more slowly."""


def build(config: Config) -> Texting:
    """Give the channel; raises `ChannelOff` with everything that is wrong or missing."""
    given = config.given
    service, number = given.get("HEARD_TWILIO_MESSAGING_SERVICE", ""), given.get("HEARD_TWILIO_FROM", "")
    if not service and not number and any(name.startswith("HEARD_WHATSAPP_") for name in given):
        raise ChannelOff  # The account is there for WhatsApp alone.
    problems = account.problems(config, *account.SENDERS)
    if not service and not number:
        problems += (f"HEARD_TWILIO_MESSAGING_SERVICE is missing. {RULES['HEARD_TWILIO_MESSAGING_SERVICE'].remedy} "
                     "Or set HEARD_TWILIO_FROM to a number of your own.",)
    if problems:
        raise ChannelOff(problems)
    return Texting(account.read(config), Line("sms", number=number, service=service, per_second=PER_SECOND))
