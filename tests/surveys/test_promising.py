"""The word anonymous is earned."""

import pytest

from surveys import loader
from surveys.model import Setting
from surveys.promising import SMALLEST_ROSTER, lacking, word
from surveys.wave import Wave

SETTING = Setting(id="hill", name="Hill House")


def wave(**changes):
    survey = loader.read_library("pupil").at(SETTING)
    return Wave(**{"id": "w", "setting": "hill", "name": "W", "survey": survey, "roster": 24} | changes)


def test_a_roster_of_ten_by_the_web_with_a_confirmed_lead_is_anonymous():
    assert word(wave(roster=SMALLEST_ROSTER), confirmed=True) == "anonymous"
    assert lacking(wave(roster=SMALLEST_ROSTER), confirmed=True) == ()


@pytest.mark.parametrize(("changes", "confirmed", "told"), [
    ({"roster": SMALLEST_ROSTER - 1}, True, "fewer than 10 people are asked"),
    ({"channels": ("sms",)}, True, "text message or chat"),
    ({"channels": ("web", "telegram")}, True, "text message or chat"),
    ({"channels": ("web", "whatsapp")}, True, "text message or chat"),
    ({}, False, "no safeguarding lead"),
])
def test_anything_less_is_confidential_and_says_why(changes, confirmed, told):
    assert word(wave(**changes), confirmed=confirmed) == "confidential"
    [why] = lacking(wave(**changes), confirmed=confirmed)
    assert told in why


def test_a_setting_is_confidential_until_a_wave_opens():
    assert SETTING.word == "confidential"
