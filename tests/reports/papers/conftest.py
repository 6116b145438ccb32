"""A set-up to make papers from."""

import pytest

from reports.papers import Alerting, Facts, Kept, Processor, Round
from surveys.model import Setting

HARBOUR = Setting(id="harbour", name="Harbour Lane", safe_adult="Ms Okafor", contact="The blue room, 8.30 to 4.")


@pytest.fixture
def facts():
    return Facts(
        setting=HARBOUR, rounds=(Round("Pupils autumn", "pupil", "open", 24, "bands", ("web",), ("en",), "anonymous"),),
        kept=Kept(silence=7, after_closing=14, claims=14, traces=8, acknowledged=30, resume=7),
        alerting=Alerting(tick=15, wait=4, tested=90, first="Ms Okafor, lead", second="Mr Roy, chair"),
        processors=(Processor("Telegram", "Carries the chat", "The chat", "Outside the UK", "Until cleared"),),
        helplines=((("pupil",), "Childline: call 0800 1111. Free, day and night."),
                   (("pupil", "parent", "staff"), "Shout: text SHOUT to 85258. Free, day and night.")),
        reminders=(3, 10), database="an SQLite database", address="https://voice.example.sch.uk")
