"""Words that came in two messages: the second is offered as part of the answer before, never cut or guessed."""

import datetime as dt

from bot.conversation import Step
from bot.engine.asking import ask
from bot.engine.moving import Turn, by_message, heard, moment, stay
from bot.given import Given
from bot.understanding import Reading
from surveys.answers import Answer, Status
from surveys.questions.free_text import FreeText

WINDOW = dt.timedelta(seconds=60)
"""How soon after words in their own hand a second message may be the rest of them."""
READS = dt.timedelta(seconds=5)
"""Sooner than this nobody has read the next question, let alone answered it."""


def offer_to_add(turn: Turn, reading: Reading) -> Step | None:
    """Ask whether the words belong to the answer before; None where they are a reply to this question."""
    held, at = turn.conversation, moment(turn.inbound)
    if at is None or held.asked_at is None or held.tries or held.pending:
        return None
    since = at - dt.datetime.fromisoformat(held.asked_at)
    if since > WINDOW or (reading.taken and since > READS):
        return None
    before = _words_before(turn)
    if before is None:
        return None
    name, words = before
    joined = f"{words}\n{turn.inbound.words.strip()}"
    question = turn.route.question(name)
    if not isinstance(question, FreeText) or len(joined) > question.longest:
        return None
    conversation = held.but(asked_at=heard(turn), pending={"kind": "add", "to": name, "joined": joined,
                                                           "words": turn.inbound.words})
    return Step(conversation, (ask(turn.survey, conversation),))


def add(turn: Turn) -> Step:
    """Add the second message to the answer before, and put the question again."""
    pending = turn.conversation.pending or {}
    answers = Given.of(turn.conversation.answers).with_last(pending["to"], Answer.of(pending["joined"]))
    return stay(turn, notice=turn.say("add.added"), answers=answers)


def _words_before(turn: Turn) -> tuple[str, str] | None:
    held, inbound = turn.conversation, turn.inbound
    if not held.answers or held.at in held.answers or inbound.media or not inbound.words.strip():
        return None
    if not by_message(held) or inbound.step is not None:
        return None
    name, answer = list(held.answers.items())[-1]
    if turn.route.question(name).entry != "words" or answer.status is not Status.ANSWERED:
        return None
    return name, str(answer.value)
