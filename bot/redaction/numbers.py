"""Numbers that lead to a person: phones, NHS, pupil and National Insurance numbers, births, ages, plates."""

import re
from collections.abc import Iterator

from bot.redaction.span import Span

_GAP = r"[ .\-()/_]{0,3}"
_DIGIT = "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine"
_MANY = ("ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
         "sixty|seventy|eighty|ninety|hundred|thousand|double|triple|treble")
_MONTH = ("jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
          "nov(?:ember)?|dec(?:ember)?")
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b"
_MONTH_DAY = rf"(?:{_MONTH})\.? (?:the )?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d\d\b"
_BORN = r"(?:born|birth|birthday|b-?day|d\.?o\.?b\.?|date of birth)\b[^\d\n]{0,20}?"
_AGE = rf"(?:[3-9]|[1-9]\d|{_DIGIT}|{_MANY})"
_NOT_AN_AGE = (r"(?! ?(?:%|percent|per cent|min|hour|day|week|month|out|of|/|times?|points?|late|th\b|st\b|nd\b|"
               r"rd\b|years? (?:in|ago|behind|into)|[.:]\d|\d))")

_SIMPLE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    # Phones: +44, 0044, 0 or a mobile's 7, then nine or ten digits however they are spaced.
    rf"(?<![\d])(?:\(?\+{_GAP}44\)?|0044|44|\(?0)(?:{_GAP}\(?0\)?)?(?:{_GAP}\d){{9,10}}(?!\d)",
    rf"(?<![\d])7(?:{_GAP}\d){{9}}(?!\d)",
    r"\+\d{1,3}(?:[ .\-()]{0,3}\d){6,12}(?!\d)",
    # Spoken: "oh seven seven double oh …", or a long row of single digits.
    rf"\b(?:zero|oh|o|nought|plus|0)(?:[ ,.\-]{{1,3}}(?:{_DIGIT}|{_MANY}|\d{{1,6}})\b){{5,14}}",
    rf"\b(?:{_DIGIT}|\d)(?:[ ,.\-]{{1,3}}(?:{_DIGIT}|{_MANY}|\d)\b){{7,14}}",
    r"(?<![\d.,£$])\d{6,}",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    # Births and other whole dates; the day alone where a birth is spoken of.
    r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)(?![\d/])",
    r"\b(?:19|20)\d\d([/.\-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])\b",
    rf"\b(?:{_DAY}|{_MONTH_DAY}),? '?(?:{_YEAR}|\d\d\b)",
    r"\bborn (?:in )?(?:19|20)\d\d\b",
    # Ages with their unit, or said of oneself.
    rf"\b{_AGE}(?: and a half)?[ \-]?(?:years?|yrs?|yr)[ \-]old\b", rf"\b{_AGE} ?(?:yo|y/o|y\.o\.)(?!\w)",
    rf"\b(?:aged|age of|turning|turned|age:?|age is) ?{_AGE}\b(?! ?(?:mins?|minutes?|hours?|points))",
    rf"(?<=\bi'm )(?:[5-9]|1\d)\b{_NOT_AN_AGE}", rf"(?<=\bi’m )(?:[5-9]|1\d)\b{_NOT_AN_AGE}",
    rf"(?<=\bim )(?:[5-9]|1\d)\b{_NOT_AN_AGE}", rf"(?<=\bi am )(?:[5-9]|1\d)\b{_NOT_AN_AGE}",
))
_BIRTHDAY = re.compile(rf"\b{_BORN}((?:{_DAY}|{_MONTH_DAY}|\d{{1,2}}[/.\-]\d{{1,2}})(?:,? {_YEAR})?)", re.IGNORECASE)
# A few digits, where it is said that they are a number to reach somebody by, or an NHS number.
_SAID = re.compile(r"\b(?:phone|mobile|mob|tel|telephone|number|whatsapp|call|ring|text|nhs)\b[^\d\n+]{0,20}"
                   r"(\d(?:[ \-]{0,2}\d){4,14})\b", re.IGNORECASE)
_NHS = re.compile(r"(?<!\d)\d{3}[ \-]?\d{3}[ \-]?\d{4}(?!\d)")
_UPN = re.compile(r"\b([A-HJ-NP-RT-Z])((?:[ \-]?\d){11})[ \-]?([\dA-HJ-NP-RT-Z])\b", re.IGNORECASE)
_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \-]?\d\d[ \-]?\d\d[ \-]?\d\d[ \-]?[A-D]\b",
    re.IGNORECASE)
_PLATES = (
    re.compile(r"\b(?!YR|KS)[A-Z]{2}\d{2} ?[A-Z]{3}\b"),
    re.compile(r"\b(?!yr|ks)[A-Za-z]{2}\d{2}[A-Za-z]{3}\b"),
    re.compile(r"\b[A-HJ-NPR-Y]\d{2,3} ?[A-Z]{3}\b"),
    re.compile(r"\b(?:reg|registration|plates?|car|van|number ?plate)\b[^\n\d]{0,16}?\b([a-z]{2}\d{2} ?[a-z]{3}|"
               r"[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3} ?[a-z])\b", re.IGNORECASE),
)
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def numbers(text: str) -> Iterator[Span]:
    """Find numbers that lead to a person."""
    for pattern in _SIMPLE:
        yield from (Span(match.start(), match.end(), "number") for match in pattern.finditer(text))
    for pattern in (_BIRTHDAY, _SAID, *_PLATES):
        place = pattern.groups
        yield from (Span(*match.span(place), "number") for match in pattern.finditer(text))
    for pattern, holds in ((_NHS, _is_nhs), (_UPN, _is_upn), (_INSURANCE, _always)):
        yield from (Span(match.start(), match.end(), "number") for match in pattern.finditer(text) if holds(match))


def _always(match: re.Match[str]) -> bool:
    return True


def _is_nhs(match: re.Match[str]) -> bool:
    """Check the last digit by the rest, modulo 11 (NHS Data Dictionary)."""
    digits = _digits(match[0])
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == digits[9] and check != 10


def _is_upn(match: re.Match[str]) -> bool:
    """Check the first letter by the rest, modulo 23; a temporary number ends in a letter, which counts too.

    Source: Department for Education, unique pupil numbers guide.
    """
    digits = _digits(match[2])
    last = match[3].upper()
    digits.append(int(last) if last.isdecimal() else _CHECK_LETTERS.index(last))
    total = sum(weight * digit for weight, digit in enumerate(digits, 2))
    return _CHECK_LETTERS[total % 23] == match[1].upper()


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]
