import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import loader
from surveys.errors import InvalidSurvey
from surveys.questions import QUESTION_TYPES
from surveys.survey import Survey

SMALL = """\
id: small
audience: pupil
title: Small
scales:
  YN:
    ordered: true
    polarity: best_first
    choices:
      - {code: "yes", label: "Yes"}
      - {code: "no", label: "No"}
sections:
  - id: one
    title: One
    questions:
      - id: q1
        type: scale
        scale: YN
        text: Is it good?
      - id: q2
        type: free_text
        text: Why?
        ask_if: q1 == no
"""


def faults(text, file="f.yaml"):
    with pytest.raises(InvalidSurvey) as caught:
        loader.load(text, file)
    assert all(problem.file == file and problem.remedy and problem.line >= 1 for problem in caught.value.problems)
    return [(p.line, p.column, p.rule, f"{p.fault} {p.remedy}") for p in caught.value.problems]


def test_a_good_file_loads():
    survey = loader.load(SMALL)
    assert [question.id for question in survey.questions] == ["q1", "q2"]
    assert survey.title.in_("en") == "Small"


def bent(old, new, count=1):
    assert old in SMALL
    return SMALL.replace(old, new, count)


@pytest.mark.parametrize(("text", "line", "column", "rule", "about"), [
    (bent("type: scale", "type: scal"), 16, 15, "form", "Did you mean 'scale'?"),
    (bent("        type: scale\n", ""), 15, 9, "form", "no 'type'"),
    (bent("type: scale", "type:"), 15, 9, "form", "Add 'type:' with one of"),
    (bent("type: scale", "type: [scale]"), 16, 9, "form", "not one word"),
    (bent("type: scale\n", "typ: scale\n"), 15, 9, "form", "'type' by 'typ'"),
    (bent("        text: Why?\n", ""), 19, 9, "form", "Question 'q2' has no 'text'"),
    (bent("text: Why?", "txt: Why?"), 21, 14, "form", "Did you mean 'text'?"),
    (bent("text: Why?", "text: true"), 21, 15, "L03", "quotes: 'true'"),
    (bent("text: Why?", "text: 12"), 21, 15, "L03", "a number, not as text"),
    (bent("text: Why?", "text: {en: 12}"), 21, 20, "L03", "quotes: '12'"),
    (bent("text: Why?", "text:"), 21, 9, "form", "'text' is empty"),
    (bent("text: Why?", "text: {en: , pl: Czemu}"), 21, 16, "L21", "English is empty"),
    (bent("text: Why?", "text: [Why]"), 21, 9, "form", "'text'"),
    (bent('code: "yes"', "code: 1"), 9, 16, "L03", "quotes: '1'"),
    (bent('code: "yes"', "code: Yes!"), 9, 16, "form", "small letters"),
    (bent("scale: YN", "scale: YM"), 17, 16, "L04", "Did you mean 'YN'?"),
    (bent("audience: pupil", "audience: pupils"), 2, 11, "form", "Did you mean 'pupil'?"),
    (bent("audience: pupil\n", ""), 1, 1, "form", "no 'audience'"),
    (bent("title: Small", "titel: Small"), 3, 8, "form", "Did you mean 'title'?"),
    (bent("polarity: best_first", "polarity: best"), 7, 15, "form", "Did you mean 'best_first'?"),
    (bent("id: small", "id:"), 1, 1, "form", "'id' is empty"),
    (bent("ordered: true", "ordered: perhaps"), 6, 14, "form", "true or false"),
    (bent("ask_if: q1 == no", "ask_if: q9 == no"), 22, 17, "L04", "no question 'q9'"),
    (bent("ask_if: q1 == no", "ask_if: 'q1 = no'"), 22, 21, "form", "Write '=='"),
    (bent("ask_if: q1 == no", "ask_if: q2 == no"), 22, 17, "L05", "itself"),
    (bent("id: q2", "id: q1"), 19, 13, "L01", "line 15"),
    (bent("id: q2", "id: Q2"), 19, 13, "form", "small letters"),
    (bent('code: "no"', 'code: "yes"'), 10, 16, "L11", "used before"),
    (bent("text: Why?", "text: Why?\n        longest: nine"), 22, 18, "form", "whole number"),
    (bent("text: Why?", "text: Why?\n        longest: 9000"), 22, 18, "form", "500 or less"),
    (bent("text: Why?", "text: Why?\n        set: B"), 22, 14, "L04", "no set 'B'"),
    (bent("text: Why?", "text: Why?\n        wording: {smss: Eh}"), 22, 25, "form", "Did you mean 'sms'?"),
    (bent("text: Why?", "text: {en: Why, 'p l': Czemu}"), 21, 32, "form", "not a language"),
    (bent("text: Why?", "text: {en: Why, pl: Czemu}"), 21, 29, "L04", "under 'languages:'"),
    (bent("type: free_text", "type: number\n        least: 9\n        most: 3"), 21, 16, "form", "above most"),
    (bent("type: free_text", "type: number\n        most: inf"), 21, 15, "form", "number"),
    (bent("type: free_text", "type: date\n        latest: 2026-13-01"), 21, 17, "form", "not a day"),
    (bent("type: free_text", "type: date\n        earliest: 2030-01-01\n        latest: 2029-01-01"),
     21, 19, "form", "after latest"),
    (SMALL[:SMALL.index("sections:")], 1, 1, "form", "no 'sections'"),
    (SMALL[:SMALL.index("sections:")] + "sections: []\n", 11, 1, "form", "Add at least one"),
    (SMALL[:SMALL.index("sections:")] + "sections: yes\n", 11, 11, "form", "a list"),
    ("- a\n- b\n", 1, 1, "form", "group of fields"), ("hello", 1, 1, "form", "group of fields"),
])
def test_a_fault_stands_at_its_place_with_its_remedy(text, line, column, rule, about):
    found = faults(text)
    assert any((line, column, rule) == each[:3] and about in each[3] for each in found), found


