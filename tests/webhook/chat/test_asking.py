"""One question at a time: skipping, going back, help, errors, and forms sent twice."""

import pytest

from tests.webhook.chat.world import skip_to


def test_an_answer_is_followed_by_a_redirect(begun):
    begun.post("/chat", follow=False, step=begun.step, pick="yes")
    assert begun.status == 303
    assert begun.response.headers["Location"] == "/chat"


def test_reloading_asks_the_same_again(begun):
    here = begun.heading
    assert begun.get("/chat").heading == here
    assert begun.get("/chat").heading == here


def test_back_shows_the_earlier_answer(begun):
    first = begun.heading
    begun.pick("sometimes")
    assert begun.heading != first
    begun.way("/back")
    assert begun.heading == first
    assert begun.picked == ["sometimes"]
    assert begun.get("/chat").picked == ["sometimes"]
    begun.pick("no")
    begun.way("/back")
    assert begun.picked == ["no"]


def test_back_shows_earlier_typed_words(parent):
    skip_to(parent, "How many days a week do you come?").type("4")
    parent.way("/back")
    assert parent.typed == "4"


def test_nothing_is_picked_beforehand(begun):
    assert begun.picked == []


def test_there_is_no_way_back_from_the_first(parent):
    assert 'value="/back"' not in parent.text
    parent.way("/back")
    assert "This is the first question" in parent.says


def test_help_explains_and_asks_again(begun):
    here = begun.heading
    begun.way("/help")
    assert begun.status == 200
    assert begun.heading == here
    assert "Riverside Lodge would like to know" in begun.says


def test_tell_me_more_is_there_without_asking(begun):
    assert "<details>" in begun.text
    assert "Tell me more" in begun.says


def test_nothing_chosen_is_explained_beside_the_question(begun):
    here = begun.heading
    begun.post("/chat", step=begun.step)
    assert begun.status == 422
    assert begun.heading == here
    assert "Nothing is picked or typed yet." in begun.says
    assert 'role="alert"' in begun.text
    assert 'href="#answer"' in begun.text
    assert 'id="answer"' in begun.text
    assert "Check your answer:" in begun.text.partition("</title>")[0]


def test_wrong_words_stay_to_be_put_right(parent):
    skip_to(parent, "How many days a week do you come?").type("nine hundred & <b>many</b>")
    assert parent.status == 422
    assert parent.typed == "nine hundred & <b>many</b>"
    assert "<b>many" not in parent.text


def test_a_comment_too_long_is_not_cut(parent, kinds):
    skip_to(parent, "What would you change?").type("long " * 60)
    assert parent.status == 422
    assert parent.typed == ("long " * 60).strip()
    parent.type("x\r\n" * 60 + "end")
    assert parent.status != 422, "line ends count once, as the browser counts them"


def test_exclusive_choices_are_explained_and_kept_as_ticked(parent):
    skip_to(parent, "Which meals do you eat here?").pick("breakfast", "none")
    assert parent.status == 422
    assert parent.picked == ["breakfast", "none"]
    parent.pick("breakfast", "lunch")
    assert parent.heading == "Is it calm here?"


@pytest.mark.parametrize("codes", [["maybe"], ["yes,no"], ["yes", "no"], ["/nothing"], [""], ["é" * 2000]])
def test_choices_that_are_not_on_the_page_answer_nothing(begun, pupils, codes):
    here = begun.heading
    begun.pick(*codes)
    assert begun.heading == here


def test_a_double_click_answers_once(begun):
    step = begun.step
    begun.pick("yes", step=step)
    second = begun.heading
    begun.pick("yes", step=step)
    assert begun.heading == second
    assert begun.picked == []
    assert "already answered" in begun.says


@pytest.mark.parametrize("step", ["0", "-1", "x", "99999999999999999999", "", "١"])
def test_a_stale_or_broken_step_answers_nothing(begun, step):
    here = begun.heading
    begun.post("/chat", step=step, pick="yes")
    assert begun.heading == here
    begun.post("/chat", pick="yes")
    assert begun.heading == here


@pytest.mark.parametrize("way", ["/skip", "/back"])
def test_a_stale_tab_cannot_skip_another_question(begun, way):
    old = begun.step
    begun.pick("yes")
    here = begun.heading
    begun.way(way, step=old)
    assert begun.heading == here
