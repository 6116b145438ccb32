"""One turn: what came in, and what the conversation makes of it. The only place that moves one on."""

import unicodedata
from collections.abc import Callable

from bot.commands import Command, recognise
from bot.conversation import Conversation, Inbound, State, Step
from bot.engine.adding import offer_to_add
from bot.engine.answering import read, take_disclosure, take_pending, take_reading, take_tap
from bot.engine.asking import NO, YES
from bot.engine.correcting import take_caption, take_edit
from bot.engine.moving import Turn, own_words, stay
from bot.engine.obeying import COMMANDS, stop_by_provider, stop_with_words
from bot.engine.reasking import unless_robot
from bot.engine.routing import route_of
from bot.engine.starting import begin
from bot.engine.timing import out_of_time
from bot.signposting import asks_for_help
from bot.understanding import How, Reading
from surveys.survey import Survey

STOPS = frozenset({Command.STOP, Command.STOP_PROVIDER, Command.WRONG_NUMBER})
BOUND_TO_STEP = frozenset({Command.SKIP, Command.BACK})
"""Commands that mean the question they were sent to; from an old screen they would hit another."""
Look = Callable[[Turn, Reading], Step | None]


def advance(survey: Survey, conversation: Conversation, inbound: Inbound) -> Step:
    """Take one thing that came in; give the conversation as it then stands and at most two messages.

    Raises `ValueError` where the conversation runs on another edition of the survey.
    """
    if conversation.survey != survey.content_hash:
        raise ValueError("the conversation runs on another edition of the survey; load the one it began with")
    if not inbound.words.isprintable():
        inbound = inbound._replace(words=_writable(inbound.words))
    turn = Turn(survey, conversation, inbound, route_of(survey))
    if asks_for_help(inbound.words, conversation.language):
        return _ALARMED[conversation.state](turn)._replace(concern=inbound.words)
    return _CALM[conversation.state](turn)


def _writable(words: str) -> str:
    # Control characters and halves of characters mean nothing, and neither a file nor a report can hold them.
    return "".join(c for c in words if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _asking(turn: Turn) -> Step:
    if turn.inbound.tap is not None:
        return _tapped(turn, turn.inbound.tap)
    reading = read(turn, turn.question)
    for look in _LOOKS:
        if step := look(turn, reading):
            return step
    return take_reading(turn, reading)


def _tapped(turn: Turn, tap: str) -> Step:
    stale = turn.inbound.step != turn.conversation.step
    if not tap.startswith("/"):
        return _stale(turn) if stale else take_tap(turn, tap)
    name = tap[1:].partition(" ")[0]
    command = Command(name) if name in COMMAND_NAMES else None
    if stale and (command is None or command in BOUND_TO_STEP):
        return _stale(turn)
    if tap in (YES, NO):
        return take_pending(turn) or _stale(turn)
    return COMMANDS[command](turn) if command else _stale(turn)


COMMAND_NAMES = frozenset(command.value for command in Command)


def _stale(turn: Turn) -> Step:
    return stay(turn, notice=turn.say("stale"), pending=turn.conversation.pending)


def _ordered(turn: Turn, reading: Reading) -> Step | None:
    if reading.how is not How.COMMAND:
        return None
    command = Command(reading.detail["command"])
    earlier = turn.inbound.edited and turn.inbound.step != turn.conversation.step
    if earlier and command not in STOPS:
        return None
    misplaced = _misplaced(turn) if command in BOUND_TO_STEP else None
    return misplaced or COMMANDS[command](turn)


def _misplaced(turn: Turn, reading: Reading | None = None) -> Step | None:
    step = turn.inbound.step
    if step is not None and step != turn.conversation.step:
        return _stale(turn)
    return out_of_time(turn)


def _edited(turn: Turn, reading: Reading) -> Step | None:
    return take_edit(turn, reading) if turn.inbound.edited else None


def _with_media(turn: Turn, reading: Reading) -> Step | None:
    return take_caption(turn, reading) if turn.inbound.media else None


def _confirmed(turn: Turn, reading: Reading) -> Step | None:
    return take_pending(turn)


_LOOKS: tuple[Look, ...] = (_ordered, _edited, offer_to_add, _misplaced, _with_media, _confirmed)
"""In this order; the first that knows what to do with the words does it."""


def _disclosed(turn: Turn) -> Step:
    inbound = turn.inbound
    if inbound.tap or inbound.edited or inbound.media or _misplaced(turn):
        return stay(turn, before=turn.support("support.thanks"), pending=turn.conversation.pending)
    return take_disclosure(turn, read(turn, turn.question))


def _after_end(turn: Turn) -> Step:
    command = _command(turn)
    if command in STOPS:
        return (stop_by_provider if command is Command.STOP_PROVIDER else stop_with_words)(turn)
    if command is Command.START and turn.conversation.state is State.DECLINED:
        return _again(turn)
    finished = turn.conversation.state is State.FINISHED
    text = own_words(turn, turn.survey.already_done, "already_done") if finished else turn.say("declined")
    return unless_robot(turn, turn.message(text))


def _stopped(turn: Turn) -> Step:
    if _command(turn) is Command.START or _unblocked(turn):
        return _again(turn)
    return Step(turn.conversation, ())


def _unblocked(turn: Turn) -> bool:
    # Twilio takes a bare YES from someone who opted out as START, and lets messages through again.
    return turn.conversation.channel == "sms" and turn.inbound.words.strip().casefold() == "yes"


def _again(turn: Turn) -> Step:
    held = turn.conversation
    return begin(turn.survey, turn.inbound, channel=held.channel, language=held.language, step=held.step + 1,
                 greeting=turn.say("begin_again"))


def _command(turn: Turn) -> Command | None:
    tap = turn.inbound.tap or ""
    if tap.startswith("/"):
        return Command(tap[1:]) if tap[1:] in COMMAND_NAMES else None
    return recognise(turn.inbound.words, turn.conversation.language)


def _supported(turn: Turn) -> Step:
    return Step(turn.conversation, (turn.support("support.thanks"),))


def _silent(turn: Turn) -> Step:
    return Step(turn.conversation, ())


_CALM: dict[State, Callable[[Turn], Step]] = {
    State.ASKING: _asking, State.FINISHED: _after_end, State.DECLINED: _after_end, State.STOPPED: _stopped}
_ALARMED: dict[State, Callable[[Turn], Step]] = {
    State.ASKING: _disclosed, State.FINISHED: _supported, State.DECLINED: _supported, State.STOPPED: _silent}
