"""Words as every format can hold them: no control characters, which neither XML nor a reader has any use for."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Value = TypeVar("Value")

_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 leaves out, and the C1 controls it only tolerates."""


def legible(value: Value) -> Value:
    """Give `value` with control characters and lone surrogates taken out of every text in it."""
    return _legible(value)  # type: ignore[no-any-return]


def _legible(value: Any) -> Any:  # noqa: ANN401 - a report is values within values
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, tuple):
        return tuple(_legible(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _legible(getattr(value, field.name)) for field in fields(value)})
    return value
