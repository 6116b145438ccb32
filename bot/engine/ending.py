"""What a conversation leaves behind, and what those read who come too late or twice."""

import datetime as dt
from typing import Literal

from bot.conversation import Conversation, Reply, State
from bot.engine.cards import SOMEWHERE, day, direction, fill
from bot.phrases import say
from surveys.answers import NOT_SHOWN, Response
from surveys.model import BASE_LANGUAGE, Text
from surveys.survey import Survey

Why = Literal["closed", "already_done", "not_open", "not_yours", "opted_out"]
"""Why someone is turned away at the door."""


def response(survey: Survey, conversation: Conversation) -> Response:
    """Give a finished conversation's answers to the counted questions; raises `ValueError` before the end.

    A question that was not on this respondent's route is `NOT_SHOWN`; practice, consent and the engine's
    own question are left out.
    """
    if conversation.state is not State.FINISHED:
        raise ValueError("only a finished conversation has a response")
    answers = conversation.answers
    group = answers.get(survey.group.id) if survey.group else None
    return Response(
        answers={question.id: answers.get(question.id, NOT_SHOWN) for question in survey.counted},
        group=str(group.value) if group and group.value is not None else None,
        may_quote=conversation.may_quote)


def turned_away(survey: Survey, why: Why, language: str = BASE_LANGUAGE, on: dt.date | None = None, *,
                channel: str = "web") -> Reply:
    """Give the message for someone who cannot answer; `on` is the day a wave closed."""
    own: dict[str, Text | None] = {"closed": survey.closed, "already_done": survey.already_done,
                                   "opted_out": survey.opted_out}
    written, when = own.get(why), day(on.isoformat(), language) if on else ""
    if written:
        text = fill(written.in_(language).replace("{date}", when), survey, language)
    else:
        key = {"opted_out": "stopped", "closed": "closed" if on else "closed.undated"}.get(why, why)
        text = say(key, language, channel, date=when, **(survey.setting or SOMEWHERE).placeholders)
    return Reply(text=text, language=language, dir=direction(survey, language))
