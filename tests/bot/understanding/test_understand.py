"""What holds for every reply: never an error, only answers the question accepts, never the reverse."""

import datetime as dt
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.understanding import How, Reading, confirms, understand
from bot.vocabulary import vocabulary
from surveys.model import Value
from surveys.questions import QUESTION_TYPES
from surveys.survey import Survey

STRETCH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
PIECES = st.lists(st.sampled_from(sorted(
    vocabulary("en")["polite"] | vocabulary("en")["negations"] | vocabulary("en").meanings["yes"].accept
    | vocabulary("en").meanings["no"].accept | {"agree", "disagree", "strongly", "sometimes", "know",
    "dont", "1", "2", "3", "5", ",",
                                                "bus", "maths", "art", "and", "or", "-", "/", "?", "12",
                                                "april", "ago", "😂"})),
    max_size=7).map(" ".join)
REPLIES = st.one_of(st.text(max_size=60), PIECES)
LANGUAGES = st.sampled_from(["en", "pl", "ro", "pt", "ar", "qps-ar"])


def _checks(reading: Reading, survey: Survey, name: str) -> None:
    question = survey.by_id[name]
    if reading.value is not None:
        assert question.accept(reading.value, survey.scales) == reading.value
        assert reading.how not in (How.COMMAND, How.NO_MATCH)
    else:
        assert reading.how in (How.COMMAND, How.NO_MATCH)
        assert reading.code is None and reading.position is None
        assert reading.reason or reading.detail["command"]
    codes = [choice.code for choice in survey.choices(question)]
    if reading.position is not None:
        assert codes[reading.position - 1] == reading.code


@STRETCH
@given(words=REPLIES, language=LANGUAGES, day=st.none() | st.dates())
def test_any_reply_to_any_question_is_read_and_read_the_same_again(survey: Survey, words: str, language: str,
                                                                  day: dt.date | None) -> None:
    for question in survey.questions:
        reading = understand(words, question, survey, language, day)
        _checks(reading, survey, question.id)
        assert understand(words, question, survey, language, day) == reading


def test_every_type_of_question_has_replies_tried(survey: Survey) -> None:
    assert {question.type for question in survey.questions} == set(QUESTION_TYPES)


@STRETCH
@given(before=PIECES, label=st.sampled_from(["agree", "strongly agree", "disagree"]), after=PIECES,
       negation=st.sampled_from(["not", "don't", "never", "dont", "hardly", "can't", "cannot", "won't",
       "nor"]))
def test_a_negated_label_is_never_taken(survey: Survey, before: str, label: str, after: str, negation: str) -> None:
    for words in (f"{before} {negation} {label} {after}", f"{before} {label} {negation} {after}"):
        reading = understand(words, survey.by_id["ag4"], survey, "en")
        assert not reading.taken or reading.how is How.NUMBER, words


@STRETCH
@given(one=st.sampled_from(["yes", "yeah", "yep"]), other=st.sampled_from(["no", "nah",
"nope"]), between=PIECES)
def test_yes_with_no_is_never_taken(survey: Survey, one: str, other: str, between: str) -> None:
    for words in (f"{one} {between} {other}", f"{other} {between} {one}"):
        for name in ("ysn", "yn", "ok"):
            assert not understand(words, survey.by_id[name], survey, "en").taken, words


@STRETCH
@given(st.data())
def test_a_slip_on_a_scale_is_asked_about_or_refused(survey: Survey, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(["agree", "disagree", "strongly agree", "strongly disagree"]))
    at = data.draw(st.integers(0, len(label) - 1))
    letter = data.draw(st.sampled_from("bcfhjkmpquvwxz"))
    typed = label[:at] + letter + label[at + 1:]
    assert not understand(typed, survey.by_id["ag4"], survey, "en").taken, typed


@pytest.mark.parametrize("place", [1, 2, 3, 4])
@pytest.mark.parametrize("shape", ["{n}", "{n}.", "{n})", "({n})", "#{n}", "option {n}", "Option {n}!",
"no {n}", "number {n}", "answer {n}",
                                   "{n} please", "{n}\nSent from my iPhone", "its {n}"])
def test_a_place_is_a_place_however_it_is_put(survey: Survey, place: int, shape: str) -> None:
    reading = understand(shape.format(n=place), survey.by_id["ag"], survey, "en")
    assert (reading.how, reading.position) == (How.NUMBER, place)


@pytest.mark.parametrize("language", ["en", "pl", "ro", "pt", "ar"])
@pytest.mark.parametrize("name", ["ok", "ysn", "ag", "yn", "travel", "stage"])
def test_every_label_code_and_synonym_is_its_own_choice(survey: Survey, name: str, language: str) -> None:
    question = survey.by_id[name]
    for choice in survey.choices(question):
        label = choice.label.in_(language)
        for words in (label, label.upper(), f" {label}. "):
            reading = understand(words, question, survey, language)
            assert (reading.how, reading.code) == (How.EXACT, choice.code), words
        for words in choice.accept.get(language, ()):
            assert understand(words, question, survey, language).code == choice.code, words


