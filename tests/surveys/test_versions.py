from pathlib import Path

import pytest

from surveys import loader
from surveys.versions import EditKind, compare

CLEAN = (Path(__file__).parent / "data" / "clean.yaml").read_text(encoding="utf-8")
NEW = "      - {id: q8, type: yes_no, text: {en: New?, pl: Nowe?}}\n"


def edits(*changes):
    text = CLEAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return [(edit.kind, edit.question) for edit in compare(loader.load(CLEAN), loader.load(text))]


@pytest.mark.parametrize(("changes", "expected"), [
    ([], []),
    ([("My child is safe here.", "My child is very safe.")], [(EditKind.COSMETIC, "q1")]),
    ([("en: By phone", "en: Phone")], [(EditKind.COSMETIC, "q2")]),
    ([("title: {en: Your view", "title: {en: A view")], [(EditKind.COSMETIC, None)]),
    ([("      - id: q7", NEW + "      - id: q7")], [(EditKind.ADDITIVE, "q8")]),
    ([("      - id: q7", NEW.replace("q8,", "q8, required: true,") + "      - id: q7")], [(EditKind.BREAKING, "q8")]),
    ([("id: q7", "id: q9")], [(EditKind.BREAKING, "q7"), (EditKind.ADDITIVE, "q9")]),
    ([("type: number\n        most: 9", "type: date"), ("or q4 > 2", "or q4 is answered")],
     [(EditKind.BREAKING, "q4"), (EditKind.BREAKING, "q6")]),
    ([("most: 9", "most: 8")], [(EditKind.BREAKING, "q4")]),
    ([("id: q7", "id: q7\n        version: 2")], [(EditKind.BREAKING, "q7")]),
    ([("ask_if: q1 == agree or q4 > 2", "ask_if: q4 > 2")], [(EditKind.BREAKING, "q6")]),
    ([("code: phone", "code: call")], [(EditKind.BREAKING, "q2")]),
    ([(", favourable: true", "")], [(EditKind.BREAKING, "q1")]),
    ([("sensitive: true", "required: true")], [(EditKind.BREAKING, "q6")]),
    ([("audience: parent", "audience: staff")], [(EditKind.BREAKING, None)]),
])
def test_edits_are_classed(changes, expected):
    assert sorted(edits(*changes), key=str) == sorted(expected, key=str)


def test_the_order_of_choices_matters_on_a_scale_only():
    good, bad = "{code: good, label: {en: Good, pl: Dobrze}}", "{code: bad, label: {en: Bad, pl: Źle}}"
    swapped_scale = (f"      - {good}\n      - {bad}", f"      - {bad}\n      - {good}")
    assert edits(swapped_scale) == [(EditKind.BREAKING, "q7"), (EditKind.COSMETIC, "q7")]
    calls, visits = "{code: calls, label: {en: Calls, pl: Telefony}}", "{code: visits, label: {en: Visits, pl: Wizyty}}"
    swapped = (f"          - {calls}\n          - {visits}", f"          - {visits}\n          - {calls}")
    assert edits(swapped) == [(EditKind.COSMETIC, "q3")]


def test_the_worst_comes_first():
    kinds = [kind for kind, _ in edits(("en: By phone", "en: Phone"), ("id: q7", "id: q9"))]
    assert kinds == sorted(kinds, reverse=True)
