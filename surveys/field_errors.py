"""What is wrong with one field of a questionnaire file, in an author's words, at its place."""

import re
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from surveys.document import Document, Finding, Path, Plain
from surveys.field_values import expected
from surveys.model import BASE_LANGUAGE, Channel, Choice, Scale, Setting
from surveys.questions import QUESTION_TYPES
from surveys.questions.number import Band
from surveys.suggestions import did_you_mean
from surveys.survey import Section, Survey, Translation

TEXTS = frozenset({"title", "intro", "promise", "thanks", "closed", "already_done", "opted_out", "label",
                   "text", "help", "plain"})
"""Fields that hold a sentence, in one language or several."""
_TYPE_TAG = 4
"""Where pydantic's location of a fault names the question's type: sections, 0, questions, 3, *scale*, text."""
_PARTS: tuple[tuple[re.Pattern[str], type[BaseModel]], ...] = (
    (re.compile(r"sections/\d+"), Section),
    (re.compile(r"sections/\d+/questions/\d+/options/\d+"), Choice),
    (re.compile(r"sections/\d+/questions/\d+/bands/\d+"), Band),
    (re.compile(r"scales/[^/]*"), Scale),
    (re.compile(r"scales/[^/]*/choices/\d+"), Choice),
    (re.compile(r"languages/[^/]*"), Translation),
    (re.compile(r"setting"), Setting),
)


def in_plain_words(error: ValidationError, document: Document) -> tuple[Finding, ...]:
    """Turn pydantic's complaints about a document into findings."""
    details = error.errors(include_url=False)
    return tuple(_finding(each, document) for each in details if not _is_echo(each))


def _is_echo(error: ErrorDetails) -> bool:
    # A list whose items are all wrong is also called empty.
    given = error["input"]
    return error["type"] == "too_short" and isinstance(given, list) and bool(given)


def _finding(error: ErrorDetails, document: Document) -> Finding:
    path, missing = _locate(error, document)
    kind = error["type"]
    if kind == "missing":
        return Finding(path, f"{subject(path, document)} has no '{missing}'.", _how_to_add(str(missing)))
    if kind == "extra_forbidden":
        parent = path[:-1]
        return Finding(path, f"{subject(parent, document)} has no field called '{path[-1]}'.",
                       did_you_mean(str(path[-1]), fields_at(parent, document)))
    if kind.startswith("union_tag"):
        return _type(path, document)
    return _value(error, path, document)


def fields_at(path: Path, document: Document) -> tuple[str, ...]:
    """Give the names that may stand in the mapping at `path`."""
    return tuple(_model_at(path, document).model_fields)


def subject(path: Path, document: Document) -> str:
    """Give what stands at `path` a name: "Question 'p2.1'", "Section 'opening'", "The questionnaire"."""
    for length in range(len(path), 0, -1):
        part = path[:length]
        if len(part) == 4 and part[0] == "sections" and part[2] == "questions":
            return _named("Question", part, document)
        if len(part) == 2 and part[0] == "sections":
            return _named("Section", part, document)
        if len(part) == 2 and part[0] in ("scales", "languages", "sets"):
            return f"{str(part[0])[:-1].capitalize()} '{part[1]}'"
    return "The questionnaire"


def _named(noun: str, path: Path, document: Document) -> str:
    value = document.at(path)
    name = value.get("id") if isinstance(value, dict) else None
    return f"{noun} '{name}'" if isinstance(name, str) and name else f"{noun} {int(path[-1]) + 1}"


def _model_at(path: Path, document: Document) -> type[BaseModel]:
    written = "/".join(str(part) for part in path)
    if len(path) == 4 and path[0] == "sections":
        value = document.at(path)
        kind = value.get("type") if isinstance(value, dict) else None
        return QUESTION_TYPES.get(str(kind), QUESTION_TYPES["info"])
    for pattern, model in _PARTS:
        if pattern.fullmatch(written):
            return model
    return Survey


def _locate(error: ErrorDetails, document: Document) -> tuple[Path, str | None]:
    """Give the path in the file of pydantic's location, and the name of a field that is not there."""
    path: Path = ()
    for place, key in enumerate(error["loc"]):
        value = document.at(path)
        if place == _TYPE_TAG and path[::2] == ("sections", "questions"):
            continue
        if isinstance(value, dict) and str(key) in value:
            path = (*path, str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            path = (*path, key)
    return path, str(error["loc"][-1]) if error["loc"] else None


def _how_to_add(field: str) -> str:
    if field == "type":
        return f"Add 'type:' with one of: {', '.join(QUESTION_TYPES)}."
    if field in TEXTS:
        return f"Add '{field}: …' with the words to show."
    return f"Add '{field}:'."


def _type(path: Path, document: Document) -> Finding:
    value = document.at(path)
    kind = value.get("type") if isinstance(value, dict) else None
    if isinstance(kind, dict | list):
        return Finding((*path, "type"), f"{subject(path, document)}: the type is not one word.", _how_to_add("type"))
    if kind is None:
        others = [name for name in value if name != "type"] if isinstance(value, dict) else []
        meant = get_close_matches("type", others, n=1)
        remedy = f"Did you mean 'type' by '{meant[0]}'?" if meant else _how_to_add("type")
        return Finding(path, f"{subject(path, document)} has no 'type'.", remedy)
    return Finding((*path, "type"), f"{subject(path, document)}: the type '{kind}' is not known.",
                   did_you_mean(str(kind), QUESTION_TYPES))


def _value(error: ErrorDetails, path: Path, document: Document) -> Finding:
    name, whose = str(path[-1]) if path else "", subject(path, document)
    value = document.at(path)
    if error["loc"] and error["loc"][-1] == "[key]":
        return _key(path, whose)
    if _is_text(path) and value is None:
        return _empty_text(path, document)
    if value is None:
        return Finding(path, f"{whose}: '{name}' is empty.", "Write a value, or take the line out.")
    wants_text = error["type"] in ("string_type", "dict_type") and not isinstance(value, dict | list)
    if (_is_text(path) or wants_text) and path in document.written:
        return Finding(path, f"{whose}: '{name}' is read as {_reading(value)}, not as text.",
                       f"Put it in quotes: '{document.written[path]}'.", "L03")
    fault, remedy = expected(error, name, value)
    return Finding(path, f"{whose}: {fault}", remedy)


def _is_text(path: Path) -> bool:
    return any(part in TEXTS or part == "wording" for part in path[-2:]) or path[:1] == ("sets",)


def _empty_text(path: Path, document: Document) -> Finding:
    texts = document.at(path[:-1])
    others = isinstance(texts, dict) and len(path) > 1 and path[-2] in TEXTS and any(texts.values())
    if path[-1] == BASE_LANGUAGE and others:
        whose = subject(path, document)
        return Finding(path, f"{whose}: '{path[-2]}' is translated, but its English is empty.",
                       "Write the English, which every translation follows.", "L21")
    return Finding(path, f"{subject(path, document)}: '{path[-1]}' is empty.",
                   "Write the words, or take the line out.", "L20" if others else "form")


def _key(path: Path, whose: str) -> Finding:
    key = str(path[-1])
    if "wording" in path[-2:-1]:
        return Finding(path, f"{whose}: '{key}' is not a channel.", did_you_mean(key, get_args(Channel)))
    return Finding(path, f"{whose}: '{key}' is not a language.",
                   "Use a language code such as en, pl or ar.")


def _reading(value: Plain) -> str:
    return "true or false" if isinstance(value, bool) else "a number"