@pytest.mark.parametrize(("words", "how"), [
    ("agree", How.EXACT), ("AGREEE", How.EXACT), ("dis agree", How.EXACT), ("agreed", How.ALIAS),
    ("2", How.NUMBER), ("b", How.NUMBER),
    ("two", How.NUMBER), ("I agree with that", How.LABEL), ("agre", How.CONFIRM),
    ("i don't agree", How.NO_MATCH), ("skip", How.COMMAND)])
def test_says_how_it_was_read(survey: Survey, words: str, how: How) -> None:
    assert understand(words, survey.by_id["ag4"], survey, "en").how is how


@pytest.mark.parametrize(("name", "words", "reason"), [
    ("ag", "agree disagree", "several_choices"), ("ag", "1 agree", "several_choices"),
    ("ag", "not agree", "negated"), ("ag", "  ", "empty"),
    ("ag", "9", "not_a_choice"), ("lessons", "none 1", "exclusive"), ("age", "12-13", "several_numbers"),
    ("age", "-1", "out_of_range"),
    ("age", "1e9", "not_a_number"), ("age", "12.5", "not_whole"), ("day", "32/1", "not_a_date"),
    ("day", "1/1/1999", "date_out_of_range"),
    ("say", "x" * 501, "too_long"), ("say", "\u200b", "empty"), ("hello", "yes", "unclear")])
def test_says_why_it_cannot_be_used(survey: Survey, name: str, words: str, reason: str) -> None:
    reading = understand(words, survey.by_id[name], survey, "en")
    assert (reading.how, reading.reason) == (How.NO_MATCH, reason)


@pytest.mark.parametrize(("words", "value"), [
    ("13", ("club_13",)), ("15", ("club_1", "club_5")), ("1 3", ("club_1", "club_3")),
    ("1,13", ("club_1", "club_13"))])
def test_digits_run_together_are_asked_about_in_a_long_list(survey: Survey, words: str, value: Value) -> None:
    reading = understand(words, survey.by_id["clubs"], survey, "en")
    assert reading.value == value
    assert (reading.how is How.CONFIRM) == (words == "15")


@pytest.mark.parametrize(("words", "value"), [("10", "y10"), ("year 10", "y10"), ("yr 11", None),
    ("2", "y10"), ("9", "y9")])
def test_a_number_in_a_label_is_known(survey: Survey, words: str, value: str | None) -> None:
    assert understand(words, survey.by_id["stage"], survey, "en").value == value


def test_words_are_kept_as_typed(survey: Survey) -> None:
    words = "  Ｍore ART!!! “please”\n\nSent from my iPhone"
    assert understand(words, survey.by_id["say"], survey, "en").value == words.strip()


def test_relative_days_need_a_today(survey: Survey) -> None:
    assert understand("yesterday", survey.by_id["day"], survey, "en").reason == "not_a_date"
    assert understand("3/4", survey.by_id["day"], survey, "en").reason == "not_a_date"
    assert understand("3 April 2026", survey.by_id["day"], survey, "en").value == "2026-04-03"


@pytest.mark.parametrize(("words", "said"), [
    ("yes", True), ("YES!", True), ("yh", True), ("yes please", True), ("👍", True), ("correct", True),
    ("no", False), ("Nah", False),
    ("no thanks", False), ("👎", False), ("2", None), ("agree", None), ("maybe", None), ("", None),
    ("yes no", None), ("x" * 500, None)])
def test_reads_the_answer_to_did_you_mean(words: str, said: bool | None) -> None:
    assert confirms(words, "en") is said


def test_reads_the_answer_to_did_you_mean_in_other_languages() -> None:
    assert confirms("tak", "pl") is True and confirms("nie", "pl") is False
    assert confirms("nu", "ro") is False and confirms("sim", "pt") is True and confirms("نعم", "ar") is True


def test_very_long_replies_are_read_at_once(survey: Survey) -> None:
    for words in ("yes " * 25_000, "x" * 100_000, "ﷺ" * 100_000, "1," * 50_000, "\n" * 100_000,
    "9" * 100_000):
        for question in survey.questions:
            began = time.perf_counter()
            assert understand(words, question, survey, "en").value is None
            assert time.perf_counter() - began < 1


def test_a_reading_does_not_depend_on_what_was_read_before(survey: Survey) -> None:
    again = Survey.model_validate(json.loads(survey.model_dump_json()))
    assert understand("agre", again.by_id["ag"], again,
    "en") == understand("agre", survey.by_id["ag"], survey, "en")
