import pytest
import smsutil
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.sms import BASIC, EXTENSION, asked, measure, plain, strangers

LETTERS = st.sampled_from("aB1 é€[]^{}ą’😀\nñ")


@pytest.mark.parametrize(("text", "segments", "gsm"), [
    ("", 0, True), ("a", 1, True), ("a" * 160, 1, True), ("a" * 161, 2, True), ("a" * 306, 2, True),
    ("a" * 307, 3, True), ("€" * 80, 1, True), ("€" * 81, 2, True), ("’" * 70, 1, False), ("’" * 71, 2, False),
    ("😀" * 35, 1, False), ("😀" * 36, 2, False), ("a" * 152 + "€" * 10, 2, True),
])
def test_segments(text, segments, gsm):
    assert (measure(text).segments, measure(text).gsm) == (segments, gsm)


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=20), st.integers(1, 40))
def test_segments_agree_with_smsutil(part, times):
    text = part * times
    assert measure(text).segments == len(smsutil.split(text).parts)
    assert measure(text).gsm == smsutil.is_valid_gsm(text)


def test_the_alphabet_has_127_characters_and_an_extension_table_of_10():
    assert (len(BASIC), len(EXTENSION)) == (127, 10)


def test_strangers_are_named_once():
    assert strangers("it’s a “ł” ’") == ("’", "“", "ł", "”")


@given(st.text(max_size=50))
def test_plain_changes_no_more_the_second_time(text):
    assert plain(plain(text)) == plain(text)


def test_a_question_with_its_counter_and_options():
    assert asked("I’m in.", ["Agree", "Disagree"], 3, 10) == "3/10 I'm in. Reply 1 Agree 2 Disagree"
    assert asked("Why?", [], 1, 2) == "1/2 Why?"
