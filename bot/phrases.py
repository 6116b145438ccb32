"""Every sentence a respondent can receive, by key and language. A new language is one YAML file.

A key may have a wording of its own for a channel, named `key@web`. A sentence that a language lacks is
said in English.
"""

from collections.abc import Mapping
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


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Give every language with a phrasebook, sorted."""
    names = (entry.name for entry in _BOOKS.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@lru_cache(maxsize=64)
def phrasebook(language: str) -> Phrasebook:
    """Give the phrasebook of `language`, of the language it is a form of (`pt` for `pt-BR`), or English."""
    known = languages()
    found = next((name for name in (language, language.split("-")[0]) if name in known), BASE_LANGUAGE)
    written = YAML(typ="safe").load((_BOOKS / f"{found}.yaml").read_text(encoding="utf-8"))
    return Phrasebook(found, written["name"], written["status"], written["dir"], written["sentences"])


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
