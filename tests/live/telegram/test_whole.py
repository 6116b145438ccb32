"""A whole staff questionnaire by Telegram, from the invitation to the tally, with faults on the way."""

import logging

import pytest

from tests.live.telegram.answering import (
    ALEX,
    SAM,
    answer_everything,
    begin,
    taps_the_first,
    types_the_second,
)
from tests.live.telegram.running import WAVE, Running
from tests.live.telegram.standin import SECRET, TOKEN, Phone


@pytest.fixture
def running(environment, channel):
    made = Running(environment, channel, sets=("A", "B", "C"))
    yield made
    made.stop()


def test_from_the_invitation_to_the_tally(running, standin, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "urllib3")  # the phones' own calls to the stand-in
    sam, alex = Phone(standin, SAM), Phone(standin, ALEX)
    (first, token), (second, other) = running.invite(), running.invite()
    screen, asked_sam = answer_everything(sam, begin(sam, first), taps_the_first)
    assert sam.labels(screen[-1]) == ["Clear this chat"]
    assert len([message for message in screen if message["from"]["id"] != SAM]) <= 8, "taps leave no list behind"
    _, asked_alex = answer_everything(alex, begin(alex, second), types_the_second)
    assert running.counts() == ((2, 0, 2), 2)
    for phone in (sam, alex):
        phone.taps("Clear this chat")
        phone.wait(lambda screen: screen == [])

    release, tallies = running.close_wave()
    assert release.wave == WAVE
    closed = [tally for tally in tallies if tally.counts]
    assert len(closed) > 30
    for tally in closed:
        first_code, second_code, *others = tally.counts.values()
        assert first_code <= 1
        assert second_code <= 1
        assert not any(others)
    uncounted = 2  # whether to take part, and whether words may be shown
    assert sum(tally.answered for tally in tallies) == asked_sam + asked_alex - 2 * uncounted
    for secret in (TOKEN, SECRET, token, other, str(SAM), str(ALEX), "canary words"):
        assert secret not in caplog.text


def test_faults_on_the_way_lose_nothing_and_double_nothing(core, standin):
    phone = Phone(standin, SAM)
    standin.fault("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    screen = begin(phone, core.invite()[0])
    assert len(screen) == 3
    standin.fault("editMessageText", 500, "Internal Server Error")
    standin.fault("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    answer_everything(phone, screen, taps_the_first)
    assert len(phone.said) == len(set(phone.said))
    assert core.counts() == ((1, 0, 1), 1)
