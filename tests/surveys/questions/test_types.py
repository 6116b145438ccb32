"""Every type of question: what it accepts, what it refuses, and where an answer is counted."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.errors import InvalidAnswer
from surveys.questions import QUESTION_TYPES

NOTHING: tuple[str, ...] = ()


class Case(NamedTuple):
    """`good`: value given, value stored, buckets counted. `bad`: value given, reason."""

    question: str
    buckets: tuple[str, ...]
    good: tuple = ()
    bad: tuple = ()


SCALE = ("strongly_agree", "agree", "disagree", "strongly_disagree", "dont_know")
CASES = {
    "info": Case("hello", (), bad=(("yes", "not_a_choice"), (1, "not_a_choice"))),
    "single": Case("q.single", ("phone", "email", "visit"), good=(("email", "email", ("email",)),),
                   bad=(("post", "not_a_choice"), ("", "not_a_choice"), (1, "not_a_choice"))),
    "multi": Case("q.multi", ("plans", "visits", "training", "none"), good=(
        ("visits", ("visits",), ("visits",)), (("none",), ("none",), ("none",)),
        (("training", "plans", "training"), ("plans", "training"), ("plans", "training"))),
        bad=(((), "not_a_choice"), (("plans", "none"), "exclusive"), (("plans", "x"), "not_a_choice"),
             (3, "not_a_choice"))),
    "scale": Case("q.scale", SCALE, good=tuple((code, code, (code,)) for code in SCALE),
                  bad=(("Agree", "not_a_choice"), (2, "not_a_choice"))),
    "yes_no": Case("q.yes_no", ("yes", "no"), good=(("yes", "yes", ("yes",)), ("no", "no", ("no",))),
                   bad=(("maybe", "not_a_choice"), (True, "not_a_choice"))),
    "number": Case("q.number", ("band_1", "band_2", "band_3"), good=(
        (0, 0, ("band_1",)), (5.0, 5, ("band_2",)), (60, 60, ("band_3",))),
        bad=((61, "out_of_range"), (-1, "out_of_range"), (2.5, "not_whole"), ("3", "not_a_number"),
             (True, "not_a_number"), (float("nan"), "not_a_number"), (float("inf"), "not_a_number"))),
    "date": Case("q.date", (), good=(("2026-04-03", "2026-04-03", NOTHING), ("2020-01-01", "2020-01-01", NOTHING)),
                 bad=(("2019-12-31", "date_out_of_range"), ("3/4/2026", "not_a_date"), ("2026-02-30", "not_a_date"),
                      (7, "not_a_date"))),
    "free_text": Case("q.why", (), good=((" Less noise. ", "Less noise.", NOTHING), ("x" * 200, "x" * 200, NOTHING)),
                      bad=(("   ", "empty"), ("x" * 201, "too_long"))),
    "consent": Case("ok", ("yes", "no"), good=(("yes", "yes", ("yes",)), ("no", "no", ("no",))),
                    bad=(("perhaps", "not_a_choice"),)),
    "group": Case("role", ("school", "service"), good=(("school", "school", ("school",)),),
                  bad=(("home", "not_a_choice"),)),
}


def test_every_type_has_its_case():
    assert set(CASES) == set(QUESTION_TYPES)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_type_accepts_counts_and_refuses(kind, everything):
    case = CASES[kind]
    question = everything.by_id[case.question]
    assert isinstance(question, QUESTION_TYPES[kind])
    assert question.type == kind
    assert question.buckets(everything.scales) == case.buckets
    for given_, stored, counted in case.good:
        accepted = question.accept(given_, everything.scales)
        assert accepted == stored
        assert question.bucket(accepted, everything.scales) == counted
        assert question.accept(accepted, everything.scales) == accepted
    for given_, reason in case.bad:
        with pytest.raises(InvalidAnswer) as caught:
            question.accept(given_, everything.scales)
        assert caught.value.reason == reason


VALUES = st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.booleans(),
                   st.lists(st.text(max_size=8), max_size=4).map(tuple), st.sampled_from(
                       ["yes", "no", "plans", ("plans", "visits"), 3, "2026-04-03", "agree", "school", "phone"]))


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_any_value_is_accepted_or_an_invalid_answer(kind, everything, value):
    question = everything.by_id[CASES[kind].question]
    try:
        accepted = question.accept(value, everything.scales)
    except InvalidAnswer as refused:
        assert refused.reason
    else:
        assert set(question.bucket(accepted, everything.scales)) <= set(question.buckets(everything.scales))


def test_words_of_the_types_own_come_in_every_shipped_language(everything):
    for name in ("ok", "q.yes_no"):
        for choice in everything.choices(everything.by_id[name]):
            assert {"en", "pl", "ar"} <= choice.label.languages
