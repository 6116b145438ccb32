"""Phone numbers as people write them, made into +447700900123; landlines and slips refused in words."""

import re

_DRAMA = re.compile(r"\+447700900\d{3}")
"""Numbers that Ofcom keeps for films: they belong to nobody, and are for trying out."""
_MOBILE = re.compile(r"\+447(?:[1-57-9]\d{8}|624\d{6})")
_WORLD = re.compile(r"\+[1-9]\d{7,14}")


class Unusable(ValueError):
    """Something in a file that cannot be used. The message ends a sentence about it and says what to do."""


def read(written: str, *, test_mode: bool = False) -> str:
    """Give the number in international form. Raises `Unusable` with what is wrong and what to do."""
    if re.fullmatch(r"[\d.,]+E\+?\d+", written.strip(), re.IGNORECASE):
        raise Unusable("was rounded by the spreadsheet: format the column as text and type it again")
    number = re.sub(r"[\s().\-–/]|\u00a0|\u200e|\u202a|\u202c", "", written.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d+", number):
        raise Unusable("is not a phone number")
    number = _international(number)
    if _DRAMA.fullmatch(number):
        if test_mode:
            return number
        raise Unusable("is a number made up for films; it is accepted only with HEARD_TEST_MODE=1")
    if number.startswith("+44") and not _MOBILE.fullmatch(number):
        raise Unusable("is not a UK mobile number: those have 11 digits and begin with 07")
    if not _WORLD.fullmatch(number):
        raise Unusable("has too few or too many digits")
    return number


def _international(number: str) -> str:
    if number.startswith("00"):
        return "+" + number[2:]
    if number.startswith("0"):
        return "+44" + number[1:]
    # Spreadsheets drop the first nought, or the plus.
    if re.fullmatch(r"7\d{9}", number):
        return "+44" + number
    return number if number.startswith("+") else "+" + number
