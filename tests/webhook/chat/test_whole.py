"""A whole questionnaire without JavaScript, from the code on a slip to the ballot box."""

import pytest

from surveys.answers import Status
from surveys.loader import library
from surveys.questions import QUESTION_TYPES


def test_a_pupil_answers_everything(pupils, visitor):
    slip = pupils.invite("pupils")
    visitor.get("/")
    assert visitor.status == 200
    assert visitor.heading == "Type your code"
    visitor.enter(slip)
    assert visitor.where == "/chat"
    assert "Riverside Lodge" in visitor.text
    assert "999" in visitor.says, "the first screen says where to turn"
    seen = visitor.answer_all()
    assert len(seen) > 15
    assert visitor.where == "/chat/done"
    assert visitor.heading == "Thank you"
    assert pupils.counts("pupils") == ((1, 0, 1), 1)
    (ballot,) = pupils.ballots("pupils")
    survey = library()["pupil"].with_sets(())
    assert set(ballot.answers) == {question.id for question in survey.counted}
    assert all(answer.status is Status.ANSWERED for answer in ballot.answers.values()
               if answer.status is not Status.NOT_SHOWN)


@pytest.mark.parametrize("audience", ["parent", "staff"])
def test_other_audiences_answer_too(world, audience):
    world.open("round", library()[audience])
    visitor = world.visitor().enter(world.invite("round"), by="token")
    visitor.answer_all()
    assert visitor.where == "/chat/done"
    assert world.counts("round") == ((1, 0, 1), 1)


def test_every_kind_of_question_has_its_page(kinds):
    visitor = kinds.visitor().enter(kinds.invite("kinds"))
    met = []
    replies = {"How many days a week do you come?": "4", "When did you start here?": "3 April 2026",
               "What would you change?": "More music, please."}
    while visitor.step:
        met.append(visitor.heading)
        if visitor.choices:
            visitor.pick(visitor.choices[0])
        else:
            visitor.type(replies[visitor.heading])
    assert visitor.heading == "Thank you"
    (ballot,) = kinds.ballots("kinds")
    given = {name: answer.value for name, answer in ballot.answers.items()}
    assert given == {"meals": ("breakfast",), "calm": "yes", "fair": "agree", "door": "front", "days": 4,
                     "since": "2026-04-03", "more": "More music, please."}
    assert ballot.group == "north"
    with kinds.store.read() as tx:
        asked = {question.type for question in tx.waves.get("kinds").survey.questions}
    assert asked == set(QUESTION_TYPES), "a new type of question needs its case in all_kinds.yaml"


def test_everything_can_be_skipped(pupils, visitor):
    visitor.enter(pupils.invite("pupils")).pick("yes")
    for _ in range(80):
        if not visitor.step:
            break
        visitor.way("/skip")
    assert visitor.heading == "Thank you"
    (ballot,) = pupils.ballots("pupils")
    assert not [name for name, answer in ballot.answers.items() if answer.status is Status.ANSWERED]


def test_progress_is_said_in_words(pupils, visitor):
    visitor.enter(pupils.invite("pupils")).pick("yes")
    while "Question 1 of" not in visitor.says:
        visitor.pick(visitor.choices[0])
    assert "<progress" in visitor.text
    visitor.pick(visitor.choices[0])
    assert "Question 2 of" in visitor.says
