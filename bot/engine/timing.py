"""Words that belong to another moment: written before the question was put, or long after it."""

import datetime as dt

from bot.conversation import Step
from bot.engine.moving import Turn, moment, on_text, stay
from bot.engine.starting import welcome_back

QUIET = dt.timedelta(hours=24)
"""After so long a silence a number may be meant for any question, so the question is shown again first."""


def out_of_time(turn: Turn) -> Step | None:
    """Put the question again where the words cannot have been meant for it; None where they can."""
    held, at = turn.conversation, moment(turn.inbound)
    if at is None or held.asked_at is None or turn.inbound.step is not None or not on_text(held):
        return None
    asked = dt.datetime.fromisoformat(held.asked_at)
    if at - asked > QUIET:
        return stay(turn, notice=welcome_back(turn.survey, held), pending=held.pending)
    # Once there was a second try, the question has been on the screen for a while.
    if at <= asked and not held.tries and not held.pending:
        return stay(turn, notice=turn.say("late"), asked_at=held.asked_at)
    return None
