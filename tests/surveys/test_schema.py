"""The JSON Schema accepts what the loader accepts. The checker below knows the words that the schema uses."""

import re

import pytest

from surveys import loader
from surveys.questions import QUESTION_TYPES
from surveys.schema import schema
from surveys.yaml_reader import read

SCHEMA = schema()
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int,
         "number": (int, float)}


def fits(part, value):
    part = SCHEMA["$defs"][part["$ref"].rsplit("/", 1)[-1]] | part if "$ref" in part else part
    if "anyOf" in part and not any(fits(each, value) for each in part["anyOf"]):
        return False
    if "oneOf" in part and sum(fits(each, value) for each in part["oneOf"]) != 1:
        return False
    if "type" in part and (not isinstance(value, TYPES[part["type"]])
                           or (isinstance(value, bool) and part["type"] != "boolean")):
        return False
    if value not in part.get("enum", [value]) or value != part.get("const", value):
        return False
    if isinstance(value, str) and "pattern" in part and not re.search(part["pattern"], value):
        return False
    if isinstance(value, list):
        return len(value) >= part.get("minItems", 0) and all(fits(part.get("items", {}), each) for each in value)
    return not isinstance(value, dict) or fits_fields(part, value)


def fits_fields(part, value):
    if not set(part.get("required", ())) <= set(value):
        return False
    named, patterns = part.get("properties", {}), part.get("patternProperties", {})
    rest = part.get("additionalProperties")
    for name, each in value.items():
        found = [named[name]] if name in named else [p for key, p in patterns.items() if re.search(key, name)]
        if not found and rest is False:
            return False
        if not all(fits(one, each) for one in found or ([rest] if isinstance(rest, dict) else [])):
            return False
    return True


@pytest.mark.parametrize("name", loader.SHIPPED)
def test_the_shipped_questionnaires_fit(name):
    assert fits(SCHEMA, read(loader.library_text(name)).value)


def test_a_questionnaire_with_everything_fits(everything_text):
    assert fits(SCHEMA, read(everything_text).value)


@pytest.mark.parametrize(("old", "new"), [
    ("audience: partner", "audience: pupils"), ("type: multi", "type: mutli"), ("title:", "titel:"),
    ("options:", "option:"), ("code: phone", "code: Phone!"), ("channels: [web", "channels: [post"),
    ("practice: true", "practice: often"), ("id: ok", "id: 7"),
    ("setting}", "setting}\nsetting: {id: a, name: b}\nx: {")])
def test_what_the_loader_refuses_does_not_fit(everything_text, old, new):
    assert not fits(SCHEMA, read(everything_text.replace(old, new)).value)


def test_a_text_may_be_bare_english_and_every_type_is_there():
    assert {"type": "string"} in SCHEMA["$defs"]["Text"]["anyOf"]
    mapping = SCHEMA["$defs"]["Section"]["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(QUESTION_TYPES)
    assert "setting" not in SCHEMA["properties"]
    assert SCHEMA["$schema"].endswith("2020-12/schema")
