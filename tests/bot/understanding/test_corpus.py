"""Messy replies as people text them, each with its right reading: nearly all right, none turned round.

In `corpus.tsv` a reading is a code (or number, or day) that is taken; `?code` one that is asked about first;
`/command`; `=words` kept as typed; `-` for what must be asked again. `\\n` in a reply is a new line.
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from bot.understanding import How, Reading, understand
from surveys.survey import Survey

POLAR = {"ysn", "ag", "ag4", "yn", "ok"}
SENSES = {"yes": 1, "agree": 1, "strongly_agree": 1, "no": -1, "disagree": -1, "strongly_disagree": -1}


class Row(NamedTuple):
    question: str
    language: str
    reply: str
    reading: str


def _rows() -> list[Row]:
    text = Path(__file__).with_name("corpus.tsv").read_text("utf-8")
    return [Row(*line.replace("\\n", "\n").split("\t")) for line in text.rstrip("\n").split("\n")[1:]]


def _said(reading: Reading) -> str:
    if reading.how is How.COMMAND:
        return f"/{reading.detail['command']}"
    if reading.value is None:
        return "-"
    value = reading.code or str(reading.value)
    return f"?{value}" if reading.how is How.CONFIRM else value


def _readings(survey: Survey, today: dt.date) -> list[tuple[Row, str]]:
    return [(row, _said(understand(row.reply, survey.by_id[row.question], survey, row.language, today)))
            for row in _rows()]


def test_nearly_every_reply_is_read_right(survey: Survey, today: dt.date) -> None:
    readings = _readings(survey, today)
    missed = [f"{row.question} {row.language} {row.reply!r}: {said}, not {row.reading}"
              for row, said in readings if said != row.reading.removeprefix("=")]
    print(f"{len(readings)} replies, {len(missed)} missed", *missed, sep="\n")
    assert len(readings) >= 400
    assert len(missed) <= len(readings) * 0.01


def test_no_reply_is_read_as_its_opposite(survey: Survey, today: dt.date) -> None:
    turned = [f"{row.reply!r}: {said}, not {row.reading}" for row, said in _readings(survey, today)
              if row.question in POLAR and SENSES.get(said, 0) * SENSES.get(row.reading.lstrip("?"), 0) < 0]
    assert not turned


def test_what_is_unclear_on_a_scale_is_never_taken(survey: Survey, today: dt.date) -> None:
    taken = [f"{row.reply!r}: {said}" for row, said in _readings(survey, today)
             if row.question in POLAR and row.reading[0] in "-?" and said[0] not in "-?"]
    assert not taken
