"""The words around the questions: which language a page speaks, and its sentences in it."""

from functools import partial

from flask import Request

from bot.phrases import languages, phrasebook, say
from surveys.model import BASE_LANGUAGE

Shown = dict[str, object]
"""What a template is given, by name."""


def preferred(request: Request) -> list[str]:
    """Give the languages this browser asks for, best first."""
    return [name.lower() for name, _ in request.accept_languages]


def page_language(request: Request) -> str:
    """Give the language for a page outside any questionnaire: one that a speaker has checked."""
    checked = [name for name in languages() if phrasebook(name).status == "checked"]
    return request.accept_languages.best_match(checked, default=BASE_LANGUAGE) or BASE_LANGUAGE


def spoken(language: str) -> Shown:
    """Give what every page needs of a language: its code, its direction, and how to say things in it."""
    return {"language": language, "dir": phrasebook(language).dir, "asked": None, "setting": None,
            "say": partial(_say, language=language)}


def _say(key: str, *, language: str, **detail: object) -> str:
    return say(key, language, "web", **detail)
