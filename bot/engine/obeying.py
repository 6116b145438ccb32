"""What each command does. Commands never use up an attempt at a question."""

from collections.abc import Callable

from bot.commands import Command, chosen_language
from bot.conversation import Reply, Step
from bot.engine.answering import with_answer
from bot.engine.cards import direction, shown_value
from bot.engine.moving import Turn, go_on, go_to, own_words, stay, stop
from bot.engine.speaking import offered
from bot.phrases import say
from bot.rendering import fits_text
from surveys.answers import PREFER_NOT, SKIPPED

Carry = Callable[[Turn], Step]


def skip(turn: Turn) -> Step:
    """Miss the question out; a required one is explained once first."""
    question, pending = turn.question, turn.conversation.pending
    if question.type == "consent":
        return stay(turn, notice=turn.say("skip.consent"))
    if question.required and not (pending and pending["kind"] == "skip"):
        return stay(turn, notice=turn.say("skip.required"), pending={"kind": "skip"})
    missed = PREFER_NOT if question.required else SKIPPED
    return go_on(turn, with_answer(turn, question.id, missed))


def back(turn: Turn) -> Step:
    """Go back to the question shown before, with its old answer."""
    held = turn.conversation
    earlier = turn.route.previous(held.at or "", held.answers, held.channel)
    if earlier is None:
        return stay(turn, notice=turn.say("back.first"))
    old = held.answers.get(earlier)
    if old is None or old.value is None:
        return go_to(turn, earlier, turn.say("back.skipped"))
    label = shown_value(turn.survey, turn.route.question(earlier), old.value, held.language)
    return go_to(turn, earlier, turn.say("back.was", label=label))


def help_(turn: Turn) -> Step:
    """Explain the question, where its author has, and what this is; then put the question again."""
    own = turn.question.help
    more = own_words(turn, own, "help") if own else ""
    text = "\n".join(part for part in (more, turn.say("help")) if part)
    return stay(turn, before=turn.message(text))


def who(turn: Turn) -> Step:
    """Say who asks."""
    return stay(turn, before=turn.message(turn.say("who")))


def promise(turn: Turn) -> Step:
    """Say what is kept and who can see it, on this channel."""
    text = own_words(turn, turn.survey.promise, "promise")
    if turn.conversation.channel in ("sms", "telegram"):
        text = f"{text} {turn.say(f'promise.{turn.conversation.channel}')}"
    return stay(turn, before=turn.message(text))


def talk(turn: Turn) -> Step:
    """Say whom to talk to; the question waits."""
    return stay(turn, before=turn.support("support.talk"))


def pause(turn: Turn) -> Step:
    """Say that the place is kept, and ask nothing."""
    return Step(turn.conversation, (turn.message(turn.say("pause")),))


def stop_with_words(turn: Turn) -> Step:
    """Stop, and say so once."""
    return stop(turn, turn.message(own_words(turn, turn.survey.opted_out, "stopped")))


def stop_by_provider(turn: Turn) -> Step:
    """Stop; by SMS in silence, because the provider has answered and blocks anything more."""
    return stop(turn) if turn.conversation.channel == "sms" else stop_with_words(turn)


def wrong_number(turn: Turn) -> Step:
    """Stop, with an apology."""
    return stop(turn, turn.message(turn.say("wrong_number")))


def language(turn: Turn) -> Step:
    """Go on in the language asked for, or say which there are; answers stay as they are."""
    known = offered(turn.survey, turn.conversation.language)
    names = ", ".join(turn.survey.languages[code].name for code in known)
    wanted = _wanted(turn)
    if wanted is None:
        return stay(turn, before=turn.message(turn.say("language.which", languages=names)))
    if wanted not in known:
        return stay(turn, notice=turn.say("language.only", languages=names))
    if turn.conversation.channel == "sms" and not fits_text(turn.survey, wanted):
        return stay(turn, before=_not_by_text(turn, wanted))
    return stay(turn, notice=say("language.changed", wanted), language=wanted)


def _not_by_text(turn: Turn, wanted: str) -> Reply:
    """Say where else the language can be read, in that language: who asks for it may read no other."""
    name = turn.survey.languages[wanted].name
    words = say("language.not_by_text", wanted, turn.conversation.channel, name=name, **turn.setting.placeholders)
    return Reply(text=words, language=wanted, dir=direction(turn.survey, wanted))


def _wanted(turn: Turn) -> str | None:
    tapped = (turn.inbound.tap or "").partition(" ")[2]
    return tapped or chosen_language(turn.inbound.words)


COMMANDS: dict[Command, Carry] = {
    Command.STOP: stop_with_words,
    Command.STOP_PROVIDER: stop_by_provider,
    Command.WRONG_NUMBER: wrong_number,
    Command.START: stay,
    Command.HELP: help_,
    Command.SKIP: skip,
    Command.BACK: back,
    Command.LANGUAGE: language,
    Command.WHO: who,
    Command.ANONYMOUS: promise,
    Command.TALK: talk,
    Command.PAUSE: pause,
    Command.DONE: pause,
}
