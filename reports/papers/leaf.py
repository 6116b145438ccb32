"""What every paper has: whom it is from, what it is made of, and how to see that it is up to date."""

from collections.abc import Iterable

from reports.papers.facts import Facts
from reports.report import Block, Paragraph, Report

NAMES = {"web": "the web page", "telegram": "Telegram", "sms": "text message", "whatsapp": "WhatsApp"}


def paper(facts: Facts, title: str, about: str, blocks: Iterable[Block]) -> Report:
    """Give a paper with the name of the set-up it was made from in its footer."""
    footer = f"{facts.setting.name} · {title} · made by Heard from set-up {facts.digest}"
    return Report(title, facts.setting.name, (about,), tuple(blocks), footer=footer)


def draft_note(what: str) -> Paragraph:
    """Say that a paper is filled in from the set-up, and that a person has to read it and sign."""
    return Paragraph(f"Heard filled this in from how it is set up here. {what}", "note")


def days(number: int) -> str:
    """Give "7 days"."""
    return f"{number:,} day{'' if number == 1 else 's'}"
