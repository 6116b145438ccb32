"""Writing the spreadsheet that a speaker checks: text only, never a formula or a link."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from surveys.survey import Translation
from webhook.translation.lines import Line

READ_ME, QUESTIONNAIRE, SENTENCES, FIXED = "Read me first", "Questionnaire", "Sentences", "Also shown"
HEADINGS = ("Where it is", "English", "Translation", "Notes")
ABOUT = ("Questionnaire", "Language", "Name of the language", "Direction")
"""What the first sheet says of the whole, each in a row of its own: the label, then the value."""
DIRECTIONS = {"ltr": "left to right", "rtl": "right to left"}
_WIDTHS = (34, 60, 60, 46)
_GUIDE = (
    "How to check this translation",
    "1. Two sheets need you: 'Questionnaire' and 'Sentences'. Read each English text and the translation beside it.",
    "2. Change the translation until it says what the English says, in everyday words that a parent, or a child of "
    "nine, would use. Be polite and warm. Short sentences are best.",
    "3. Change only the column 'Translation'. Do not add, delete, sort or move rows.",
    "4. Words in curly brackets, such as {setting}, are filled in later. Keep each one as it is; you may move it.",
    "5. Keep telephone numbers and words in capitals, such as STOP or SKIP, just as they are.",
    "6. Do not promise more than the English does: nobody watches, and nothing here says 'anonymous' or 'guaranteed'.",
    "7. Look at the sheet 'Also shown' too. It cannot be changed here; write to whoever sent you this if it is wrong.",
    "8. Save the file as an Excel workbook (.xlsx) and send it back. Every line must be filled in and checked by you.",
)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes into the spreadsheet."""

    survey: str
    language: str
    about: Translation
    questionnaire: tuple[Line, ...]
    sentences: tuple[Line, ...]
    fixed: tuple[Line, ...]


def write(contents: Contents) -> bytes:
    """Give the spreadsheet as the bytes of an .xlsx file."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                    "strings_to_numbers": False}) as book:
        looks = _looks(book, contents.about.dir)
        _read_me(book, contents, looks)
        _sheet(book, QUESTIONNAIRE, contents.questionnaire, looks)
        _sheet(book, SENTENCES, contents.sentences, looks)
        _sheet(book, FIXED, contents.fixed, looks, locked=True)
    return file.getvalue()


def _looks(book: Any, direction: str) -> dict[str, Any]:  # noqa: ANN401 - XlsxWriter has no types
    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#b1b4b6"}
    # Reading order 1 runs left to right, 2 right to left, whatever a cell's first letter is.
    own = wrapped | {"reading_order": 2, "align": "right"} if direction == "rtl" else wrapped | {"reading_order": 1}
    return {"heading": book.add_format({"bold": True, "bg_color": "#f3f2f1", "bottom": 2, "text_wrap": True}),
            "title": book.add_format({"bold": True, "font_size": 16}),
            "guide": book.add_format({"text_wrap": True, "valign": "top"}),
            "fixed": book.add_format(wrapped | {"font_color": "#505a5f"}),
            "english": book.add_format(wrapped),
            "said": book.add_format(own | {"locked": False, "bg_color": "#fffbe6"}),
            "locked": book.add_format(own)}


def _read_me(book: Any, contents: Contents, looks: dict[str, Any]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(READ_ME)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _GUIDE[0], looks["title"])
    for row, sentence in enumerate(_GUIDE[1:], 2):
        sheet.merge_range(row, 0, row, 1, sentence, looks["guide"])
        sheet.set_row(row, 32)
    values = (contents.survey, contents.language, contents.about.name, DIRECTIONS[contents.about.dir])
    for row, (label, value) in enumerate(zip(ABOUT, values, strict=True), len(_GUIDE) + 3):
        sheet.write_string(row, 0, label, looks["fixed"])
        sheet.write_string(row, 1, value, looks["fixed"])
    sheet.protect()


def _sheet(book: Any, name: str, lines: Iterable[Line], looks: dict[str, Any], *,  # noqa: ANN401
           locked: bool = False) -> None:
    sheet = book.add_worksheet(name)
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, looks["heading"])
    sheet.freeze_panes(1, 1)
    said = looks["locked" if locked else "said"]
    for row, line in enumerate(lines, 1):
        for column, (words, look) in enumerate(((line.place, looks["fixed"]), (line.english, looks["english"]),
                                                (line.said, said), (line.note, looks["fixed"]))):
            # An empty string is written as a blank cell, which keeps its look and its right to be changed.
            sheet.write_string(row, column, words, look)
    # Without a password: it keeps the English from being changed by accident, and anybody can lift it.
    sheet.protect(options={"format_cells": True, "format_columns": True, "format_rows": True})
