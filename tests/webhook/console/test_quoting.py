"""Deciding which comments may be quoted: ten of them, the writer's yes, and a person's."""

import re

import pytest


@pytest.fixture
def closed(world):
    """A closed wave with ten comments to each question, six of which may be quoted."""
    world.open("pupils")
    for number in range(10):
        _answer(world.visitor().enter(world.invite("pupils")), f"comment {number}", quote=number < 6)
    world.close("pupils")
    return world


def _answer(visitor, words, *, quote):
    typed = False
    while visitor.step:
        if visitor.choices:
            # What is asked right after the first words is whether they may be quoted.
            visitor.pick(visitor.choices[-1 if typed and not quote else 0])
            quote = quote or typed
        else:
            visitor.type(words)
            typed = True


def radios(reader):
    return sorted(set(re.findall(r'name="(c[0-9a-f]{32})" type="radio"', reader.text)))


def test_an_open_wave_shows_nothing(world, dsl):
    world.open("pupils")
    assert "No wave has closed yet" in dsl.get("/console/comments").says
    assert dsl.get("/console/comments/pupils").status == 404


def test_every_comment_is_shown_by_question_and_those_to_decide_are_counted(closed, dsl):
    assert "to decide" in dsl.get("/console/comments").says
    dsl.get("/console/comments/pupils")
    assert "What is the best thing here?" in dsl.says
    assert set(dsl.words) == {f"comment {number}" for number in range(10)}


def test_a_decision_is_kept_and_can_be_changed(closed, dsl):
    dsl.get("/console/comments/pupils")
    name = radios(dsl)[0]
    for decision in ("approved", "withheld"):
        dsl.get("/console/comments/pupils").send("/console/comments/pupils", **{name: decision})
        assert "Your decisions are kept" in dsl.says
        with closed.store.read() as tx:
            assert tx.reviews.get("pupils") == {bytes.fromhex(name[1:]): decision}


def test_rubbish_decides_nothing(closed, dsl):
    dsl.get("/console/comments/pupils")
    name = radios(dsl)[0]
    dsl.send("/console/comments/pupils", **{name: "published", "c" + "0" * 32: "approved", "cxyz": "approved"})
    with closed.store.read() as tx:
        assert tx.reviews.get("pupils") == {}


def test_what_its_writer_did_not_allow_cannot_be_approved(closed, dsl):
    with closed.store.read() as tx:
        refused = [one for found in tx.comments.kept("pupils").values() for one in found if not one.may_quote]
    dsl.get("/console/comments/pupils").send(
        "/console/comments/pupils", **{f"c{one.id.hex()}": "approved" for one in refused})
    with closed.store.read() as tx:
        assert tx.reviews.get("pupils") == {}
    assert len(refused) == 8
    assert "did not want this quoted" in dsl.says


def test_fewer_than_ten_are_never_quoted(world, dsl):
    world.open("pupils")
    for number in range(9):
        world.visitor().enter(world.invite("pupils")).answer_all(words=f"comment {number}")
    world.close("pupils")
    assert "Fewer than 10 comments: none of them may be quoted" in dsl.get("/console/comments/pupils").says
    assert radios(dsl) == []
    with world.store.read() as tx:
        kept = [one for found in tx.comments.kept("pupils").values() for one in found]
    dsl.post("/console/comments/pupils", stamp=dsl.stamp, **{f"c{one.id.hex()}": "approved" for one in kept})
    with world.store.read() as tx:
        assert tx.reviews.get("pupils") == {}
