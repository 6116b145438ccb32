"""Where to turn: the setting's safe adult, and helplines."""

from typing import NamedTuple

from bot.phrases import say
from bot.signposting import helplines
from surveys.model import Setting
from surveys.survey import Survey


class Line(NamedTuple):
    """One place to turn. `number` is as people read it and `call` as a telephone dials it, if it is one."""

    name: str
    text: str
    number: str
    call: str


def lines(audience: str, language: str) -> tuple[Line, ...]:
    """Give the helplines for an audience, most important first."""
    return tuple(Line(line.name, line.line.in_(language), line.reach, _dialled(line.reach))
                 for line in helplines() if audience in line.audiences)


def adult(survey: Survey | None, language: str) -> str:
    """Say who can be talked to at the setting, where that is known."""
    setting: Setting | None = survey.setting if survey else None
    return say("support.adult", language, **setting.placeholders).strip() if setting else ""


def _dialled(reach: str) -> str:
    digits = reach.replace(" ", "")
    # Short numbers are for texting: the sentence says what to send.
    return digits if digits.isascii() and digits.isdigit() and len(digits) > 5 else ""
