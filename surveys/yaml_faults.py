"""What is wrong with a YAML text, in an author's words rather than the parser's."""

from ruamel.yaml.error import MarkedYAMLError

SYNTAX = "yaml"
"""The rule under which faults of the YAML itself are reported."""

_SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("character '\\t'", "A tab is used where spaces belong.", "Indent with spaces."),
    ("mapping values are not allowed", "This ':' cannot stand here.",
     "Put the whole text in quotes if ':' is part of it, or check the spaces at the start of the line."),
    ("end of stream", "A quotation mark is opened and never closed.", "Add the closing mark."),
    ("document separator", "A quotation mark is opened and never closed.", "Add the closing mark."),
    ("cannot start any token", "The text starts with a character that YAML keeps for itself.",
     "Put the text in quotes."),
    ("block end", "The line does not line up with the ones around it.",
     "Check the spaces at the start of this line and the line before."),
    ("could not find expected ':'", "A ':' is missing after the name.",
     "Write 'name: value', with a space after the colon."),
    ("<stream end>", "A bracket is opened and never closed.", "Close it with ']' or '}'."),
    ("',' or", "A comma or a closing bracket is missing.", "Add ',' or the closing bracket."),
    ("<document start>", "Something is left over after the end.", "Take out what does not belong."),
    ("escape", "A backslash in double quotes starts something unknown.",
     "Use single quotes, or write two backslashes."),
)


_OPENED = ("end of stream", "document separator", "could not find expected ':'", "<stream end>")
"""Complaints whose cause is where something began, not where the parser gave up."""


def mark_of(error: MarkedYAMLError) -> tuple[int, int]:
    """Give the line and column, from 1, where the author should look."""
    began = any(sign in str(error.problem) for sign in _OPENED)
    marks = (error.context_mark, error.problem_mark) if began else (error.problem_mark, error.context_mark)
    mark = marks[0] or marks[1]
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def in_plain_words(error: MarkedYAMLError) -> tuple[str, str]:
    """Give the fault and the remedy of a parser's complaint."""
    problem = str(error.problem or error.context or "")
    for sign, fault, remedy in _SENTENCES:
        if sign in problem:
            return fault, remedy
    return ("This is not YAML that can be read.",
            "Check the quotation marks, brackets and spaces on this line and the one before.")
