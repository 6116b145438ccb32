"""WhatsApp by Twilio: the same account and adapter as SMS, with a prefix and the 24-hour rule.

WhatsApp takes free words only within 24 hours of the respondent's last message. An invitation or a reminder
comes later than that, and goes as a template that Meta approved beforehand, with our text as its variable 1.
"""

from webhook.channels.contract import ChannelOff
from webhook.channels.texting import account
from webhook.channels.texting.account import RULES
from webhook.channels.texting.channel import Line, Texting
from webhook.config import Config

PER_SECOND = 40.0
"""Half of the 80 messages a second that Twilio lets a WhatsApp sender send."""
TEMPLATES = {"invitation": "HEARD_WHATSAPP_INVITATION", "reminder": "HEARD_WHATSAPP_REMINDER"}
"""What comes too late for free words, and the setting that names the template for it."""


def build(config: Config) -> Texting:
    """Give the channel; raises `ChannelOff` with everything that is wrong or missing."""
    given = config.given
    problems = account.problems(config, "HEARD_WHATSAPP_FROM", *TEMPLATES.values())
    if "HEARD_WHATSAPP_FROM" not in given:
        problems += (f"HEARD_WHATSAPP_FROM is missing. {RULES['HEARD_WHATSAPP_FROM'].remedy}",)
    if problems:
        raise ChannelOff(problems)
    templates = {purpose: given[name] for purpose, name in TEMPLATES.items() if name in given}
    line = Line("whatsapp", number=given["HEARD_WHATSAPP_FROM"], prefix="whatsapp:", per_second=PER_SECOND,
                templates=templates, needs_template=frozenset(TEMPLATES))
    return Texting(account.read(config), line)
