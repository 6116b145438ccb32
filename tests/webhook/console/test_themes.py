"""Deciding what comments are about, and what a report then says."""

import re

import pytest

from webhook import papers, reviewing

WORDS = ["the food is cold", "more food please", "food, and my taxi with Kyle Smithson", "i like art", "taxi was late",
         *(f"comment {number}" for number in range(7))]


@pytest.fixture
def closed(world):
    """A closed wave with twelve comments to each question, which all may be quoted."""
    world.open("pupils")
    for words in WORDS:
        _answer(world.visitor().enter(world.invite("pupils")), words)
    world.close("pupils")
    return world


def _answer(visitor, words):
    while visitor.step:
        visitor.pick(visitor.choices[0]) if visitor.choices else visitor.type(words)


def fields(text):
    """Give the form as it would be sent without a change: what is hidden, and the boxes that are ticked."""
    sent = dict.fromkeys(re.findall(r'name="(r[0-9a-f]{32})"', text), "1")
    for name, code in re.findall(r'name="(t[0-9a-f]{32})" value="(\w+)" checked', text):
        sent.setdefault(name, []).append(code)
    return sent


def printed(world, *names):
    with world.store.read() as tx:
        setting = tx.setting.all()[0].id
    release = papers.releases(world.store, setting)[-1]
    return reviewing.reviewed(world.store, release, names).comments


def test_themes_are_suggested_and_kept_only_when_a_person_says_so(closed, dsl):
    assert "wrote about" not in str(printed(closed))
    page = dsl.get("/console/comments/pupils")
    assert "(suggested)" in page.text
    dsl.send("/console/comments/pupils", **fields(dsl.text))
    assert "Your decisions are kept" in dsl.says
    assert "(suggested)" not in dsl.get("/console/comments/pupils").text
    assert any("wrote about food and drink" in said for said in printed(closed).values())


def test_a_report_quotes_what_is_approved_without_the_names_given(closed, dsl):
    dsl.get("/console/comments/pupils")
    approve = dict.fromkeys(re.findall(r'name="(c[0-9a-f]{32})" type="radio"', dsl.text), "approved")
    dsl.send("/console/comments/pupils", **approve)
    assert "Kyle" in str(printed(closed))
    said = str(printed(closed, "Kyle Smithson"))
    assert "food, and my taxi with [name]" in said
    assert "Kyle" not in said


def test_rubbish_is_no_theme(closed, dsl):
    dsl.get("/console/comments/pupils")
    name = next(iter(fields(dsl.text)))[1:]
    dsl.send("/console/comments/pupils", **{f"r{name}": "1", f"t{name}": ["nonsense", "food"], "r" + "0" * 32: "1"})
    with closed.store.read() as tx:
        assert tx.themings.get("pupils") == {bytes.fromhex(name): ("food",)}
