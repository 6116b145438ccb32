"""The shipped questionnaires hold the agreed question set, and read as they should."""

import re
from collections import Counter

import pytest

from surveys import lint, loader
from surveys.model import Setting
from surveys.placeholders import fill
from surveys.reading import words
from surveys.sms import asked, measure

SETTING = Setting(id="hill", name="Hill House Alternative School", safe_adult="Ms Green")
STATEMENTS = [f"{section}.{n}" for section, last in ((1, 7), (2, 6), (3, 6), (4, 4), (5, 8), (6, 4))
              for n in range(1, last + 1)]
SETS = {
    "p": {"A": "1.2 1.3 1.6 2.2 2.3 2.4 2.6", "B": "3.2 3.4 3.6 4.3 4.4", "C": "5.1 5.2 5.4 5.5 5.6 5.7 6.1 6.3",
          "X": "x1 x4 x5 x6 x8 x9 x14", "core": "x7 2.1 2.5 1.1 3.1 3.5 4.1 4.2 5.3 1.7 6.2 6.4"},
    "c": {"A": "1.1 1.2 1.3 1.4 1.5 1.6 2.2 2.3 2.4 2.6", "B": "3.2 3.4 3.5 3.6 4.2 4.3 4.4",
          "C": "5.1 5.2 5.3 5.4 5.5 5.7 6.1 6.3", "X": "x1 x4 x5 x6 x8 x9 x10 x14 x16",
          "core": "x7 2.1 2.5 3.1 4.1 5.6 1.7 5.8 6.2 6.4"},
    "s": {"A": " ".join(s for s in STATEMENTS if s[0] in "12"), "B": " ".join(s for s in STATEMENTS if s[0] in "34"),
          "C": " ".join(s for s in STATEMENTS if s[0] in "56"), "X": " ".join(f"x{n}" for n in range(1, 16)),
          "core": ""},
}
LETTERS = {"pupil": "p", "parent": "c", "staff": "s"}
EXACT = {
    "p1.1": "Do staff treat all pupils fairly?", "p2.1": "Do you feel safe here?",
    "p5.3": "Do pupils help decide things here?",
    "p6.4": "Do staff help you plan what comes next?", "px9": "If someone is bullied, do staff stop it?",
    "c1.2": "Leaders here show they care about pupils who find school hard.",
    "c2.1": "I am confident my child is safe here.",
    "c5.6": "Behaviour is dealt with fairly here.", "cx16": "Staff act on it when I tell them about a problem.",
    "s1.1": "Every pupil matters equally here, whatever their background or needs.",
    "s2.2": "Pupils who need help to move around the site get it promptly.",
    "s6.4": "Moves on from our setting are well planned.",
    "sx15": "We check the safety and quality of the outside providers we use.",
}


def scaled(survey):
    return [question for question in survey.counted if question.type == "scale"]


@pytest.mark.parametrize("name", loader.SHIPPED)
def test_a_shipped_questionnaire_has_no_fault_and_no_warning(name):
    assert lint.check(loader.library_text(name), name, languages_live=["en"]) == ()


@pytest.mark.parametrize(("name", "items"), [("pupil", 39), ("parent", 44), ("staff", 50)])
def test_every_agreed_item_is_there_in_its_set(name, items):
    survey = loader.read_library(name)
    letter = LETTERS[name]
    expected = {f"{letter}{number}": set_ for set_, numbers in SETS[letter].items() for number in numbers.split()}
    assert len(expected) == items
    assert {question.id: question.set for question in scaled(survey)} == expected


@pytest.mark.parametrize("name", ["pupil", "parent"])
def test_core_is_asked_in_the_agreed_order(name):
    letter = LETTERS[name]
    core = loader.read_library(name).with_sets([])
    assert [question.id for question in scaled(core)] == [f"{letter}{n}" for n in SETS[letter]["core"].split()]


def test_every_statement_has_its_voices():
    asked_of = {name: {q.id[1:] for q in scaled(loader.read_library(name))} for name in loader.SHIPPED}
    assert len(STATEMENTS) == 35
    assert set(STATEMENTS) - asked_of["pupil"] == {"1.4", "1.5", "3.3", "5.8"}
    assert set(STATEMENTS) - asked_of["parent"] == {"3.3"}
    assert set(STATEMENTS) <= asked_of["staff"]


def test_texts_are_the_agreed_ones():
    everything = {q.id: q for survey in loader.library().values() for q in scaled(survey)}
    for name, text in EXACT.items():
        assert fill(everything[name].text.in_("en"), SETTING.placeholders) == text


