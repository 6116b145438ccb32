"""What holds of every text, whatever is in it."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import Roster, find, plain, redact

ROSTER = Roster(["Kyle Smithson", "Ms Amira Okafor", "Will Harris", "Grace Bello", "Zoë O'Brien"])
PIECES = st.sampled_from([
    "Kyle", "kyle's", "Will", "will", "Grace", "Mr", "mr ", "Okafor", "okafr", "07700", "900123", "0", "7", "oh",
    "seven", "double", "SW1A", "1AA", "12", "Mill", "Road", "@", "at", "dot", "com", "gmail", ".", ",", " ", "  ", "\n",
    "snap", "insta:", "is", "my", "name", "[name]", "[number]", "[", "]", "x_y", "http://", "t.me/", "3", "April",
    "2011",
    "born", "im 13", "years old", "943 476 5919", "AB12 CDE", "-", "’s", "\u200b", "\u200d", "é", "ﬁ", "０", "😀"])


@given(st.text(max_size=300))
def test_any_text_is_redacted_and_again_changes_nothing(text):
    once = redact(text, ROSTER)
    assert redact(once, ROSTER) == once


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]))
def test_pieces_in_any_order_are_redacted_and_again_changes_nothing(pieces, between):
    once = redact(between.join(pieces), ROSTER)
    assert redact(once, ROSTER) == once
    assert [span for span in find(once, ROSTER) if once[span.start] != "["] == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_found_overlaps_and_all_is_in_order(before, after):
    text = plain(f"{before} ring 07700 900123 or ask Kyle {after}")
    spans = find(text, ROSTER)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_a_roster_is_made_of_anything(names):
    redact(" ".join(names), Roster(names))


@pytest.mark.parametrize("piece", ["a", "07", "a.", "at ", "oh ", "a@", "my snap is ", "12 Mill ", "Mr ", "1/1/"])
def test_time_grows_with_length(piece):
    redact(piece, ROSTER)
    short, long = (taken(piece * (size // len(piece))) for size in (2_000, 16_000))
    assert long < 30 * short + 0.2, (short, long)


def taken(text):
    began = time.perf_counter()
    redact(text, ROSTER)
    return time.perf_counter() - began


def test_a_roster_does_not_show_its_names():
    assert "Kyle" not in repr(ROSTER)
    assert not hasattr(ROSTER, "__dict__")


@pytest.mark.parametrize(("text", "said"), [
    ("Kyle Smithson hit me", "[name] hit me"),
    ("ring me on 07700 900123!", "ring me on [number]!"),
    ("I live at 12 Mill Road, LS9 8AB", "I live at [place]"),
    ("write to kyle at example dot com", "write to [email]"),
    ("my snap is kyle.x11 ok", "my snap is [link] ok"),
    ("Will you help? I like Will.", "Will you help? I like [name]."),
    ("GRACE PERIOD", "GRACE PERIOD"),
    ("943 476 5918 is no NHS number", "943 476 5918 is no NHS number"),
    ("", ""),
])
def test_a_token_stands_in_for_each_find(text, said):
    assert redact(text, ROSTER) == said


def test_without_a_roster_only_names_that_are_pointed_at_are_found():
    assert redact("Kyle told Mr Smithson, my name is Bo", Roster()) == "Kyle told [name], my name is [name]"
