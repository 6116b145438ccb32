"""One round of one survey at one setting."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from surveys.model import Code, Frozen, Language
from surveys.survey import Survey

Policy = Literal["bands", "counts"]
Reached = Code
"""A way that a wave's respondents may answer: "web", "sms", "telegram"…"""


class WaveState(StrEnum):
    """A wave is drafted, opened once, and closed once."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Wave(Frozen):
    """A wave and everything frozen when it opened: survey, roster size, policy, languages, channels.

    `survey` already carries its setting and has only the chosen question sets. `opened` and `closed` are
    days in the setting's time zone. `name` is what staff call it ("Pupils, autumn 2026").
    """

    id: Code
    setting: Code
    name: Annotated[str, Field(min_length=1, max_length=80)]
    survey: Survey
    roster: Annotated[int, Field(ge=1, le=100_000)]
    policy: Policy = "bands"
    languages: tuple[Language, ...] = ("en",)
    channels: tuple[Reached, ...] = ("web",)
    state: WaveState = WaveState.DRAFT
    opened: dt.date | None = None
    closed: dt.date | None = None
