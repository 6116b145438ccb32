"""Every language keeps what the English says: placeholders, numbers to call, command words, and no promises."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot import phrases
from bot.signposting import helplines
from bot.translating import LONGEST, faults, promises
from bot.understanding import understand
from surveys import loader
from surveys.translations import entries

DRAFTED = {"pl": "ltr", "ro": "ltr", "pt": "ltr", "ar": "rtl"}
LANGUAGES = ("en", *DRAFTED)
ENGLISH = phrases.phrasebook("en").sentences
BUTTONS = {"Next": "page.next", "Back": "page.back", "Skip": "page.skip", "Stop": "page.stop"}
PROMISES = {
    "en": ["We are monitoring this.", "We guarantee it.", "We will help you.", "This is ANONYMOUS."],
    "pl": ["Ktoś monitoruje te odpowiedzi.", "Gwarantujemy to.", "Pomożemy Państwu.", "To jest anonimowe."],
    "ro": ["Monitorizăm răspunsurile.", "Garantăm asta.", "Vă vom ajuta? Vom ajuta.", "Este anonim."],
    "pt": ["Monitorizamos isto.", "Garantimos.", "Vamos ajudar.", "Isto é anónimo.", "Isto é anônimo."],
    "ar": ["هذه المحادثة مراقَبة.", "نضمن ذلك.", "سنُساعدك.", "هويتك مجهولة."],
}


@pytest.fixture
def used():
    yield phrases.use
    phrases.use(())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_keeps_what_the_english_says(language):
    for key, said in phrases.phrasebook(language).sentences.items():
        assert not [*faults(ENGLISH[key], said, language)], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parent_questionnaire_is_whole_in_every_language(language):
    for entry in entries(loader.library_text("parent"), "parent", language):
        assert entry.translated, entry.place
        if not entry.several:
            assert not [*faults(entry.english, entry.translated, language)], entry.place


@pytest.mark.parametrize("language", LANGUAGES)
def test_helplines_keep_their_numbers_in_every_language(language):
    for line in helplines():
        assert language in line.line.languages, line.id
        assert not [*faults(line.line.in_("en"), line.line.in_(language), language)], line.id


@pytest.mark.parametrize(("language", "direction"), DRAFTED.items())
def test_drafts_are_marked_and_cannot_go_live(language, direction):
    book, declared = phrases.phrasebook(language), loader.read_library("parent").languages[language]
    assert (book.status, book.dir) == (declared.status, declared.dir) == ("draft", direction)
    assert book.name == declared.name
    assert not phrases.ready(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_of_parents_are_understood_as_they_are_shown(language):
    survey = loader.read_library("parent")
    question = survey.by_id["cx7"]
    for choice in survey.choices(question):
        for words in (choice.label.in_(language), choice.label.in_(language).upper(), *choice.accept[language]):
            assert understand(words, question, survey, language).value == choice.code, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_is_called_what_it_says(language):
    own = phrases.phrasebook(language).sentences
    for key, english in ENGLISH.items():
        for name in re.findall(r"(?:[Pp]ress|press) (Next|Back|Skip|Stop)\b", english):
            label = own[BUTTONS[name]]
            assert _bare(label) in _bare(own[key]), (key, label)


def _bare(text):
    return re.sub("[\u064b-\u0652]", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_twelve(language):
    assert len(phrases.phrasebook(language).sentences["months"].split(",")) == 12


@pytest.mark.parametrize(("language", "said"), [(name, said) for name, all_ in PROMISES.items() for said in all_])
def test_promises_are_found_in_every_language(language, said):
    assert promises(said, language)
    assert [*faults("We count the answers.", said, language)]


def test_promises_in_english_are_found_in_any_language():
    assert promises("monitored", "pl")
    assert promises("monitored", "so")


@pytest.mark.parametrize(("english", "said", "named"), [
    ("Hello {setting}", "Cześć", "{setting} is missing"),
    ("Hello", "Cześć {setting}", "{setting} is not in the English"),
    ("{a} to {b}", "{a} do {c}", "{b} is missing"),
    ("Hi {p|there}", "Cześć {p}", "{p} is missing"),
    ("Hello {setting}", "Cześć {setting.name}", "{setting.name} is not in the English"),
    ("Hello {setting}", "Cześć {setting!r} {setting}", "belongs to no placeholder"),
    ("Hello", "Cześć {", "belongs to no placeholder"),
    ("Hello", "", "no translation"),
    ("Hello", " \n ", "no translation"),
    ("Send STOP", "Wyślij stop", "'STOP' is missing"),
    ("Call 0800 1111", "Zadzwoń 0800 111", "'1111' is missing"),
    ("Call 999", "اتصل ٩٩٩", "'999' is missing"),
    ("Hello", "=cmd|' /C calc'!A0", "formula"),
    ("Hello", "ab\u202ecd", "hidden"),
    ("Hello", "ab\x07cd", "hidden"),
    ("Hello", "a" * (LONGEST + 1), "is the most"),
])
def test_a_fault_is_named(english, said, named):
    assert any(named in fault for fault in faults(english, said, "pl"))


def test_an_empty_english_sentence_may_stay_empty():
    assert not [*faults("", "", "pl")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_checking_never_fails(english, said):
    assert all(isinstance(fault, str) for fault in faults(english, said, "ar"))


def test_a_checked_phrasebook_is_spoken_from_and_can_go_live(used):
    polish = phrases.phrasebook("pl")
    used([replace(polish, status="checked", sentences={**polish.sentences, "thanks": "Serdecznie dziękujemy."})])
    assert phrases.say("thanks", "pl") == phrases.say("thanks", "pl-PL") == "Serdecznie dziękujemy."
    assert phrases.ready("pl")
    assert phrases.ready("pl-PL")
    assert not phrases.ready("ro")
    used(())
    assert phrases.say("thanks", "pl") == polish.sentences["thanks"]


def test_a_language_that_is_new_to_heard_can_be_added(used):
    used([phrases.Phrasebook("so", "Soomaali", "checked", "ltr", {**ENGLISH, "thanks": "Mahadsanid."})])
    assert "so" in phrases.languages()
    assert phrases.say("thanks", "so") == "Mahadsanid."
    assert phrases.ready("so")


def test_a_phrasebook_that_lacks_a_sentence_cannot_go_live(used):
    lacking = {key: said for key, said in phrases.phrasebook("pl").sentences.items() if key != "help"}
    used([replace(phrases.phrasebook("pl"), status="checked", sentences=lacking)])
    assert not phrases.ready("pl")
    assert phrases.sentence("help", "pl") == ENGLISH["help"]


def test_a_language_without_a_phrasebook_cannot_go_live():
    assert not phrases.ready("so")
    assert phrases.ready("en")


def test_shipped_phrasebooks_have_no_sentence_twice():
    for language in LANGUAGES:
        YAML(typ="rt").load(phrases.shipped(language))
    assert phrases.shipped("xx") is None
