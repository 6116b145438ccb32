"""Translations written beside the English: nothing else in the file changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import loader
from surveys.errors import InvalidSurvey
from surveys.survey import Translation
from surveys.translations import entries, write
from surveys.yaml_edits import Page
from surveys.yaml_reader import read

POLISH = Translation(status="draft", name="Polski")
LAID_OUT_MANY_WAYS = """\
# A comment at the top.
id: tiny
audience: parent
title: {en: 'Your child''s time', pl: "Czas dziecka"}   # in braces
languages:
    en: {status: checked, name: English}
    pl:
        status: draft
        name: Polski
intro: >-
  Two lines of words
  that are folded.

# A comment between.
thanks: "Thank you: \\"bye\\""
closed:
    en: |-
      Closed
      now
    # why this is here
already_done: {en: Done}
opted_out: Out   # bare, with a remark
sections:
- id: s1
  title: One
  questions:
  - {id: q1, type: single, text: Which?, options: [{code: a, label: Apple, accept: {en: [an apple]}},
      {code: b, label: Banana}]}
  - id: q2
    type: free_text
    text: Say
      more here.
    help: {en: Please do not name anyone.}
"""
sentences = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=200).map(
    lambda text: " ".join(text.split())).filter(bool)


def translated(text, language="pl", about=POLISH, words=None):
    found = entries(text, "file", language)
    return write(text, language, about, {each.path: (words or _reversed)(each) for each in found})


def _reversed(entry):
    if entry.several:
        return ["tak samo", "inaczej: tak"]
    return f"Ż: {entry.english}"


def test_every_layout_can_be_added_to():
    made = translated(LAID_OUT_MANY_WAYS)
    survey = loader.load(made)
    assert survey.title.root == {"en": "Your child's time", "pl": "Ż: Your child's time"}
    assert survey.closed.root == {"en": "Closed\nnow", "pl": "Ż: Closed\nnow"}
    assert survey.by_id["q2"].text.in_("pl") == "Ż: Say more here."
    assert survey.by_id["q1"].options[0].label.in_("pl") == "Ż: Apple"
    assert survey.by_id["q1"].options[0].accept["pl"] == ("tak samo", "inaczej: tak")


def test_comments_and_order_stay():
    made = translated(LAID_OUT_MANY_WAYS)
    for remark in ("# A comment at the top.", "# in braces", "# A comment between.", "# why this is here",
                   "# bare, with a remark"):
        assert remark in made
    assert [line for line in made.split("\n") if line.startswith(("id", "title", "intro", "thanks", "sections"))] == [
        "id: tiny", 'title: {en: \'Your child\'\'s time\', pl: "Ż: Your child\'s time"}   # in braces', "intro:",
        "thanks:", "sections:"]


def test_a_second_import_replaces_the_first():
    once = translated(loader.library_text("pupil"))
    again = translated(once, words=lambda entry: ["nowe"] if entry.several else f"Nowe {entry.english}")
    assert "Ż:" not in again
    assert loader.load(again).languages["pl"].name == "Polski"
    assert {each.translated for each in entries(again, "file", "pl") if not each.several} == {
        f"Nowe {each.english}" for each in entries(again, "file", "pl") if not each.several}


def test_the_same_words_change_nothing():
    text = loader.library_text("parent")
    about = loader.read_library("parent").languages["ar"]
    assert write(text, "ar", about, {each.path: each.translated for each in entries(text, "file", "ar")}) == text


def test_a_status_is_declared():
    text = loader.library_text("parent")
    made = write(text, "ar", Translation(status="checked", name="العربية", dir="rtl"), {})
    assert loader.load(made).languages["ar"].status == "checked"
    assert [a for a, b in zip(text.split("\n"), made.split("\n"), strict=True) if a != b] == [
        "  ar: {status: draft, name: العربية, dir: rtl}"]


def test_languages_are_declared_where_none_were():
    start, end = LAID_OUT_MANY_WAYS.index("languages:"), LAID_OUT_MANY_WAYS.index("intro:")
    bare = LAID_OUT_MANY_WAYS[:start] + LAID_OUT_MANY_WAYS[end:]
    made = translated(bare.replace(', pl: "Czas dziecka"', ""))
    assert loader.load(made).languages["pl"].status == "draft"


def test_a_layout_that_cannot_be_added_to_is_refused():
    with pytest.raises(ValueError, match="laid out"):
        write("title: Hi\nlanguages: {}\n", "pl", POLISH, {("title",): "Cześć"})


def test_every_entry_has_a_place_of_its_own():
    for name in loader.SHIPPED:
        places = [each.place for each in entries(loader.library_text(name), name, "pl")]
        assert len(places) == len(set(places))
    assert {"title", "set core", "section opening, title", "scale AG4, choice agree, label", "question ok, help",
            "scale AG4, choice agree, replies also taken", "question ok, wording sms"} <= {
        each.place for each in entries(loader.library_text("parent"), "parent", "pl")}


def test_a_faulty_questionnaire_is_refused():
    with pytest.raises(InvalidSurvey):
        entries("id: x\n", "x.yaml", "pl")


@settings(max_examples=25, deadline=None)
@given(sentences, sentences)
def test_any_sentence_is_read_back_as_written(one, other):
    made = translated(LAID_OUT_MANY_WAYS, words=lambda each: [one, other] if each.several else one)
    for entry in entries(made, "file", "pl"):
        assert entry.translated == ((one, other) if entry.several else one)


@given(sentences)
def test_a_value_is_put_over_another(words):
    page = Page("a:\n  b: [x, {c: old}]\n  d: >-\n    folded\n    text\ne: end\n")
    page.put(("a", "b", 1, "c"), words)
    page.put(("a", "d"), words)
    assert read(page.text()).value == {"a": {"b": ["x", {"c": words}], "d": words}, "e": "end"}
    with pytest.raises(KeyError):
        page.put(("a", "nothing"), words)
