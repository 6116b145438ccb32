"""What a field's value should be, in an author's words rather than the validator's."""

import re
from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from surveys.document import Plain
from surveys.suggestions import did_you_mean

_SHAPES: Mapping[str, str] = {
    "id": "small letters, digits and '_' (in a question's id '.' too), at most 32, starting with a letter",
    "code": "small letters, digits and '_', at most 32",
}


def expected(error: ErrorDetails, name: str, value: Plain) -> tuple[str, str]:
    """Give the fault and the remedy of a field `name` whose value is of the wrong kind."""
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return f"'{name}' cannot be '{value}'.", did_you_mean(str(value), known)
    for kind, say in _EXPECTED.items():
        if error["type"].startswith(kind):
            return say(name, context)
    wanted = error["msg"].removeprefix("Input should be ")
    return f"'{name}' is not as it should be.", f"It should be: {wanted}."


def _should_be(what: str) -> Callable[[str, Mapping[str, object]], tuple[str, str]]:
    def say(name: str, context: Mapping[str, object]) -> tuple[str, str]:
        wanted = what.format(**context)
        return f"'{name}' is not {wanted}.", f"Write {wanted}."
    return say


_EXPECTED: Mapping[str, Callable[[str, Mapping[str, object]], tuple[str, str]]] = {
    "string_pattern": lambda name, _: (
        f"'{name}' is not written as it should be.",
        f"Use {_SHAPES.get(name, 'a language code such as en or pl')}."),
    "int": _should_be("a whole number"),
    "float": _should_be("a number"),
    "finite_number": _should_be("an ordinary number"),
    "bool": _should_be("true or false"),
    "string_too_short": _should_be("at least {min_length} characters"),
    "string_too_long": _should_be("at most {max_length} characters"),
    "string": _should_be("text"),
    "too_short": lambda name, _: (f"'{name}' is empty.", "Add at least one."),
    "greater_than_equal": _should_be("{ge} or more"),
    "less_than_equal": _should_be("{le} or less"),
    "tuple": _should_be("a list, each line starting with '- '"),
    "model": _should_be("a group of fields, one 'name: value' a line"),
    "dict": _should_be("a group of fields, one 'name: value' a line"),
    "mapping": _should_be("a group of fields, one 'name: value' a line"),
}
