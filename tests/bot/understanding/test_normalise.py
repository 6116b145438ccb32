"""The same reply, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.normalise import fold, is_stretched, normalise, tokens


@pytest.mark.parametrize(("typed", "text"), [
    ("  AGREE!! ", "agree"), ("(b)", "b"), ("B)", "b"), ("[3]", "3"), ("#2", "2"), ("* 4.", "4"),
    ("２", "2"), ("٢", "2"),
    ("۲", "2"), ("२", "2"), ("2\ufe0f\u20e3", "2"), ("①", "1"), ("👍🏽", "👍"), ("❤\ufe0f", "❤"),
    ("don’t know", "don't know"),
    ("“yes”", '"yes"'), ("y\u200bes", "yes"), ("\ufeffyes", "yes"), ("no\x00", "no"),
    ("a\n\n  b", "a b"), ("STRASSE", "strasse"),
    ("yes\nSent from my iPhone", "yes"), ("2 Sent from my Galaxy S9", "2"),
    ("Agree\n--\nJo Bloggs\n01632 960000", "agree"),
    ("Agree\nKind regards\nJane Smith", "agree"), ("tak\nWysłane z iPhone'a", "tak"), ("???", "???"),
    ("", ""), ("...", ""),
])
def test_looks_past_how_it_was_typed(typed: str, text: str) -> None:
    assert normalise(typed) == text


def test_a_message_that_is_only_a_signature_stays() -> None:
    assert normalise("Sent from my iPhone") == "sent from my iphone"


@pytest.mark.parametrize(("text", "phrase"), [
    ("don't know", "dont know"), ("não", "nao"), ("zgadzam się", "zgadzam sie"), ("nu știu", "nu stiu"),
    ("łódź", "lodz"),
    ("أحيانًا", "احيانا"), ("نَعَم", "نعم"), ("strongly-agree", "strongly agree"),
    ("dont_know", "dont know"), ("2nd", "2"),
    ("2agree", "2 agree"), ("yes👍", "yes 👍"), ("yes/no", "yes no"),
])
def test_folds_away_accents_and_punctuation(text: str, phrase: str) -> None:
    assert fold(normalise(text)) == phrase


@pytest.mark.parametrize(("typed", "word", "stretched"), [
    ("yesss", "yes", True), ("noo", "no", True), ("agreeeee", "agree", True), ("yeees", "yes", True),
    ("aggree", "agree", False),
    ("agre", "agree", False), ("yes", "yes", False), ("nope", "no", False), ("yees", "yes", False),
])
def test_tells_a_held_key_from_a_slip(typed: str, word: str, stretched: bool) -> None:
    assert is_stretched(typed, word) is stretched


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing_more(words: str) -> None:
    once = normalise(words)
    assert normalise(once) == once
    assert tokens(once) == tokens(normalise(once))


@given(st.text(max_size=80))
def test_nothing_unseen_is_left(words: str) -> None:
    assert not [c for c in normalise(words) if unicodedata.category(c) in ("Cf", "Cs",
    "Cc") or c in "\u200b\ufe0f\u20e3"]
