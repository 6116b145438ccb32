"""Agreeing to take part. Anything but yes ends the questionnaire kindly, with nothing kept."""

from collections.abc import Mapping
from typing import Literal

from surveys.model import Choice, Question, Scale, Text

AGREE = Choice(code="yes", label=Text({"en": "Yes, start", "pl": "Tak, start", "ro": "Da, începe",
                                       "pt": "Sim, começar", "ar": "نعم، ابدأ"}),
               accept={"en": ("yes", "y", "ok", "okay", "yeah", "yep", "i agree", "go", "👍"), "pl": ("tak",),
                       "ro": ("da",), "pt": ("sim",), "ar": ("نعم",)}, favourable=True)
DECLINE = Choice(code="no", label=Text({"en": "No thanks", "pl": "Nie, dziękuję", "ro": "Nu, mulțumesc",
                                        "pt": "Não, obrigado", "ar": "لا، شكرًا"}),
                 accept={"en": ("no", "n", "nope", "nah", "👎"), "pl": ("nie",), "ro": ("nu",),
                         "pt": ("não", "nao"), "ar": ("لا",)})


class Consent(Question):
    """Say yes to taking part, or no thanks. Never counted in results."""

    type: Literal["consent"]

    def choices(self, scales: Mapping[str, Scale]) -> tuple[Choice, ...]:
        """Give agreeing and declining."""
        return AGREE, DECLINE
