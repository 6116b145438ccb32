"""Themes and quotations: from how many, of whom, and in which words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.release import Release
from reports.themes import QUOTES_FROM, SUPPORT, Comment, suggested, themes, told, voiced

QUOTABLE = Comment("More trips please", may_quote=True, approved=True)


def written(number, **of):
    """Give `number` comments, of which the first few are about each theme named."""
    return [Comment(f"comment {place}", tuple(code for code, count in of.items() if place < count))
            for place in range(number)]


@pytest.mark.parametrize(("words", "codes"), [
    ("the lunches are cold", {"food", "building"}), ("Staff don't listen", {"staff", "listened"}),
    ("my TAXI is always late", {"travel"}), ("i get bullied", {"bullying"}), ("xyzzy", set()), ("", set()),
    ("it is too noisy, i want a quiet room", {"calm", "building"}), ("more work experience", {"future", "learning"}),
])
def test_words_suggest_themes(words, codes):
    assert set(suggested(words)) == codes


@given(st.text(max_size=500))
def test_suggesting_never_fails(words):
    assert set(suggested(words)) <= set(themes())


@pytest.mark.parametrize("number", range(13))
def test_themes_are_shown_from_ten_comments(number):
    assert bool(voiced(written(number, food=number)).themes) == (number >= 10)


@pytest.mark.parametrize("supporters", range(6))
def test_a_theme_needs_three_people(supporters):
    assert bool(voiced(written(20, food=supporters)).themes) == (supporters >= SUPPORT)


@pytest.mark.parametrize(("supporters", "word"), [(3, "few"), (5, "some"), (9, "some"), (10, "many"), (20, "many")])
def test_a_theme_is_few_some_or_many_and_never_a_number_or_all(supporters, word):
    said = voiced(written(20, food=supporters))
    assert said.themes == (("Food and drink", word),)
    assert not re.search(r"\d|\b(all|every|none|nobody)\b", said.sentence, re.IGNORECASE)


def test_one_person_counts_once_for_a_theme():
    comments = [Comment("x", ("food", "food", "food")), *written(15)]
    assert voiced(comments).themes == ()


def test_an_unknown_theme_is_left_out():
    assert voiced(written(20, gone=20)).themes == ()


def test_the_order_of_themes_tells_no_numbers():
    some = voiced(written(20, travel=9, food=6, calm=3))
    other = voiced(written(20, travel=6, food=9, calm=3))
    assert some == other
    assert some.sentence == ("Some wrote about food and drink; and getting there. "
                             "A few wrote about noise, calm and quiet space.")


@pytest.mark.parametrize("number", [QUOTES_FROM - 1, QUOTES_FROM])
def test_a_quotation_needs_ten_comments(number):
    assert bool(voiced([QUOTABLE, *written(number - 1)]).quotations) == (number >= QUOTES_FROM)


@pytest.mark.parametrize(("may_quote", "approved"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_quotation_needs_its_writer_and_a_person(may_quote, approved):
    said = voiced([Comment("Words", may_quote=may_quote, approved=approved), *written(15)])
    assert said.quotations == (("Words",) if may_quote and approved else ())


def test_quotations_go_by_the_alphabet():
    pair = [Comment(words, may_quote=True, approved=True) for words in ("b", "A", "b")]
    assert voiced([*pair, *written(15)]).quotations == ("A", "b") == voiced([*written(15), *pair[::-1]]).quotations


CODES = st.lists(st.sampled_from(sorted(themes())), max_size=4).map(tuple)


@given(st.lists(st.builds(Comment, st.text(max_size=20), CODES, st.booleans(), st.booleans()), max_size=40))
def test_nothing_is_shown_that_may_not_be(comments):
    said = voiced(comments)
    if len(comments) < 10:
        assert said.sentence == ""
    names = {theme.name: code for code, theme in themes().items()}
    for name, _ in said.themes:
        assert sum(names[name] in one.themes for one in comments) >= SUPPORT
    for words in said.quotations:
        assert any(one.words == words and one.may_quote and one.approved for one in comments)


def test_a_release_as_printed_has_them_and_the_frozen_one_has_not():
    release = Release(
        wave="w", name="W", setting="S", setting_id="s", pupils="pupils", audience="pupil", title="T", survey="pupil",
        survey_hash="x", month="May 2026", policy="bands", rules=(), asked="24", replied="20", response="", scale="",
        speaks_for_all=True, questions=(), comments={"q1": "20 people wrote.", "q2": "Fewer than 10 wrote."}).sealed("")
    shown = told(release, {"q1": [QUOTABLE, *written(15, food=9)], "q2": [QUOTABLE, *written(5, food=5)]})
    assert shown.comments == {
        "q1": "20 people wrote. Many wrote about food and drink. In their own words: “More trips please”.",
        "q2": "Fewer than 10 wrote."}
    assert release.verifies()
    assert told(release, {}).comments == release.comments
