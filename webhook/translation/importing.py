"""A checked spreadsheet to the two files it becomes: the questionnaire, and Heard's own sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot import phrases
from surveys import lint
from surveys.errors import Problem, Severity
from surveys.model import BASE_LANGUAGE
from surveys.survey import Translation
from surveys.translations import entries, write
from surveys.yaml_edits import Page
from surveys.yaml_words import Words
from webhook.translation import checking
from webhook.translation.checking import About, WrongTranslation
from webhook.translation.lines import of_questionnaire, of_sentences, parted
from webhook.translation.spreadsheet import Row
from webhook.translation.workbook import QUESTIONNAIRE, SENTENCES


@dataclass(frozen=True, slots=True)
class Checked:
    """What a checked spreadsheet becomes: the text of both files. `waiting` is what still keeps it from going live."""

    questionnaire: str
    sentences: str
    waiting: tuple[str, ...] = ()


def checked(sheets: Mapping[str, tuple[Row, ...]], about: About, text: str, file: str) -> Checked:
    """Give both files from a spreadsheet and the questionnaire's text as it is now.

    Raises `WrongTranslation` with every fault, and `InvalidSurvey` where the questionnaire cannot be read.
    """
    listed = entries(text, file, about.language)
    said, wrong = checking.translations(QUESTIONNAIRE, sheets[QUESTIONNAIRE], of_questionnaire(listed), about.language)
    own, others = checking.translations(SENTENCES, sheets[SENTENCES], of_sentences(about.language), about.language)
    if wrong or others:
        raise WrongTranslation((*wrong, *others))
    words: dict[tuple[str | int, ...], Words] = {
        entry.path: parted(said[entry.place]) if entry.several else said[entry.place] for entry in listed}
    declared = Translation(status="checked", name=about.name, dir="rtl" if about.dir == "rtl" else "ltr")
    try:
        made = write(text, about.language, declared, words)
    except ValueError as refusal:
        raise WrongTranslation([str(refusal)]) from None
    spoilt, waiting = _new_faults(text, made, file, about.language)
    if spoilt:
        raise WrongTranslation(f"{QUESTIONNAIRE}: {problem.fault} {problem.remedy}" for problem in spoilt)
    return Checked(made, sentences(about, own), tuple(f"{problem.fault} {problem.remedy}" for problem in waiting))


def sentences(about: About, said: Mapping[str, str]) -> str:
    """Give a checked phrasebook as YAML, laid out and remarked as the English one is."""
    page = Page(phrases.shipped(BASE_LANGUAGE) or "")
    for name, value in (("name", about.name), ("status", "checked"), ("dir", about.dir)):
        page.put((name,), value)
    for key in phrases.phrasebook(BASE_LANGUAGE).sentences:
        page.put(("sentences", key), said.get(key, ""))
    return page.text()


def _new_faults(before: str, after: str, file: str, language: str) -> tuple[list[Problem], list[Problem]]:
    """Give the errors that a translation brings in, and those that only keep the language from going live."""
    found = [problem for problem in lint.check(after, file, languages_live=(BASE_LANGUAGE, language))
             if problem.severity is Severity.ERROR]
    old = {problem.fault for problem in lint.check(before, file)} if found else set()
    fresh = [problem for problem in found if problem.fault not in old]
    return [each for each in fresh if each.rule != "L20"], [each for each in fresh if each.rule == "L20"]
