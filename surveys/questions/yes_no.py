"""Yes or no."""

from collections.abc import Mapping
from typing import Literal

from surveys.model import Choice, Question, Scale, Text

YES_NO: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "en": ("Yes", "No", ("y", "yeah", "yep", "yup", "ye", "ya", "👍"), ("n", "nah", "nope", "👎")),
    "pl": ("Tak", "Nie", (), ()),
    "ro": ("Da", "Nu", (), ()),
    "pt": ("Sim", "Não", ("nao",), ()),
    "ar": ("نعم", "لا", (), ()),
}


def _choice(code: str, place: int, *, favourable: bool) -> Choice:
    labels = {language: row[place] for language, row in YES_NO.items()}
    accept = {language: row[place + 2] for language, row in YES_NO.items() if row[place + 2]}
    return Choice(code=code, label=Text(labels), accept=accept, favourable=favourable)


YES, NO = _choice("yes", 0, favourable=True), _choice("no", 1, favourable=False)


class YesNo(Question):
    """Pick yes or no; the words come with the type, in every language it knows."""

    type: Literal["yes_no"]

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give yes and no."""
        return YES, NO
