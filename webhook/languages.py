"""Languages that a speaker has checked for this installation: files in the folder `languages`, one a language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot import phrases
from bot.phrases import Phrasebook
from bot.translating import faults
from surveys.errors import InvalidSurvey, Problem
from surveys.loader import read_text
from surveys.model import BASE_LANGUAGE
from surveys.wave import Wave
from surveys.yaml_reader import read as read_yaml

FOLDER = "languages"
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

_MADE_BY = "`heard translate import` writes such files."


class LanguageError(Exception):
    """A file of sentences that cannot be spoken from. Every fault, each with its file and what to do."""


def is_code(language: str) -> bool:
    """Say whether `language` is a code such as `pl` or `pt-BR`."""
    return bool(_CODE.fullmatch(language)) and len(language) <= 20


def use(folder: Path) -> None:
    """Speak from the phrasebooks of an installation's folder in place of Heard's own. Raises `LanguageError`."""
    found = sorted((folder / FOLDER).glob("*.yaml"))
    books, wrong = [], []
    for file in found:
        try:
            books.append(_read(file))
        except LanguageError as error:
            wrong.append(str(error))
    if wrong:
        raise LanguageError("\n".join(wrong))
    phrases.use(books)


def unchecked(wave: Wave) -> Iterator[Problem]:
    """Give a fault for each language of a wave in which a speaker has not checked Heard's own sentences."""
    for language in wave.languages:
        if not phrases.ready(language):
            about = wave.survey.languages.get(language)
            name = f"{about.name} ({language})" if about else language
            yield Problem(wave.survey.id, 1, 1, "sentences",
                          f"Heard's own sentences in {name} are a draft, so it cannot go live.",
                          f"Have them checked by a speaker: heard translate export {wave.survey.id} --lang {language} "
                          f"--out {language}.xlsx, then heard translate import.")


def _read(file: Path) -> Phrasebook:
    try:
        written = read_yaml(read_text(file))
    except InvalidSurvey as error:
        raise LanguageError(f"{file}: {error.problems[0].fault} {error.problems[0].remedy}") from None
    problems = [f"{found.fault} {found.remedy}" for found in written.findings]
    value = written.value if isinstance(written.value, dict) else {}
    problems = problems or [*_faults(file.stem, value)]
    if problems:
        raise LanguageError("\n".join(f"{file}: {problem}" for problem in problems))
    sentences = value["sentences"]
    status, direction = value["status"], value["dir"]
    assert isinstance(sentences, dict)  # noqa: S101 - looked at above
    return Phrasebook(file.stem, str(value["name"]), "checked" if status == "checked" else "draft",
                      "rtl" if direction == "rtl" else "ltr", {key: str(said) for key, said in sentences.items()})


def _faults(language: str, value: Mapping[str, object]) -> Iterator[str]:
    if not is_code(language):
        yield f"'{language}' is not a language. Name the file after one: pl.yaml."
    known = value.get("status") in ("checked", "draft") and value.get("dir") in ("ltr", "rtl")
    if not known or not value.get("name"):
        yield f"It does not say name, status (checked or draft) and dir (ltr or rtl). {_MADE_BY}"
    sentences = value.get("sentences")
    if not isinstance(sentences, dict):
        yield f"It has no sentences. {_MADE_BY}"
        return
    english = phrases.Phrasebook.read(BASE_LANGUAGE, phrases.shipped(BASE_LANGUAGE) or "").sentences
    for key, said in sentences.items():
        if not isinstance(said, str):
            yield f"The sentence '{key}' is not text. Put it in quotation marks."
        elif key in english:
            yield from (f"The sentence '{key}': {fault}" for fault in faults(english[key], said, language))
