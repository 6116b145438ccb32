"""Where to turn: the setting's safe adult, and helplines."""

from typing import NamedTuple

from bot.phrases import say
from bot.signposting import helplines
from surveys.model import Setting
from surveys.survey import Survey


class Line(NamedTuple):
    """One place to turn: a sentence, the number as people read it, and as a telephone's link."""

    text: str
    number: str
    link: str


def lines(audience: str, language: str) -> tuple[Line, ...]:
    """Give the helplines for an audience, most important first."""
    return tuple(Line(line.line.in_(language), line.reach, _link(line.reach))
                 for line in helplines() if audience in line.audiences)


def adult(survey: Survey | None, language: str) -> str:
    """Say who can be talked to at the setting, where that is known."""
    setting: Setting | None = survey.setting if survey else None
    return say("support.adult", language, **setting.placeholders).strip() if setting else ""


def _link(reach: str) -> str:
    digits = reach.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    # Numbers of five digits are for texts; the sentence beside them says what to send.
    return f"sms:{digits}" if len(digits) == 5 else f"tel:{digits}"