def test_every_fault_is_told_at_once_even_across_broken_fields():
    text = bent("title: Small", "title: 5").replace("type: free_text", "type: fre_text").replace(
        "ask_if: q1 == no", "ask_if: q7 == no").replace("scale: YN", "scale: XX")
    assert [(line, rule) for line, _, rule, _ in faults(text)] == [
        (3, "L03"), (17, "L04"), (20, "form"), (22, "L04")]


def test_two_groups_are_refused():
    group = "      - {id: g%s, type: group, text: Which?, options: [{code: a, label: A}, {code: b, label: B}]}\n"
    found = faults(SMALL + group % 1 + group % 2)
    assert len(found) == 1
    assert "second group" in found[0][3]


def test_messages_use_no_jargon(everything_text):
    texts = [everything_text.replace(old, new) for old, new in (
        ("type: yes_no", "type: 4"), ("channels: [web, sms, telegram]", "channels: web"), ("options:", "option:"),
        ("status: draft", "status: done"), ("version: 1", "version: 0"), ("bands:", "bands: 3\n        x:"),
        ("sets:", "sets: 4\nsots:"), ("languages:", "languages: en\nlangs:"), ("picture: 🤝", "picture: 7"))]
    for text in texts:
        for _, _, _, said in faults(text):
            assert not any(word in said for word in ("Input", "pydantic", "dict", "tuple", "str ", "_type", "None"))


def test_dump_and_load_are_identity(everything):
    for survey in (everything, *loader.library().values()):
        again = Survey.model_validate_json(survey.model_dump_json())
        assert again == survey
        assert again.content_hash == survey.content_hash


def test_everything_has_every_question_type(everything):
    assert {question.type for question in everything.questions} == set(QUESTION_TYPES)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "type", "text", "sections", "questions", "options", "scales", "ask_if", "languages",
                         "en", "code", "label", "wording", "bands", "choices", "sets"]), inner, max_size=4),
    max_leaves=12)


@settings(max_examples=200, deadline=None)
@given(field=st.sampled_from(["id", "title", "languages", "channels", "sets", "scales", "sections", "intro",
                              "setting", "version", "audience", "odd"]), value=PLAIN)
def test_any_value_in_any_field_gives_a_survey_or_problems(field, value):
    lines = [line for line in SMALL.splitlines() if not line.startswith(f"{field}:")]
    text = json.dumps({field: value}, ensure_ascii=False)[1:-1] + "\n"
    try:
        loader.load(text + "\n".join(lines) + "\n")
    except InvalidSurvey as invalid:
        assert invalid.problems
        assert all(problem.fault and problem.remedy for problem in invalid.problems)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_bent_file_gives_a_survey_or_problems(data):
    at = data.draw(st.integers(0, len(SMALL)))
    until = data.draw(st.integers(at, min(len(SMALL), at + 12)))
    put = data.draw(st.sampled_from(["", "\t", ":", "- ", "{", "]", "'", "\n", "true", "&a ", "#", "é", "  "]))
    try:
        loader.load(SMALL[:at] + put + SMALL[until:])
    except InvalidSurvey as invalid:
        assert invalid.problems
