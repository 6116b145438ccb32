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


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[str, str]:
    """Give the fault and the remedy of a parser's complaint about `text`."""
    problem = str(error.problem or error.context or "")
    for sign, fault, remedy in _SENTENCES:
        if sign in problem:
            return fault, remedy
    return ("This is not YAML that can be read.",
            "Check the quotation marks, brackets and spaces on this line and the one before.")
