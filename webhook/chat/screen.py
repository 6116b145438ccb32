"""What was said in a turn, as what its page shows."""

from bot.conversation import Inbound, Reply
from bot.phrases import say
from surveys.survey import Survey
from webhook.chat.wording import Shown, spoken
from webhook.turns import Turn

MANY_WORDS = 110
"""Letters from which a question is set smaller, so that it still fits a small telephone."""


def question(turn: Turn, inbound: Inbound | None = None) -> Shown:
    """Give the page of a question; `inbound` is what was just sent, shown again where it needs changing."""
    asked, before = turn.asked, turn.replies[:-1]
    lead, _, text = asked.text.rpartition("\n\n")
    return spoken(asked.language) | {
        "asked": asked, "lead": lead, "text": text, "long": len(text) > MANY_WORDS,
        "before": before if inbound else (), "intro": "" if inbound else "\n".join(told.text for told in before),
        "typed": _typed(asked, inbound), "picked": _picked(asked, inbound),
        "dir": asked.dir, "setting": turn.survey.setting, "title": turn.survey.title.in_(asked.language),
        "progress": progress(asked), "languages": languages(turn.survey)}


def progress(asked: Reply) -> str:
    """Say how far along this question is, where it is counted."""
    if asked.progress is None:
        return ""
    place, total = asked.progress
    return say("page.progress", asked.language, place=place, total=total)


def languages(survey: Survey) -> list[tuple[str, str, str]]:
    """Give the languages on offer: code, own name, direction."""
    return [(code, about.name, about.dir) for code, about in survey.languages.items()]


def _typed(asked: Reply, inbound: Inbound | None) -> str:
    if asked.error and inbound is not None and inbound.words:
        return inbound.words
    return asked.chosen[0] if asked.chosen and not asked.options else ""


def _picked(asked: Reply, inbound: Inbound | None) -> tuple[str, ...]:
    if asked.error and inbound is not None and inbound.tap:
        return tuple(inbound.tap.split(","))
    return asked.chosen if asked.options else ()
