from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.answers import NOT_SHOWN, PREFER_NOT, SKIPPED, Answer, Response
from surveys.tally import comments, count, pack, unpack

GOOD = {
    "q.scale": st.sampled_from(["strongly_agree", "agree", "disagree", "strongly_disagree", "dont_know"]),
    "q.single": st.sampled_from(["phone", "email", "visit"]),
    "q.multi": st.lists(st.sampled_from(["plans", "visits", "training"]), min_size=1, unique=True).map(
        lambda codes: tuple(code for code in ("plans", "visits", "training") if code in codes)),
    "q.yes_no": st.sampled_from(["yes", "no"]),
    "q.number": st.integers(0, 60),
    "q.date": st.dates().map(str),
    "q.words": st.text(min_size=1, max_size=20),
}
LEFT = st.sampled_from([SKIPPED, PREFER_NOT, NOT_SHOWN])
RESPONSES = st.lists(st.builds(
    Response, st.fixed_dictionaries({}, optional={
        name: st.one_of(LEFT, value.map(Answer.of)) for name, value in GOOD.items()}),
    st.sampled_from([None, "school", "service"]), st.booleans()), max_size=12)


@settings(max_examples=80, deadline=None)
@given(responses=RESPONSES)
def test_every_respondent_is_in_every_count_once(everything, responses):
    tallies = count(everything, responses)
    whole = [tally for tally in tallies if tally.group is None]
    assert [tally.question for tally in whole] == [question.id for question in everything.counted]
    for tally in whole:
        assert tally.answered + tally.skipped + tally.prefer_not + tally.not_shown == len(responses)
        question = everything.by_id[tally.question]
        assert tuple(tally.counts) == question.buckets(everything.scales)
        ticks = sum(tally.counts.values())
        if question.entry == "choice":
            assert ticks == tally.answered
        elif question.entry == "choices":
            assert ticks >= tally.answered
        elif question.type == "number":
            assert ticks == tally.answered
        else:
            assert ticks == 0


@settings(max_examples=40, deadline=None)
@given(responses=RESPONSES)
def test_groups_hold_their_members_and_no_one_else(everything, responses):
    tallies = count(everything, responses)
    for group in ("school", "service"):
        members = sum(response.group == group for response in responses)
        own = [tally for tally in tallies if tally.group == group]
        assert len(own) == len(everything.counted)
        assert all(t.answered + t.skipped + t.prefer_not + t.not_shown == members for t in own)


@settings(max_examples=40, deadline=None)
@given(responses=RESPONSES)
def test_packing_is_identity_and_so_is_a_response_as_json(everything, responses):
    tallies = count(everything, responses)
    assert unpack(pack(tallies)) == tallies
    assert [Response.from_json(response.as_json()) for response in responses] == responses


@settings(max_examples=40, deadline=None)
@given(responses=RESPONSES)
def test_comments_are_the_words_and_nothing_else(everything, responses):
    found = comments(everything, responses)
    written = [r for r in responses if r.answers.get("q.words", SKIPPED).value is not None]
    assert sorted(found.get("q.words", [])) == sorted((r.answers["q.words"].value, r.may_quote) for r in written)
    assert set(found) <= {"q.words", "q.why"}


def test_the_order_of_respondents_changes_nothing(everything):
    people = [Response({"q.yes_no": Answer.of(code)}) for code in ("yes", "no", "yes")]
    assert count(everything, people) == count(everything, people[::-1])
