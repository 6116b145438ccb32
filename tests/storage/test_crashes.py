"""Killed at any point and run again, closing a wave and finishing a questionnaire end as if undisturbed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("killed_at_every_step.py")


def run(folder, task):
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run([sys.executable, str(PROGRAM), str(folder), task], capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": path}, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def closings(tmp_path_factory):
    """A closing killed before each of its steps: what was left, and what running it again gave."""
    return run(tmp_path_factory.mktemp("closings"), "close")


def test_closing_can_be_killed_at_any_step_and_run_again(closings):
    found = closings
    whole = found["undisturbed"]
    assert whole["tallies"] == [["safe", {"yes": 4, "no": 2}, 6], ["better", {}, 6]]
    assert whole["comments"] == {"better": [f"words {n}" for n in range(6)]}
    assert (whole["state"], whole["ballots"], whole["key"]) == ("closed", 0, False)
    assert (whole["old_key_on_disk"], whole["ballots_on_disk"], whole["conversation"]) == (False, 0, None)
    assert len(found["runs"]) > 30
    for place, run_ in enumerate(found["runs"], 1):
        assert run_["after"] == whole, f"killed before step {place}"
        assert run_["opens"] == 0, f"killed before step {place}"


def test_a_killed_closing_leaves_the_wave_wholly_open_or_wholly_counted(closings):
    found, states = closings, []
    before = found["before"]
    for place, run_ in enumerate(found["runs"], 1):
        between = run_["between"]
        states.append(between["state"])
        kept = ("tallies", "comments", "release", "ballots", "conversation")
        same_as = before if between["state"] == "open" else found["undisturbed"]
        assert {name: between[name] for name in kept} == {name: same_as[name] for name in kept}, place
        assert between["key"] or between["state"] == "closed", place
    assert states == sorted(states, key=["open", "closed"].index)
    assert set(states) == {"open", "closed"}


def test_finishing_a_questionnaire_can_be_killed_at_any_step_and_counts_once(tmp_path):
    found = run(tmp_path, "finish")
    assert found["undisturbed"]["ballots"] == 7
    assert found["undisturbed"]["invitations"] == [8, 0, 7]
    assert found["undisturbed"]["conversation"] is None
    for place, run_ in enumerate(found["runs"], 1):
        between = run_["between"]
        talking = between["conversation"] == "half way"
        assert (between["ballots"], between["invitations"]) == (
            (6, [8, 1, 6]) if talking else (7, [8, 0, 7])), place
        assert {name: run_["after"][name] for name in ("ballots", "invitations", "conversation")} == \
            {name: found["undisturbed"][name] for name in ("ballots", "invitations", "conversation")}, place
