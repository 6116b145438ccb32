"""The JSON Schema of a questionnaire file, for an editor to complete and check while an author types."""

from typing import Any

from surveys.survey import Survey

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ABOUT = "A sentence: the English alone, or one for each language (en: …, pl: …)."
Schema = dict[str, Any]


def schema() -> Schema:
    """Give the JSON Schema (2020-12) of a questionnaire file.

    It says what the file may hold, so a text may be bare English, and `setting` is left out: a wave fills
    that in. Rules between the parts are for `heard check`.
    """
    made = Survey.model_json_schema()
    made["$defs"] = {name: part for name, part in made["$defs"].items() if name != "Setting"}
    made["$defs"]["Text"] = _text(made["$defs"]["Text"])
    made["properties"].pop("setting")
    for part in (made, *made["$defs"].values()):
        _for_authors(part)
    return {"$schema": DIALECT, **made, "title": "A Heard questionnaire"}


def _text(by_language: Schema) -> Schema:
    languages = {key: value for key, value in by_language.items() if key not in ("title", "description")}
    return {"description": _ABOUT, "anyOf": [{"type": "string"}, languages]}


def _for_authors(part: Schema) -> None:
    """Drop the defaults that only say "not given", and keep the first sentence of each description."""
    for field in part.get("properties", {}).values():
        if field.get("default") in (None, {}, "", []):
            field.pop("default", None)
        field.pop("title", None)
    if "description" in part:
        part["description"] = part["description"].split("\n\n")[0].replace("\n", " ")
