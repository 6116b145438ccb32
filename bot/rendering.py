"""A reply as plain text, for channels and places that show nothing but text."""

from collections.abc import Callable

from bot.conversation import Option, Reply
from surveys import sms
from surveys.survey import Survey

RIGHT_TO_LEFT = "\u200f"
"""Starts each line of a right-to-left message, so that one that begins with a number runs the right way."""


def plain(reply: Reply, channel: str) -> str:
    """Give the whole reply as text for `channel`; by SMS in one alphabet and few lines."""
    return _RENDERINGS.get(channel, _lines)(reply)


def fits_text(survey: Survey, language: str) -> bool:
    """Say whether the questions in `language` can be sent by SMS one by one, in the GSM-7 alphabet."""
    texts = (question.wording_for("sms", language) for question in survey.questions)
    choices = (choice for question in survey.questions for choice in survey.choices(question))
    labels = (choice.label.in_(language) for choice in choices)
    return not any(sms.strangers(_for_sms(text)) for text in (*texts, *labels))


def _sms(reply: Reply) -> str:
    asks = " ".join(part for part in (_counted(reply), reply.hint, *map(_numbered, reply.options)) if part)
    return _for_sms("\n".join(part for part in (reply.notice, reply.error, asks) if part))


def _counted(reply: Reply) -> str:
    # A shorter prompt after a reply that was not understood is the same question still: no second counter.
    if not reply.progress or reply.error:
        return reply.text
    return f"{reply.progress[0]}/{reply.progress[1]} {reply.text}"


def _for_sms(text: str) -> str:
    return sms.plain(text.replace(" ✓", "."))


def _lines(reply: Reply) -> str:
    parts = (reply.notice, reply.error, _counted(reply), *map(_numbered, reply.options), reply.hint)
    lines = "\n".join(part for part in parts if part)
    if reply.dir != "rtl":
        return lines
    return "\n".join(f"{RIGHT_TO_LEFT}{line}" if line else line for line in lines.split("\n"))


def _numbered(option: Option) -> str:
    return f"{option.position} {option.label}"


_RENDERINGS: dict[str, Callable[[Reply], str]] = {"sms": _sms}
