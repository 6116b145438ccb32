import pytest

from surveys import loader
from surveys.model import Setting


def test_sets_choose_questions_and_core_is_always_kept():
    pupil = loader.read_library("pupil")
    core = pupil.with_sets([])
    assert {question.set for question in core.questions} == {"core"}
    assert {question.set for question in pupil.with_sets(["A"]).questions} == {"core", "A"}
    assert pupil.with_sets(["A"]).content_hash != core.content_hash
    assert all(section.questions for section in core.sections)


def test_an_unknown_set_is_told_with_those_there_are():
    with pytest.raises(ValueError, match=r"no question set 'Z'; it has core, A, B, C, X"):
        loader.read_library("pupil").with_sets(["Z"])


def test_speaking_for_a_setting_changes_the_content_but_not_the_questions():
    pupil = loader.read_library("pupil")
    at = pupil.at(Setting(id="hill", name="Hill House"))
    assert at.questions == pupil.questions
    assert at.content_hash != pupil.content_hash


def test_what_is_counted_is_what_is_answered_and_kept(everything):
    assert [question.id for question in everything.counted] == [
        "q.scale", "q.single", "q.multi", "q.yes_no", "q.why", "q.number", "q.date", "q.plans", "q.words"]
    assert everything.group is everything.by_id["role"]


def test_wording_follows_channel_and_language(everything):
    ok = everything.by_id["ok"]
    assert ok.wording_for("sms", "pl") == "{setting}: kilka krótkich pytań. Zaczynamy?"
    assert ok.wording_for("web", "en") == "You can say yes or no. Shall we start?"
    assert ok.wording_for("web", "ro") == ok.wording_for("web", "en")
    assert everything.languages["ar"].dir == "rtl"


def test_every_text_has_its_place(everything):
    places = dict(everything.texts())
    assert places["q.scale.help"].in_("pl") == "Chodzi o ten rok."
    assert {"title", "intro", "sections.middle.title", "ok.wording.sms", "q.multi.none"} <= set(places)
