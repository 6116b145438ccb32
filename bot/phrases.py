"""Every sentence a respondent can receive, by key and language. A new language is one YAML file.

A key may have a wording of its own for a channel, named `key@web`. A sentence that a language lacks is
said in English. A setting can have a language checked by a speaker and `use` what came of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ruamel.yaml import YAML

from surveys.model import BASE_LANGUAGE, Text

_BOOKS = files("bot") / "phrasebook"


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One language's sentences. `draft` ones have not been checked by a speaker and cannot go live."""

    language: str
    name: str
    status: Literal["checked", "draft"]
    dir: Literal["ltr", "rtl"]
    sentences: Mapping[str, str]

    @classmethod
    def read(cls, language: str, text: str) -> "Phrasebook":
        """Read a phrasebook's YAML. Raises `KeyError` or `YAMLError` where it is not one."""
        written = YAML(typ="safe").load(text)
        return cls(language, written["name"], written["status"], written["dir"], written["sentences"])


_USED: dict[str, Phrasebook] = {}
"""Phrasebooks in place of the ones that come with Heard, by language."""


def use(books: Iterable[Phrasebook]) -> None:
    """Speak from these phrasebooks in place of Heard's own of the same languages; earlier ones are forgotten.

    For the start of a program: what a conversation has been shown is not shown anew.
    """
    _USED.clear()
    _USED.update({book.language: book for book in books})
    for cache in (languages, phrasebook, sentence):
        cache.cache_clear()


def ready(language: str) -> bool:
    """Say whether a speaker has checked every sentence of `language`, so that it can go live."""
    book = phrasebook(language)
    spoken = book.language in (language, language.split("-")[0])
    return spoken and book.status == "checked" and phrasebook(BASE_LANGUAGE).sentences.keys() <= book.sentences.keys()


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Give every language with a phrasebook, sorted."""
    names = (entry.name for entry in _BOOKS.iterdir())
    return tuple(sorted({name.removesuffix(".yaml") for name in names if name.endswith(".yaml")} | {*_USED}))


def shipped(language: str) -> str | None:
    """Give the YAML of the phrasebook that comes with Heard, or None where it has none for `language`."""
    file = _BOOKS / f"{language}.yaml"
    return file.read_text(encoding="utf-8") if file.is_file() else None


@lru_cache(maxsize=64)
def phrasebook(language: str) -> Phrasebook:
    """Give the phrasebook of `language`, of the language it is a form of (`pt` for `pt-BR`), or English."""
    known = languages()
    found = next((name for name in (language, language.split("-")[0]) if name in known), BASE_LANGUAGE)
    return _USED.get(found) or Phrasebook.read(found, shipped(found) or "")


@lru_cache(maxsize=4096)
def sentence(key: str, language: str, channel: str = "") -> str:
    """Give a sentence with its placeholders still in it. Raises `KeyError` for a key English lacks."""
    for book in (phrasebook(language), phrasebook(BASE_LANGUAGE)):
        for name in (f"{key}@{channel}", key):
            if name in book.sentences:
                return book.sentences[name]
    raise KeyError(key)


def say(key: str, language: str, channel: str = "", **detail: object) -> str:
    """Give a sentence with its placeholders filled from `detail`."""
    return sentence(key, language, channel).format_map(detail)


def everywhere(key: str) -> Text:
    """Give a sentence in every language that has it, placeholders still in it."""
    books = (phrasebook(language) for language in languages())
    return Text({book.language: book.sentences[key] for book in books if key in book.sentences})
