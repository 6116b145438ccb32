import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.answers import NOT_SHOWN, PREFER_NOT, SKIPPED, Answer
from surveys.conditions import DEEPEST, ConditionError, parse

ANSWERS = {
    "p2.1": Answer.of("no"), "likes": Answer.of(("art", "music")), "visits": Answer.of(3),
    "score": Answer.of(2.5), "day": Answer.of("2026-04-03"), "passed": SKIPPED, "rather_not": PREFER_NOT,
    "hidden": NOT_SHOWN, "words": Answer.of("it's fine"),
}


@pytest.mark.parametrize(("text", "holds"), [
    ("", True), ("  ", True),
    ("p2.1 == no", True), ("p2.1 == yes", False), ("p2.1 != yes", True), ("p2.1 != no", False),
    ("p2.1 in (yes, no)", True), ("p2.1 in (yes)", False), ("p2.1 == 'no'", True), ('p2.1 == "no"', True),
    ("visits == 3", True), ("visits == 3.0", True), ("visits > 2", True), ("visits >= 3", True),
    ("visits < 3", False), ("visits <= 2", False), ("visits in (1, 3)", True), ("score > 2", True),
    ("score == 2.5", True), ("score > -1", True), ("visits == three", False),
    ("day > 2026-04-02", True), ("day < 2026-04-03", False), ("day == 2026-04-03", True),
    ("likes includes art", True), ("likes includes maths", False), ("likes == art", False),
    ("likes != maths", False), ("p2.1 includes no", False),
    ("words == \"it's fine\"", True),
    ("p2.1 is answered", True), ("passed is answered", False), ("passed is skipped", True),
    ("rather_not is skipped", True), ("hidden is shown", False), ("passed is shown", True),
    ("passed is not answered", True), ("nothing is not shown", True), ("nothing is answered", False),
    ("nothing == x", False), ("nothing != x", False), ("passed != x", False), ("not nothing == x", True),
    ("channel == sms", True), ("channel != sms", False), ("channel in (web, sms)", True),
    ("not channel == web", True),
    ("p2.1 == yes or visits == 3", True), ("p2.1 == no and visits == 4", False),
    ("p2.1 == yes and visits == 4 or channel == sms", True),
    ("p2.1 == yes and (visits == 4 or channel == sms)", False),
    ("not (p2.1 == yes or visits == 4)", True), ("not not p2.1 == no", True),
    ("p2.1==no and visits>=3", True), ("p2.1\n==\tno", True),
])
def test_a_condition_holds_as_it_reads(text, holds):
    assert parse(text).holds(ANSWERS, "sms") is holds


@pytest.mark.parametrize(("text", "column", "about"), [
    ("q1 = yes", 4, "'=='"), ("q1", 3, "comparison"), ("q1 ==", 6, "compare with"), ("== yes", 1, "id"),
    ("q1 == yes q2 == no", 11, "'and' or 'or'"), ("(q1 == yes", 11, "')'"), ("q1 == yes)", 10, "left over"),
    ("q1 in yes", 7, "brackets"), ("q1 in (yes, no", 15, "')'"), ("q1 is happy", 7, "state"),
    ("q1 is anwered", 7, "'answered'"), ("q1 inclds art", 4, "'includes'"), ("q1 == 'yes", 7, "not closed"),
    ("q1 & q2", 4, "'and'"), ("q1 == yes; q2", 10, "';'"), ("channel < sms", 1, "channel == sms"),
    ("channel is answered", 1, "always known"), ("not", 4, "id"), ("and", 1, "id"), ("q1 == and", 7, "compare"),
    ("Q1 == yes", 1, "id"), ("7 == 7", 1, "id"), ("q1 == yes and", 14, "id"), ("ünïcode == yes", 1, "ü"),
])
def test_a_fault_names_its_column_and_a_remedy(text, column, about):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.column == column
    assert about in f"{caught.value.fault} {caught.value.remedy}"
    assert caught.value.remedy


def test_references_are_given_in_order_with_their_columns():
    found = parse("p2.1 == no and (channel == web or not q in (a, b))").references()
    assert [(each.question, each.operator, each.literals, each.column) for each in found] == [
        ("p2.1", "==", ("no",), 1), ("q", "in", ("a", "b"), 39)]


@pytest.mark.parametrize("deep", ["(" * 5000, "not " * 400 + "a == 1", "(" * 60 + "a == 1" + ")" * 60])
def test_nesting_is_limited(deep):
    with pytest.raises(ConditionError):
        parse(deep)


def test_ordinary_nesting_is_not():
    assert parse("(" * DEEPEST + "visits == 3" + ")" * DEEPEST).holds(ANSWERS, "web")


def test_a_long_condition_is_refused_and_a_long_list_of_ors_is_not():
    assert parse(" or ".join(["visits == 3"] * 100)).holds(ANSWERS, "web")
    with pytest.raises(ConditionError, match="longer"):
        parse(" or ".join(["visits == 3"] * 1000))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(
    ["p2.1", "likes", "channel", "==", "!=", "<", ">=", "in", "includes", "is", "not", "and", "or", "(", ")", ",",
     "answered", "shown", "no", "3", "-2.5", "2026-01-01", "'x y'", '"', "sms"]), max_size=14).map(" ".join)))
def test_anything_is_a_condition_or_a_condition_error(text):
    try:
        condition = parse(text)
    except ConditionError as error:
        assert 1 <= error.column <= len(text) + 1
        assert error.fault
        assert error.remedy
    else:
        assert condition.holds(ANSWERS, "sms") in (True, False)
        assert condition.holds({}, "web") in (True, False)
