"""The golden transcripts: what people send, what they get, where it stands, what is kept.

The conversation is stored and read back between every two turns. `--update-golden` rewrites what came out;
read each one aloud before committing it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.transcripts import as_yaml, replay
from surveys import loader
from surveys.model import Setting
from surveys.survey import Survey

GOLDEN = Path(__file__).parents[2] / "golden"
FILES = sorted(GOLDEN.glob("*.yaml"))
REQUIRED = {*range(1, 18), 23, 24, 26, *range(28, 32), *range(36, 41)}
SETTING = Setting(id="riverside", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")


def read(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


@cache
def survey_named(name: str, audience: str, sets: str) -> Survey:
    found = loader.read_library(name) if name in loader.SHIPPED else loader.load_file(
        GOLDEN / "surveys" / f"{name}.yaml")
    assert found.audience == audience
    return found.with_sets([*filter(None, sets.split(","))]).at(SETTING)


def per_channel(messages: dict[str, list[str]]) -> dict[str, list[str]] | list[str]:
    first, *others = messages.values()
    return first if all(other == first for other in others) else messages


def play(transcript: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the transcript's turns with what really comes out, per channel where channels differ."""
    survey = survey_named(transcript["survey"], transcript["audience"], transcript.get("sets", ""))
    turns = [{"in": turn["in"], "out": {}} for turn in transcript["turns"]]
    for channel in transcript["channels"]:
        for turn, led_to in zip(turns, replay(transcript, survey, channel), strict=True):
            for one in led_to:
                assert one == led_to[0], f"these inputs should lead to the same: {turn['in']}"
            came = led_to[0]
            assert len(came["out"]) <= 2
            turn["out"][channel] = came["out"]
            assert turn.setdefault("state", came["state"]) == came["state"], channel
            assert turn.setdefault("stored", came["stored"]) == came["stored"], channel
    return [{"in": turn["in"], "out": per_channel(turn["out"]), "state": turn["state"], "stored": turn["stored"]}
            for turn in turns]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_transcript(file: Path, request: pytest.FixtureRequest) -> None:
    transcript = read(file)
    played = transcript | {"turns": play(transcript)}
    if request.config.getoption("--update-golden"):
        file.write_text(as_yaml(played), encoding="utf-8")
        return
    for turn, expected in zip(played["turns"], transcript["turns"], strict=True):
        assert turn == expected, f"{file}: {turn['in']}"


def test_every_required_transcript_is_there() -> None:
    assert {int(file.name.split("-")[0]) for file in FILES} >= REQUIRED


def test_every_transcript_says_what_it_shows() -> None:
    for file in FILES:
        assert read(file)["about"], file
