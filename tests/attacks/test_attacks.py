"""Every attack against the program as it is, and against the program with one defence broken."""

import os

import pytest

from tests.attacks import files, matching, table
from tests.attacks.attacks import ATTACKS
from tests.attacks.mutants import MUTANTS

WAVES = int(os.environ.get("HEARD_ATTACK_WAVES", "200"))
"""At least 200; `make attack` runs 500."""


@pytest.mark.parametrize("name", [name for name in ATTACKS if name != "chance matching"])
def test_the_attack_finds_nothing(name, folder):
    assert ATTACKS[name].run(folder) == []


def test_guessing_whose_answer_is_whose_is_no_better_than_chance(folder):
    assert WAVES >= 200
    assert matching.attack(folder, WAVES) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_the_attack_notices_that_the_defence_is_broken(name, folder, monkeypatch):
    mutant = MUTANTS[name]
    if mutant.first:
        assert ATTACKS[mutant.attack].run(folder, mutant.broken)
        return
    mutant.broken(monkeypatch)
    found = ATTACKS[mutant.attack].run(folder)
    assert found
    assert not any("does not work" in what for what in found), found


@pytest.mark.parametrize("how", files.hidden("a canary that nobody else says"))
def test_the_search_sees_through(how):
    words = "a canary that nobody else says"
    assert files.finds({"it": words}, {"there": b"\0\1rubbish" + files.hidden(words)[how] + b"rest"})


def test_the_search_finds_nothing_where_there_is_nothing():
    assert files.finds({"it": "a canary"}, {"there": os.urandom(500_000)}) == []


def test_the_table_in_the_document_is_what_these_tests_say():
    document = table.DOCUMENT.read_text(encoding="utf-8")
    assert table.written(document, table.table()) == document, "run make attack"
    assert table.MISSED not in document


def test_every_mutant_of_the_design_is_here():
    assert {
        "no shuffle", "time column", "uuid7", "no padding", "rolling flush of 5", "secure_delete off",
        "access log on", "parameters shown", "respondent id kept", "key kept", "exact counts at 12",
        "unanimity shown", "threshold lowered", "late ballot accepted", "SHA-256 phone", "token in query",
    } <= set(MUTANTS)


def test_every_attack_is_tried_on_something_broken():
    assert {mutant.attack for mutant in MUTANTS.values()} == set(ATTACKS)
