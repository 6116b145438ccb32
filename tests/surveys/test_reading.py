from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.reading import reading_age, sentences, syllables, words


def test_easy_words_read_younger_than_hard_ones():
    assert reading_age(["Do you feel safe here?"]) < 9
    assert reading_age(["Organisational communication necessitates considerable improvement."]) > 18


def test_a_whole_is_judged_over_its_sentences():
    easy = ["We go out. We eat. We sit."]
    assert reading_age([*easy, "Departmental representatives deliberated."]) > reading_age(easy)


def test_words_and_sentences_are_counted():
    assert words("Don't worry: Year 11 starts at 9.") == ["Don't", "worry", "Year", "11", "starts", "at", "9"]
    assert sentences("One. Two?\nThree") == ["One", " Two", "Three"]


def test_numbers_and_made_up_words_have_syllables():
    assert syllables("11") == 1
    assert syllables("zzyzxal") >= 1
    assert syllables("banana") == 3


def test_no_words_read_at_five():
    assert reading_age([]) == reading_age(["", "…"]) == 5


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_has_a_reading_age(texts):
    assert reading_age(texts) >= 5
