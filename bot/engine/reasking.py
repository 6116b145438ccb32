"""What to say to a reply that is not an answer: three steps, then a rest; and silence for robots."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from bot.conversation import Conversation, Reply, Step
from bot.engine.asking import put, question_text
from bot.engine.cards import label_of, limits
from bot.engine.moving import Turn, by_message, heard, moment, on_text
from bot.phrases import phrasebook
from surveys.model import BASE_LANGUAGE

ROBOT = 2
"""Identical replies in a row that are answered; a third is a machine answering ours."""
SOON = dt.timedelta(minutes=10)
PARK = 3
SAYS_ENOUGH = frozenset({"too_long", "out_of_range", "not_whole", "date_out_of_range", "several_numbers"})
"""Reasons whose sentence already says what to send."""


def reask(turn: Turn, reason: str, detail: Mapping[str, object] | None = None) -> Step:
    """Ask again, more plainly each time; from the third time offer to leave the question.

    `reason` is what was wrong (`not_a_choice`, `too_long`…) and `detail` its placeholders.
    """
    words = _print(turn.inbound.words)
    repeats = turn.conversation.repeats + 1 if _same_again(turn, words) else 1
    if repeats > ROBOT and by_message(turn.conversation):
        return Step(turn.conversation.but(repeats=repeats), ())
    conversation = turn.conversation.but(tries=turn.conversation.tries + 1, pending=None, last_words=words,
                                         repeats=repeats, asked_at=heard(turn))
    return Step(conversation, (_again(turn, conversation, reason, detail or {}),))


def unless_robot(turn: Turn, reply: Reply) -> Step:
    """Give the reply, without a change; a third identical message on a phone gets none."""
    words = _print(turn.inbound.words)
    repeats = turn.conversation.repeats + 1 if _same_again(turn, words) else 1
    silent = repeats > ROBOT and by_message(turn.conversation)
    conversation = turn.conversation.but(last_words=words, repeats=repeats)
    return Step(conversation, () if silent else (reply,))


def _same_again(turn: Turn, words: str) -> bool:
    held = turn.conversation
    if words != held.last_words:
        return False
    at = moment(turn.inbound)
    return at is None or held.asked_at is None or at - dt.datetime.fromisoformat(held.asked_at) <= SOON


def _print(words: str) -> str:
    # A fingerprint, so that what was typed to a closed question is not kept anywhere.
    return hashlib.blake2b(words.strip().casefold().encode(errors="replace"), digest_size=6).hexdigest()


def _again(turn: Turn, conversation: Conversation, reason: str, detail: Mapping[str, object]) -> Reply:
    wrong, language = _wrong(turn, reason, detail), conversation.language
    values = _values(turn, language)
    if conversation.tries >= PARK:
        return _parked(turn, conversation)
    entry = turn.question.entry
    if conversation.tries > 1:
        plain = question_text(turn.survey, conversation, plain=True)
        return put(turn.survey, conversation, plain, error=wrong, hint=turn.say(f"example.{entry}", **values))
    again = "" if reason in SAYS_ENOUGH else turn.say(f"again.{entry}", **values)
    if on_text(conversation):
        return put(turn.survey, conversation, again, error=wrong)
    words = question_text(turn.survey, conversation)
    return put(turn.survey, conversation, words, error=f"{wrong} {again}".strip())


def _parked(turn: Turn, conversation: Conversation) -> Reply:
    park = turn.say("park")
    if on_text(conversation):
        return turn.message(park)._replace(question=conversation.at, step=conversation.step,
                                           commands=("skip", "help", "stop", "talk"))
    return put(turn.survey, conversation, question_text(turn.survey, conversation, plain=True), error=park)


def _wrong(turn: Turn, reason: str, detail: Mapping[str, object]) -> str:
    key = f"wrong.{reason}"
    if key not in phrasebook(BASE_LANGUAGE).sentences:
        key = "wrong.unclear"
    values = {**detail, **_values(turn, turn.conversation.language)}
    if "choice" in values:
        choices = turn.survey.choices(turn.question)
        values["choice"] = label_of(choices, str(values["choice"]), turn.conversation.language)
    return turn.say(key, **values)


def _values(turn: Turn, language: str) -> dict[str, object]:
    choices = turn.survey.choices(turn.question)
    second = choices[min(1, len(choices) - 1)].label.in_(language) if choices else ""
    return {"count": len(choices), "second": second, "length": len(turn.inbound.words.strip()),
            **limits(turn.question, language)}
