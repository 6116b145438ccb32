"""What the papers of a setting say, read from how it is set up now."""

import datetime as dt

from bot.signposting import helplines
from reports.papers import Alerting, Facts, Kept, Processor, Round
from storage import retention
from storage.accounts import Account
from storage.store import Store
from storage.waiting import TICK
from surveys.model import BASE_LANGUAGE, Setting
from surveys.promising import lacking, word
from surveys.wave import Wave
from webhook.chat.cookies import WEEK
from webhook.config import Config
from webhook.reminders import DAYS
from webhook.safeguarding import readiness
from webhook.safeguarding.hours import WAIT

_DAY = 24 * 60 * 60
_ASK = "see its own terms"
TELEGRAM = Processor("Telegram", "Carries the chat between respondents and the bot",
                     "The chat, and who writes in it", "Outside the United Kingdom",
                     "The chat, until it is cleared; the bot offers that at the end")
TWILIO = Processor("Twilio", "Carries text messages and WhatsApp messages",
                   "Numbers and messages as they pass", "{region}", "{keeping}")
PHONES = Processor("Phone companies", "Carry text messages", "Numbers and messages as they pass", "United Kingdom",
                   _ASK)
WHATSAPP = Processor("WhatsApp (Meta)", "Carries WhatsApp messages", "Who writes to whom, and when",
                     "Outside the United Kingdom", _ASK)
MAIL = Processor("The mail server ({host})", "Carries alerts and test alerts to the two recipients",
                 "That something waits, and never what", "Where you have it", "E-mails, as your mail server does")


def read(store: Store, config: Config, setting: Setting, today: dt.date) -> Facts:
    """Give everything the papers say. The same set-up gives the same facts."""
    with store.read() as tx:
        waves = [wave for wave in tx.waves.all() if wave.setting == setting.id]
        recipients = tx.accounts.recipients()
    confirmed = not readiness.lacking(recipients, today)
    return Facts(
        setting=setting, rounds=tuple(_round(wave, confirmed=confirmed) for wave in waves), kept=kept(),
        alerting=alerting(recipients), processors=processors(config, waves),
        helplines=tuple((line.audiences, line.line.in_(BASE_LANGUAGE)) for line in helplines()),
        reminders=DAYS, address=config.public_base_url,
        database="a PostgreSQL database" if config.database.startswith("postgresql") else
        "an SQLite database on the same computer")


def kept() -> Kept:
    """Give for how many days things are kept, from the constants that delete them."""
    return Kept(silence=retention.SILENCE, after_closing=retention.AFTER_CLOSING, claims=retention.CLAIMS,
                traces=retention.TRACES, acknowledged=retention.ACKNOWLEDGED, resume=WEEK // _DAY)


def alerting(recipients: tuple[Account, ...] = ()) -> Alerting:
    """Give how a child who writes is heard, and by whom."""
    named = [f"{account.name.title()}, {account.post}" for account in recipients] + ["", ""]
    return Alerting(tick=TICK // 60, wait=int(WAIT.total_seconds()) // 3600, tested=readiness.FRESH.days,
                    first=named[0], second=named[1])


def processors(config: Config, waves: list[Wave]) -> tuple[Processor, ...]:
    """Give whose hands anything goes through: channels that are set up or that a wave names, and the mail server."""
    used = {channel for wave in waves for channel in wave.channels}
    given = config.given
    found: list[Processor] = []
    if "telegram" in used or "HEARD_TELEGRAM_TOKEN" in given:
        found.append(TELEGRAM)
    if used & {"sms", "whatsapp"} or "HEARD_TWILIO_ACCOUNT_SID" in given:
        found += (_twilio(config), PHONES)
    if "whatsapp" in used or "HEARD_WHATSAPP_FROM" in given:
        found.append(WHATSAPP)
    if host := given.get("HEARD_SMTP_HOST"):
        found.append(_with(MAIL, host=host))
    return tuple(found)


def _twilio(config: Config) -> Processor:
    region = config.given.get("HEARD_TWILIO_REGION", "us1")
    kept_back = config.given.get("HEARD_TWILIO_REDACTION", "on").lower() not in ("off", "0", "no", "false")
    keeping = ("Nothing of the words: they are discarded; Heard deletes each message as well" if kept_back else
               "Messages until Heard deletes them, after the conversation has ended")
    return _with(TWILIO, region=f"Region {region}" + (", United States" if region == "us1" else ""), keeping=keeping)


def _with(one: Processor, **filled: str) -> Processor:
    return Processor(*(text.format_map(filled) if "{" in text else text
                       for text in (one.name, one.does, one.sees, one.where, one.keeps)))


def _round(wave: Wave, *, confirmed: bool) -> Round:
    return Round(wave.name, wave.survey.audience, wave.state.value, wave.roster, wave.policy, wave.channels,
                 wave.languages, word(wave, confirmed=confirmed), lacking(wave, confirmed=confirmed))
