"""Beginning a conversation, and showing again where one stands."""

import datetime as dt

from bot.conversation import Conversation, Inbound, Reply, State, Step
from bot.engine.asking import ask
from bot.engine.cards import fill
from bot.engine.moving import Turn, finish, heard, on_text
from bot.engine.routing import route_of
from bot.engine.speaking import offers
from bot.phrases import say
from surveys.model import BASE_LANGUAGE
from surveys.survey import Survey


def start(survey: Survey, *, channel: str, language: str = BASE_LANGUAGE, step: int = 1) -> Step:
    """Begin: the introduction, then the first question.

    A language that the survey does not have gives its base language, or its first where it has no English.
    `step` is the nonce of the first question: above all of an earlier conversation in the same chat, so that
    its buttons are known as such.
    """
    return begin(survey, Inbound(), channel=channel, language=_spoken(survey, language), step=step)


def begin(survey: Survey, inbound: Inbound, *, channel: str, language: str, step: int = 1,
          greeting: str = "") -> Step:
    """Begin, or begin again after an opting out, which `greeting` then says first."""
    route = route_of(survey)
    conversation = Conversation(survey.content_hash, channel, language, route.next({}, channel), step)
    turn = Turn(survey, conversation, inbound, route)
    if conversation.at is None:
        return finish(turn, {}, notice=greeting)
    conversation = conversation.but(asked_at=heard(turn))
    first = opening(survey, conversation, greeting)
    return Step(conversation, (first, ask(survey, conversation)) if first else (ask(survey, conversation),))


def opening(survey: Survey, conversation: Conversation, greeting: str = "") -> Reply | None:
    """Give what is said before the first question, or None where there is nothing to say."""
    turn, language = Turn(survey, conversation, Inbound(), route_of(survey)), conversation.language
    words = turn.signposted(fill(survey.intro.in_(language), survey, language) if survey.intro else "")
    if on_text(conversation):
        commands = turn.say("hint.commands") if conversation.channel != "sms" else ""
        words = "\n".join(part for part in (words, commands, offers(survey, language, conversation.channel)) if part)
    return turn.message(words or greeting, notice=greeting if words else "") if words or greeting else None


def current(survey: Survey, conversation: Conversation) -> Reply:
    """Give the question that waits for an answer, or how the conversation ended; changes nothing."""
    if conversation.state is State.ASKING:
        return ask(survey, conversation)
    turn = Turn(survey, conversation, Inbound(), route_of(survey))
    if conversation.state is State.FINISHED:
        return finish(turn, conversation.answers).replies[-1]
    return turn.message(turn.say(conversation.state.value))


def resume(survey: Survey, conversation: Conversation) -> Reply:
    """Give `current` with a welcome back and how far they had come."""
    if conversation.state is not State.ASKING:
        return current(survey, conversation)
    return ask(survey, conversation, notice=welcome_back(survey, conversation))


def remind(survey: Survey, conversation: Conversation, at: dt.datetime) -> Step:
    """Put the current question again after a silence; nothing changes but when it was last put.

    A conversation that has ended gives no message, so that a late reminder says nothing.
    """
    if conversation.state is not State.ASKING:
        return Step(conversation, ())
    turn = Turn(survey, conversation, Inbound(at=at), route_of(survey))
    return Step(conversation.but(asked_at=heard(turn)), (resume(survey, conversation),))


def welcome_back(survey: Survey, conversation: Conversation) -> str:
    """Say how far the respondent had come."""
    name, channel = conversation.at or "", conversation.channel
    place = route_of(survey).progress(name, conversation.answers, channel)
    if place is None:
        return say("welcome_back.plain", conversation.language, channel)
    return say("welcome_back", conversation.language, channel, place=place[0], total=place[1])


def _spoken(survey: Survey, language: str) -> str:
    known = survey.languages
    if language in known or not known:
        return language if known else BASE_LANGUAGE
    return BASE_LANGUAGE if BASE_LANGUAGE in known else next(iter(known))
