"""A questionnaire file to a `Survey`, or every fault in it at once."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from surveys import draft as drafts
from surveys.document import Place
from surveys.errors import InvalidSurvey, Problem
from surveys.structure import CHECKS
from surveys.survey import Survey
from surveys.yaml_reader import LONGEST

SHIPPED = ("pupil", "parent", "staff")
"""The questionnaires that come with Heard."""


def load(text: str, file: str = "<text>") -> Survey:
    """Read a questionnaire; `file` is named in messages. Raises `InvalidSurvey` with every fault."""
    draft = drafts.read(text, file)
    findings = [*draft.findings]
    if draft.document.value is not None:
        findings += [finding for check in CHECKS for finding in check(draft)]
    if findings or draft.survey is None:
        raise InvalidSurvey(draft.problems(findings))
    return draft.survey


def read_text(path: Path) -> str:
    """Read a questionnaire file's text. Raises `InvalidSurvey` where it cannot be, saying what to do."""
    try:
        with path.open("rb") as file:
            content = file.read(4 * LONGEST + 1)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise _unreadable(path, "There is no such file.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise _unreadable(path, "This is a folder.", "Name the questionnaire files in it.") from None
    except UnicodeDecodeError as error:
        before = error.object[:error.start]
        line = before.count(b"\n") + 1
        raise _unreadable(path, "The file is not written in UTF-8.",
                          "Save it again as plain text with the encoding UTF-8.", line) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one a file can have"
        raise _unreadable(path, f"The file cannot be read: {reason}.", "Check its name and rights.") from None
    if len(content) > 4 * LONGEST:
        raise _unreadable(path, f"The file is larger than {4 * LONGEST:,} bytes.",
                          "A questionnaire is a short text file; check that this is the right one.")
    return text


def load_file(path: Path) -> Survey:
    """Read a questionnaire from a file. Raises `InvalidSurvey`."""
    return load(read_text(path), str(path))


def library_text(name: str) -> str:
    """Give the YAML of a shipped questionnaire. Raises `KeyError` for a name not in `SHIPPED`."""
    if name not in SHIPPED:
        raise KeyError(name)
    return files("surveys").joinpath("library", f"{name}.yaml").read_text(encoding="utf-8")


@cache
def read_library(name: str) -> Survey:
    """Give a shipped questionnaire. Raises `KeyError` for a name not in `SHIPPED`."""
    return load(library_text(name), f"surveys/library/{name}.yaml")


def library() -> dict[str, Survey]:
    """Give every shipped questionnaire by its name."""
    return {name: read_library(name) for name in SHIPPED}


def _unreadable(path: Path, fault: str, remedy: str, line: int = 1) -> InvalidSurvey:
    place = Place(line)
    return InvalidSurvey((Problem(str(path), place.line, place.column, "file", fault, remedy),))
