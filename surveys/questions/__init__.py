"""The types of question, one file each. A new type is a file and a line in `QUESTION_TYPES`."""

from typing import Annotated

from pydantic import Field

from surveys.model import Question
from surveys.questions.consent import Consent
from surveys.questions.date import Date
from surveys.questions.free_text import FreeText
from surveys.questions.group import Group
from surveys.questions.info import Info
from surveys.questions.multi import Multi
from surveys.questions.number import Number
from surveys.questions.scale import ScaleQuestion
from surveys.questions.single import Single
from surveys.questions.yes_no import YesNo

AnyQuestion = Annotated[
    Info | Single | Multi | ScaleQuestion | YesNo | Number | Date | FreeText | Consent | Group,
    Field(discriminator="type"),
]

QUESTION_TYPES: dict[str, type[Question]] = {
    "info": Info,
    "single": Single,
    "multi": Multi,
    "scale": ScaleQuestion,
    "yes_no": YesNo,
    "number": Number,
    "date": Date,
    "free_text": FreeText,
    "consent": Consent,
    "group": Group,
}
