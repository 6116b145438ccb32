"""How a text or a short list is written into a YAML file: bare where that is safe, quoted or folded where not."""

import json
import re
import textwrap
from collections.abc import Sequence

from surveys.yaml_reader import read

WIDTH = 116
"""Columns that a written line may take before it is folded."""
Words = str | Sequence[str]
"""What stands in one place: a text, or a list of short ones."""
_BARE = re.compile(r"[^\W\d_][^\"#:{}\[\],&*!|>%@`\\]*")


def written(words: Words, column: int, *, flow: bool) -> str:
    """Give `words` as YAML, to stand after a name that begins in `column` (from 0); `flow`: within braces.

    A text must have no runs of spaces, and no spaces at the ends of its lines.
    """
    if not isinstance(words, str):
        return _listed(words, column)
    if flow or not words:
        return _in_line(words)
    if "\n" in words:
        return "|-" + "".join(f"\n{' ' * (column + 2)}{line}" if line else "\n" for line in words.split("\n"))
    if column + len(words) + 8 <= WIDTH:
        return _in_line(words) if _plain(words) or not _as_is(words) else words
    indent = " " * (column + 2)
    folded = textwrap.wrap(words, max(WIDTH - len(indent), 40), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(indent + line for line in folded)


def _in_line(words: str) -> str:
    return words if _plain(words) else json.dumps(words, ensure_ascii=False)


def _plain(words: str) -> bool:
    return bool(_BARE.fullmatch(words)) and _as_is(words)


def _as_is(words: str) -> bool:
    """Say whether `words` without quotation marks are read as themselves."""
    document = read(f"text: {words}")
    return not document.findings and not document.written and document.value == {"text": words}


def _listed(words: Sequence[str], column: int) -> str:
    lines, line = [], "["
    for number, word in enumerate(words):
        piece = _in_line(word) + ("," if number + 1 < len(words) else "")
        if len(line) > 1 and column + 4 + len(line) + len(piece) > WIDTH:
            lines.append(line.rstrip())
            line = " " * (column + 5)
        line += piece + " "
    return "\n".join([*lines, line.rstrip() + "]"])
