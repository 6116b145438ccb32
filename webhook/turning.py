"""A conversation of somebody we know: beginning it, taking a turn in it, and what its end offers."""

import datetime as dt

from bot import engine
from bot.commands import Command, recognise
from bot.conversation import Conversation, Inbound, Reply, State, Step
from storage.contacts import Contact
from storage.conversations import Held
from surveys.survey import Survey
from surveys.wave import WaveState
from webhook.exchange import Exchange
from webhook.keeping import Surveys, closed, keep
from webhook.places import merged, open_places, which
from webhook.safeguarding import joining
from webhook.stopping import stop

MOST_STEPS = 10_000
"""More steps than a conversation has: the buttons of one are never taken for those of the next in its chat."""


def running(exchange: Exchange) -> Held | None:
    """Give the conversation that the contact is in."""
    contact = exchange.contact
    if contact.here is None:
        return None
    return exchange.tx.conversations.get(_handle(exchange, contact.places[contact.here].wave))


def begin(exchange: Exchange, surveys: Surveys, index: int, *, silently: bool = False, again: bool = False) -> None:
    """Begin the questionnaire of a place and put its first question; the introduction only once a wave."""
    tx, place = exchange.tx, exchange.contact.places[index]
    wave = tx.waves.get(place.wave)
    if wave is None:
        return
    survey = surveys.of(wave)
    seen = any(other.shown or other.invited for other in exchange.contact.places if other.wave == place.wave)
    step = first(survey, exchange.channel.rendering, exchange.contact, again=again)
    conversation = step.conversation.but(asked_at=None if silently else exchange.now.isoformat())
    tx.conversations.start(_handle(exchange, wave.id), wave.id, bytes.fromhex(place.invitation), conversation.dump())
    tx.invitations.mark(bytes.fromhex(place.invitation), "started")
    exchange.contact = exchange.contact.at(index, shown=False, declined=False, put="").but(
        here=index, choosing=False, language=conversation.language, begun=exchange.contact.begun + 1)
    if not silently:
        exchange.say(step.replies[-1:] if seen and not again else step.replies)


def first(survey: Survey, rendering: str, contact: Contact, *, again: bool = False) -> Step:
    """Give the beginning; `again` for someone of whom nothing was kept from before."""
    step = engine.start(survey, channel=rendering, language=contact.language, step=1 + contact.begun * MOST_STEPS)
    if not again:
        return step
    stopped = step.conversation.but(at=None, state=State.STOPPED)
    return engine.advance(survey, stopped, Inbound(tap="/start"))


def show_again(exchange: Exchange, surveys: Surveys) -> None:
    """Put the question that is open once more."""
    held = running(exchange)
    wave = exchange.tx.waves.get(held.wave) if held else None
    if held is not None and wave is not None:
        survey, conversation = surveys.loaded(wave, held)
        exchange.say((engine.current(survey, conversation),))


def turn(exchange: Exchange, surveys: Surveys, held: Held) -> None:
    """Take what was said in the conversation that is running."""
    wave = exchange.tx.waves.get(held.wave)
    if wave is None:
        return
    survey, conversation = surveys.loaded(wave, held)
    handle = _handle(exchange, wave.id)
    if wave.state is not WaveState.OPEN:
        exchange.tx.conversations.end(handle)
        joining.too_late(exchange.tx, survey, conversation, exchange.arrival.inbound)
        exchange.contact = exchange.contact.but(here=None, told=exchange.today)
        exchange.say((closed(survey, wave, conversation.language, exchange.channel.rendering),))
        return
    conversation = _as_last_put(exchange, conversation)
    exchange.note(conversation.step)
    step = joining.advance(exchange.tx, survey, conversation, _inbound(exchange, conversation))
    if step.stop:
        command = recognise(exchange.arrival.inbound.words, conversation.language)
        stop(exchange, step.replies, wrong=command is Command.WRONG_NUMBER)
        return
    kept = keep(exchange.tx, handle, held, survey, step.conversation)
    _carry_on(exchange, survey, step, kept=kept)


def away(survey: Survey, why: engine.Why, language: str, rendering: str) -> Reply:
    """Give the message for someone who cannot answer."""
    return engine.turned_away(survey, why, language, channel=rendering)


def _carry_on(exchange: Exchange, survey: Survey, step: Step, *, kept: bool) -> None:
    language, here = step.conversation.language, exchange.contact.here
    exchange.contact = exchange.contact.but(language=language)
    if kept and step.conversation.state is State.ASKING:
        exchange.say(step.replies)
        return
    if here is not None and step.conversation.state is State.DECLINED:
        exchange.contact = exchange.contact.at(here, declined=True)
    exchange.contact = exchange.contact.but(here=None)
    over = away(survey, "already_done", language, exchange.channel.rendering)
    replies = step.replies if kept else (over,)
    exchange.say((*replies[:-1], _with_offers(exchange, replies[-1])))
    if exchange.channel.forgets == "at_end":
        exchange.forget()


def _with_offers(exchange: Exchange, last: Reply) -> Reply:
    """Offer after the end what may come next: the next questionnaire on this phone, and clearing the chat."""
    places = tuple(place for place in open_places(exchange.tx, exchange.contact) if not place.place.declined)
    clear = exchange.channel.forgets == "when_asked"
    if not places and not clear:
        return last
    exchange.contact = exchange.contact.but(choosing=bool(places))
    offer = which(places, exchange.contact.language, exchange.setting, exchange.channel.rendering,
                  key="which.next", clear=clear)
    return merged(last, offer if places else offer._replace(text=""))


def after_the_end(exchange: Exchange, survey: Survey) -> tuple[Reply, ...]:
    """Give what is said to someone who has finished: that they have answered, or where to turn."""
    finished = Conversation(survey.content_hash, exchange.channel.rendering, exchange.contact.language, None,
                            state=State.FINISHED)
    return joining.advance(exchange.tx, survey, finished, exchange.arrival.inbound).replies


def _inbound(exchange: Exchange, conversation: Conversation) -> Inbound:
    inbound = exchange.arrival.inbound
    if exchange.arrival.opt_out == "stop":
        return Inbound(tap="/stop_provider")
    at = inbound.at or exchange.now
    if inbound.edited:
        return inbound._replace(at=at, step=exchange.tx.outbox.step_of(exchange.mark, exchange.arrival.provider_id))
    if inbound.tap is None and conversation.asked_at and exchange.tx.outbox.waits(exchange.mark):
        # The question is still on its way, so the words were not meant for it.
        at = dt.datetime.fromisoformat(conversation.asked_at)
    return inbound._replace(at=at)


def _as_last_put(exchange: Exchange, conversation: Conversation) -> Conversation:
    """Give the conversation with the moment at which a reminder put its question again; that changes nothing."""
    here = exchange.contact.here
    put = exchange.contact.places[here].put if here is not None else ""
    if not put or not conversation.asked_at:
        return conversation
    latest = max(dt.datetime.fromisoformat(put), dt.datetime.fromisoformat(conversation.asked_at))
    return conversation.but(asked_at=latest.isoformat())


def _handle(exchange: Exchange, wave: str) -> bytes:
    return exchange.tx.contacts.handle(exchange.mark, wave)
