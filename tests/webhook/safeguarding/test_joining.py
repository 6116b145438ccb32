"""What joins the safeguarding list: every typed comment at the end, words that ask for help at once."""

import datetime as dt

import pytest


def skip_to(visitor, heading):
    """Answer on until a question."""
    for _ in range(60):
        if visitor.heading == heading:
            return visitor
        visitor.pick(visitor.choices[0]) if visitor.choices else visitor.way("/skip")
    raise AssertionError(f"{heading} was never asked")


def listed(world):
    """Give everything that waits, queued or released, as question and words."""
    with world.store.begin() as tx:
        tx.concerns.release(1)
        return sorted((item.content["question"], item.content["words"]) for item in tx.concerns.delivered())


def test_every_comment_joins_when_the_questionnaire_is_finished(pupils):
    pupils.visitor().enter(pupils.invite("pupils")).answer_all(words="The music room is good.")
    found = listed(pupils)
    assert found
    assert {words for _, words in found} == {"The music room is good."}
    assert {question for question, _ in found} >= {"What is the best thing here?"}


def test_nothing_joins_before_that_nor_when_somebody_stops(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?").type("The music room is good.")
    assert listed(pupils) == []
    visitor.way("/stop")
    assert listed(pupils) == []


def test_words_that_ask_for_help_join_at_once_and_nothing_else_changes(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    for _ in range(5):
        visitor.pick(visitor.choices[0])
    asked = visitor.heading
    visitor.post("/chat", step=visitor.step, words="my dad hits me")
    assert visitor.get("/chat").heading == asked
    ((question, words),) = listed(pupils)
    assert words == "my dad hits me"
    assert asked.endswith(question)


def test_they_stay_when_somebody_then_stops(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?").type("nothing, I want to die")
    visitor.way("/stop")
    assert [words for _, words in listed(pupils)] == ["nothing, I want to die"]


def test_they_join_once_although_they_are_an_answer_too(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?").type("nothing, I want to die")
    visitor.answer_all(words="more music")
    words = [words for _, words in listed(pupils)]
    assert words.count("nothing, I want to die") == 1
    assert "more music" in words


def test_two_who_write_the_same_are_two(pupils):
    for _ in range(2):
        visitor = pupils.visitor().enter(pupils.invite("pupils"))
        skip_to(visitor, "What is the best thing here?").type("nothing, I want to die")
        visitor.answer_all(words="more music")
    assert [words for _, words in listed(pupils)].count("nothing, I want to die") == 2


def test_they_join_although_the_wave_has_closed_meanwhile(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?")
    pupils.close("pupils")
    visitor.type("I want to die")
    assert "0800 1111" in visitor.says
    assert listed(pupils) == [("", "I want to die")]


def test_ordinary_words_after_the_end_do_not_join(pupils):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?")
    pupils.close("pupils")
    visitor.type("The music room")
    assert listed(pupils) == []


@pytest.mark.parametrize("size", [3000, 6000])
def test_a_very_long_cry_is_kept_as_far_as_there_is_room_and_breaks_nothing(pupils, size):
    visitor = pupils.visitor().enter(pupils.invite("pupils"))
    skip_to(visitor, "What is the best thing here?").type("I want to die " + "é🌊" * (size // 2))
    assert visitor.status in (200, 422)
    ((_, words),) = listed(pupils)
    assert words.startswith("I want to die é🌊")


def test_no_row_says_who_when_or_which_wave(pupils):
    """Everything stored of an item before its release: a random id, a state, no time, and one fixed size."""
    before = pupils.clock.now
    for minutes in range(3):
        pupils.clock.now = before + dt.timedelta(minutes=minutes)
        pupils.visitor().enter(pupils.invite("pupils")).answer_all(words=f"words {minutes}" * (minutes + 1))
    connection = __import__("sqlite3").connect(pupils.config.folder / "database" / "heard.db")
    rows = connection.execute("SELECT id, state, tick, turn, acknowledged, length(locked) FROM concerns").fetchall()
    columns = [row[1] for row in connection.execute("PRAGMA table_info(concerns)")]
    raw = b"".join(row[0] for row in connection.execute("SELECT locked FROM concerns"))
    connection.close()
    assert columns == ["id", "state", "tick", "turn", "acknowledged", "locked"]
    assert {row[1:] for row in rows} == {("queued", 0, 0, None, 16384)}
    assert b"words" not in raw
