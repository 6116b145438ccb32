"""Words and taps taken as answers: accepted, asked about, or not understood."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation import Reply, Step
from bot.engine.adding import add
from bot.engine.asking import NO, YES, ask
from bot.engine.cards import card, shown_value
from bot.engine.moving import Turn, decline, go_on, heard, moment, stay
from bot.engine.reasking import reask
from bot.engine.routing import QUOTE
from bot.given import Given
from bot.normalise import normalise
from bot.understanding import How, Reading, confirms, understand
from surveys.answers import SKIPPED, Answer
from surveys.errors import InvalidAnswer
from surveys.model import Question, Value
from surveys.survey import Survey


def read(turn: Turn, question: Question) -> Reading:
    """Read the words as an answer to `question`; relative days count from when they were written."""
    words, held = turn.inbound.words, turn.conversation
    ready = card(turn.survey, question, held.channel, held.language).ready.get(words)
    if ready is not None:
        return ready
    today = _today(turn) if question.entry == "date" else None
    return understand(words, question, turn.survey, held.language, today)


def _today(turn: Turn) -> dt.date | None:
    at = moment(turn.inbound)
    return at.astimezone(ZoneInfo(turn.setting.time_zone)).date() if at else None


def take_reading(turn: Turn, reading: Reading) -> Step:
    """Take the words, as they were read, as the answer: go on, ask "did you mean", or ask again."""
    if reading.value is None:
        return reask(turn, reading.reason or "unclear", reading.detail)
    if reading.how is How.CONFIRM:
        return _did_you_mean(turn, reading.value)
    return _keep(turn, reading.value, notice="" if _to_the_letter(turn, reading) else echo(turn, reading.value))


def take_tap(turn: Turn, codes: str) -> Step:
    """Take a tapped choice (several, comma-separated) as the answer."""
    question = turn.question
    value: Value = tuple(codes.split(",")) if question.entry == "choices" else codes
    if question.entry not in ("choice", "choices"):
        return reask(turn, "unclear")
    return take(turn, value)


def take_pending(turn: Turn) -> Step | None:
    """Take a yes or no to what waits for one; None where the words are neither, and a fresh answer."""
    pending = turn.conversation.pending
    if not pending or pending["kind"] not in ("confirm", "add"):
        return None
    said = _said(turn)
    if said is None:
        return None
    if pending["kind"] == "add":
        return add(turn) if said else _not_added(turn, str(pending["words"]))
    return take(turn, _thawed(pending)) if said else stay(turn, notice=turn.say("confirm.not_that"))


def _not_added(turn: Turn, words: str) -> Step:
    # Then they were a reply to this question after all.
    again = turn._replace(inbound=turn.inbound._replace(words=words, tap=None),
                          conversation=turn.conversation.but(pending=None))
    return take_reading(again, read(again, again.question))


def _said(turn: Turn) -> bool | None:
    # The numbers are those displayed with the yes and the no, not those of the question's choices.
    displayed = {YES: True, NO: False, "1": True, "2": False}
    typed = turn.inbound.tap or normalise(turn.inbound.words)
    return displayed[typed] if typed in displayed else confirms(typed, turn.conversation.language)


def take(turn: Turn, value: Value, *, notice: str = "", before: Reply | None = None) -> Step:
    """Store an answer to the current question and go on; where it is not one, ask again."""
    try:
        accepted = turn.question.accept(value, turn.survey.scales)
    except InvalidAnswer as wrong:
        return reask(turn, wrong.reason, wrong.detail)
    return _keep(turn, accepted, notice=notice, before=before)


def _keep(turn: Turn, accepted: Value, *, notice: str = "", before: Reply | None = None) -> Step:
    # What was read is already in the form its question stores; what was tapped has just been accepted.
    question = turn.question
    if question.type == "consent" and accepted == "no":
        return decline(turn)
    if before is None and question.sensitive and unfavourable(turn.survey, question, accepted):
        before = turn.support("support.sorry")
    return go_on(turn, with_answer(turn, question.id, Answer.of(accepted)), notice=notice, before=before)


def with_answer(turn: Turn, name: str, answer: Answer) -> Mapping[str, Answer]:
    """Give the answers with this one last; where it replaces one, those it orphans are dropped."""
    held = turn.conversation
    answers = Given.of(held.answers).with_last(name, answer)
    return turn.route.without_orphans(answers, held.channel) if name in held.answers else answers


def take_disclosure(turn: Turn, reading: Reading) -> Step:
    """Show where to turn; keep the words where they are an answer; the questions wait where they are."""
    support = turn.support("support.thanks")
    if reading.value is None or not reading.taken:
        return stay(turn, before=support, notice=turn.say("support.waits"))
    if turn.question.entry == "words":
        # Not the moment to ask whether these words may be shown to others.
        unasked = turn.conversation.but(answers=Given.of(turn.conversation.answers).with_last(QUOTE, SKIPPED))
        turn = Turn(turn.survey, unasked, turn.inbound, turn.route)
    return take(turn, reading.value, before=support, notice=turn.say("support.waits"))


def echo(turn: Turn, value: Value) -> str:
    """Say back an answer that was understood but not to the letter."""
    choices = turn.survey.choices(turn.question)
    shown = shown_value(turn.survey, turn.question, value, turn.conversation.language)
    if isinstance(value, tuple) or not choices:
        return turn.say("echo.value", value=shown)
    position = next(place for place, choice in enumerate(choices, 1) if choice.code == value)
    return turn.say("echo.choice", position=position, label=shown)


def unfavourable(survey: Survey, question: Question, value: Value) -> bool:
    """Say whether `value` is the least favourable answer of a scale that has a favourable one."""
    choices = [choice for choice in survey.choices(question) if not choice.apart]
    if not choices or not any(choice.favourable for choice in choices):
        return False
    worst = choices[-1] if choices[0].favourable else choices[0]
    return not worst.favourable and worst.code == value


def _to_the_letter(turn: Turn, reading: Reading) -> bool:
    # A label, a bare number as displayed or a whole text needs no saying back; nor does a yes to taking part.
    if reading.how is How.NUMBER:
        return turn.inbound.words.strip() == str(reading.position)
    return reading.how is How.EXACT or turn.question.entry == "words" or turn.question.type == "consent"


def _did_you_mean(turn: Turn, value: Value) -> Step:
    frozen = list(value) if isinstance(value, tuple) else value
    label = shown_value(turn.survey, turn.question, value, turn.conversation.language)
    conversation = turn.conversation.but(
        pending={"kind": "confirm", "value": frozen, "label": label}, asked_at=heard(turn))
    return Step(conversation, (ask(turn.survey, conversation),))


def _thawed(pending: Mapping[str, Any]) -> Value:
    value: str | int | float | list[str] = pending["value"]
    return tuple(value) if isinstance(value, list) else value
