"""Messages changed after they were sent, and messages that are more than words."""

from bot.conversation import Step
from bot.engine.answering import read, take, take_reading, with_answer
from bot.engine.cards import shown_value
from bot.engine.moving import Turn, decline, go_on, stay
from bot.understanding import Reading
from surveys.answers import Answer


def take_edit(turn: Turn, reading: Reading) -> Step:
    """Change the last answer, where that is the message edited; otherwise say how to go back.

    `inbound.step` names the question the edited message was sent to; without it nothing is changed.
    """
    held, step = turn.conversation, turn.inbound.step
    if step == held.step:
        return take_reading(turn, reading)
    last = next(reversed(list(held.answers)), None)
    if step is None or step != held.step - 1 or last is None or held.at in held.answers:
        return _unchanged(turn)
    earlier = Turn(turn.survey, held.but(at=last, pending=None), turn.inbound, turn.route)
    changed = read(earlier, earlier.question)
    value = changed.value
    if value is None or not changed.taken:
        return _unchanged(turn)
    if earlier.question.type == "consent" and value == "no":
        return decline(turn)
    label = shown_value(turn.survey, earlier.question, value, held.language)
    answers = with_answer(earlier, last, Answer.of(value))
    return go_on(earlier, answers, notice=turn.say("edit.changed", label=label))


def take_caption(turn: Turn, reading: Reading) -> Step:
    """Use the words that came with a picture where they answer; say that the rest was not opened."""
    if reading.value is not None and reading.taken:
        return take(turn, reading.value, notice=turn.say("media.caption"))
    return stay(turn, notice=turn.say("media"), pending=turn.conversation.pending)


def _unchanged(turn: Turn) -> Step:
    return stay(turn, notice=turn.say("edit.back"), pending=turn.conversation.pending)
