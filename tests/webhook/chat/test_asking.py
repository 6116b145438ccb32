"""One question at a time: skipping, going back, help, stopping, errors, and forms sent twice."""

import pytest


@pytest.fixture
def begun(pupils, visitor):
    """A pupil past the opening, at the first counted question."""
    visitor.enter(pupils.invite("pupils"))
    while "Question 1 of" not in visitor.says:
        visitor.pick(visitor.choices[0])
    return visitor


@pytest.fixture
def parent(kinds):
    return kinds.visitor().enter(kinds.invite("kinds"))


def to(visitor, heading):
    """Skip on until a question."""
    while visitor.heading != heading:
        visitor.pick(visitor.choices[0]) if "begin" in visitor.text and visitor.step == "1" else visitor.way("/skip")
    return visitor


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
    to(parent, "How many days a week do you come?").type("4")
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
    to(parent, "How many days a week do you come?").type("nine hundred & <b>many</b>")
    assert parent.status == 422
    assert parent.typed == "nine hundred & <b>many</b>"
    assert "<b>many" not in parent.text


def test_a_comment_too_long_is_not_cut(parent, kinds):
    to(parent, "What would you change?").type("long " * 60)
    assert parent.status == 422
    assert parent.typed == ("long " * 60).strip()
    parent.type("x\r\n" * 60 + "end")
    assert parent.status != 422, "line ends count once, as the browser counts them"


def test_exclusive_choices_are_explained_and_kept_as_ticked(parent):
    to(parent, "Which meals do you eat here?").pick("breakfast", "none")
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


def test_stopping_is_asked_once_more(begun, pupils):
    begun.get("/chat/stop")
    assert begun.heading == "Do you want to stop?"
    assert pupils.counts("pupils")[0] == (1, 1, 0), "asking is not stopping"
    begun.way("/stop")
    assert begun.where == "/chat/done"
    assert begun.heading == "You have stopped"
    assert pupils.counts("pupils")[1] == 0
    assert begun.get("/chat").where == "/chat/done"


def test_whoever_stopped_may_change_their_mind(pupils, visitor):
    slip = pupils.invite("pupils")
    first = visitor.enter(slip).heading
    visitor.pick("yes").way("/stop")
    visitor.enter(slip)
    assert visitor.heading == first
    visitor.answer_all()
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_no_thanks_keeps_nothing_and_leaves_the_invitation(pupils, visitor):
    slip = pupils.invite("pupils")
    visitor.enter(slip).pick("no")
    assert visitor.where == "/chat/done"
    assert visitor.heading == "That is fine"
    assert pupils.counts("pupils")[1] == 0
    assert visitor.enter(slip).step


def test_talking_to_someone_is_on_every_screen(begun):
    pages = [begun.text, begun.get("/chat/stop").text]
    begun.get("/chat/talk")
    assert begun.heading == "Talk to someone"
    for words in ("999", "Ms Okafor", "Room 4, any break.", "Childline", "0800 1111", "85258"):
        assert words in begun.says
    assert 'href="tel:08001111"' in begun.text
    begun.get("/chat")
    pages.append(begun.way("/help").text)
    begun.answer_all()
    pages.append(begun.text)
    assert all('href="/chat/talk"' in page for page in pages)
    assert "Ms Okafor" in begun.get("/chat/talk").says, "after the end too"


def test_the_talk_page_is_there_for_anybody(pupils, visitor):
    assert "Childline" in visitor.get("/chat/talk").says


def test_words_that_ask_for_help_are_met_with_help(parent):
    to(parent, "What would you change?").type("I want to die")
    assert "Samaritans" in parent.says or "Shout" in parent.says
    assert "Thank you for telling us." in parent.says
    assert parent.step


def test_words_of_support_are_said_when_they_come_last(world):
    from surveys.loader import load

    survey = load("id: last\naudience: pupil\ntitle: Last\nsections:\n- id: s\n  title: S\n  questions:\n"
                  "  - {id: w, type: free_text, text: What else?}\n")
    world.open("last", survey)
    visitor = world.visitor().enter(world.invite("last")).type("please help me i want to die")
    assert "Thank you for telling us." in visitor.says
    assert "Childline" in visitor.says


def test_leaving_quickly_leaves_no_trace_here(begun):
    begun.post("/chat/leave", follow=False)
    assert begun.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    begun.get("/chat/left")
    assert begun.heading == "This page is closed"
    assert "Riverside" not in begun.text
    assert begun.get("/chat").status == 403


def test_only_live_languages_are_offered(world, kinds):
    parent = kinds.visitor().enter(kinds.invite("kinds"))
    assert 'value="/language ar"' in parent.text
    assert 'value="/language en"' not in parent.text
    parent.way("/language ar")
    assert '<html lang="ar" dir="rtl">' in parent.text
    assert parent.heading == "هل توافق؟"
    assert "توقّف" in parent.says
    parent.way("/language en")
    assert '<html lang="en" dir="ltr">' in parent.text


@pytest.mark.parametrize("language", ["de", "xx-", "../en", "<script>", "en " * 500])
def test_languages_that_are_not_live_are_declined(parent, language):
    here = parent.heading
    parent.way(f"/language {language}")
    assert parent.heading == here
    assert "<script>" not in parent.text
    assert parent.status == 200


def test_a_language_that_is_not_live_in_the_wave_is_not_offered(world):
    from pathlib import Path

    from surveys.loader import load

    world.open("english", load((Path(__file__).parent / "all_kinds.yaml").read_text()))
    visitor = world.visitor().enter(world.invite("english"))
    assert "/language" not in visitor.text
    visitor.way("/language ar")
    assert '<html lang="en"' in visitor.text


@pytest.mark.parametrize(("header", "language"), [("pl-PL,pl;q=0.9,en;q=0.5", "pl"), ("ar", "ar"), ("de", "en"),
                                                  ("", "en"), ("*", "en"), (";;;q=x", "en")])
def test_the_browsers_language_is_begun_in(kinds, header, language):
    visitor = kinds.visitor(**{"Accept-Language": header}).enter(kinds.invite("kinds"))
    assert f'<html lang="{language}"' in visitor.text


def test_a_break_keeps_the_place(begun):
    here = begun.heading
    begun.type("pause")
    assert "take a break" in begun.says
    assert begun.heading == here
    assert begun.step