def test_consent_comes_first_then_a_practice_item_for_pupils():
    pupil = loader.read_library("pupil")
    assert [q.type for q in pupil.questions[:2]] == ["consent", "scale"]
    assert pupil.questions[1].practice
    assert [q.id for q in pupil.questions if q.practice] == ["try"]
    assert {"ok"} == {q.id for survey in loader.library().values() for q in survey.questions if q.type == "consent"}


def test_open_questions_end_each_form():
    for name, core in (("pupil", ["o1", "o2"]), ("parent", ["o2"]), ("staff", ["o1", "o2"])):
        survey = loader.read_library(name)
        assert [q.id for q in survey.questions[-2:]] == ["o1", "o2"]
        assert all(q.type == "free_text" and q.longest == 500 for q in survey.questions[-2:])
        assert [q.id for q in survey.with_sets([]).questions if q.type == "free_text"] == core


def test_sensitive_items_are_marked():
    marked = {q.id for survey in loader.library().values() for q in survey.questions if q.sensitive}
    assert marked == {"p2.1", "p3.5", "p5.2", "p5.5", "px9"}


@pytest.mark.parametrize(("name", "scale", "codes", "favourable"), [
    ("pupil", "YSN", ["yes", "sometimes", "no", "dont_know"], ["yes"]),
    ("parent", "AG4", ["strongly_agree", "agree", "disagree", "strongly_disagree", "dont_know"],
     ["strongly_agree", "agree"]),
    ("staff", "AG4", ["strongly_agree", "agree", "disagree", "strongly_disagree", "dont_know"],
     ["strongly_agree", "agree"])])
def test_scales(name, scale, codes, favourable):
    survey = loader.read_library(name)
    found = survey.scales[scale]
    assert [choice.code for choice in found.choices] == codes
    assert [choice.code for choice in found.choices if choice.favourable] == favourable
    assert [choice.code for choice in found.choices if choice.apart] == ["dont_know"]
    assert (found.ordered, found.polarity) == (True, "best_first")
    assert {question.scale for question in scaled(survey)} == {scale}


def test_pupil_items_have_help_and_a_picture_and_at_most_twelve_words():
    for question in scaled(loader.read_library("pupil")):
        assert question.help
        assert question.picture
        assert len(words(question.text.in_("en"))) <= 12


def test_parent_core_fits_one_sms_each():
    parent = loader.read_library("parent").at(SETTING)
    for question in parent.questions:
        labels = [choice.label.in_("en") for choice in parent.choices(question)]
        text = fill(question.wording_for("sms", "en"), SETTING.placeholders)
        sms = measure(asked(text, labels, 10, 10) if question.answerable else text)
        assert sms.gsm, question.id
        assert sms.segments == 1, question.id


def test_only_one_privacy_note_is_shown_and_only_where_it_is_true():
    parent = loader.read_library("parent")
    assert {q.id: q.ask_if for q in parent.questions if q.ask_if} == {
        "sms_privacy": "channel == sms", "telegram_privacy": "channel == telegram"}


def said(survey):
    return " ".join(fill(text.in_("en"), SETTING.placeholders) for _, text in survey.texts())


@pytest.mark.parametrize("name", loader.SHIPPED)
def test_words_that_promise_too_much_are_absent(name):
    assert not re.search(r"monitor|guarantee|we will help|we will respond|anonym|confidential|\bsecret",
                         said(loader.read_library(name)), re.IGNORECASE)


def test_the_first_screen_for_pupils_says_what_it_must():
    pupil = loader.read_library("pupil").at(SETTING)
    first = " ".join(fill(text.in_("en"), SETTING.placeholders) for text in (pupil.intro, pupil.questions[0].text))
    for needed in ("Hill House", "skip any question", "stop", "do not ask your name", "No one is told who said what",
                   "safe adult here reads", "Nobody watches this chat live", "999", "0800 1111", "85258", "Ms Green"):
        assert needed in first, needed


def test_accepted_words_mean_one_choice_and_none_is_on_the_fence():
    fence = {"maybe", "ok", "fine", "yes and no", "mostly", "not really", "depends", "yes", "no", "👍", "👎"}
    for choice in loader.read_library("parent").scales["AG4"].choices:
        assert not fence & set(choice.accept.get("en", ()))
    for choice in loader.read_library("pupil").scales["YSN"].choices:
        assert not (fence - {"👍", "👎"}) & set(choice.accept.get("en", ()))
    accepted = Counter(word for choice in loader.read_library("pupil").scales["YSN"].choices
                       for word in choice.accept.get("en", ()))
    assert max(accepted.values()) == 1
