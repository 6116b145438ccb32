"""What somebody we know means: the question that is open, the next questionnaire, or nothing that is open."""

import datetime as dt

from bot.commands import Command
from bot.phrases import say
from bot.signposting import asks_for_help
from surveys.wave import WaveState
from webhook.exchange import Exchange
from webhook.keeping import Surveys, closed
from webhook.places import Open, chosen, open_places, which
from webhook.stopping import STOPS, may_answer, stop_in_words, stranger
from webhook.turning import after_the_end, begin, running, turn

CLEAR_AFTER = dt.timedelta(seconds=2)
"""The answer to the wish is sent first, so that it goes as well."""


def converse(exchange: Exchange, surveys: Surveys, wish: Command | None, *, again: bool) -> None:
    """Answer a contact; `again` says that it had opted out and comes back."""
    held = running(exchange)
    if held is not None:
        turn(exchange, surveys, held)
        return
    exchange.contact = exchange.contact.but(here=None)
    if wish in STOPS and wish is not None:
        stop_in_words(exchange, wish)
        return
    if exchange.arrival.inbound.edited:
        return  # What is changed after the end changes nothing, and begins nothing.
    places = open_places(exchange.tx, exchange.contact)
    if not places:
        _nothing_open(exchange, surveys, wish)
    elif len(places) > 1:
        _choose(exchange, surveys, places)
    else:
        _only(exchange, surveys, places[0], wish, again=again)


def clear(exchange: Exchange) -> None:
    """Do what was offered at the end: delete the chat, as far as the provider can."""
    exchange.text(say("clear.done", exchange.contact.language, exchange.channel.rendering))
    exchange.forget(after=CLEAR_AFTER)


def _nothing_open(exchange: Exchange, surveys: Surveys, wish: Command | None) -> None:
    waves = [wave for place in exchange.contact.places if (wave := exchange.tx.waves.get(place.wave))]
    words, language = exchange.arrival.inbound.words, exchange.contact.language
    if not waves:
        stranger(exchange, wish)
        return
    survey, rendering = surveys.of(waves[-1]), exchange.channel.rendering
    if asks_for_help(words, language) or waves[-1].state is WaveState.OPEN:
        reply = after_the_end(exchange, survey)
    else:
        reply = (closed(survey, waves[-1], language, rendering),)
    if exchange.contact.told != exchange.today or asks_for_help(words, language):
        exchange.say(reply)
    exchange.contact = exchange.contact.but(told=exchange.today)


def _choose(exchange: Exchange, surveys: Surveys, places: tuple[Open, ...], *, key: str = "") -> None:
    contact, rendering = exchange.contact, exchange.channel.rendering
    asked = which(places, contact.language, exchange.setting, rendering, key=key)
    code = chosen(asked, exchange.arrival.inbound) if contact.choosing else None
    if code is not None:
        begin(exchange, surveys, int(code))
        return
    if asks_for_help(exchange.arrival.inbound.words, contact.language):
        exchange.say(after_the_end(exchange, surveys.of(places[0].wave)))
    elif may_answer(exchange):
        error = say("which.again", contact.language, rendering) if contact.choosing else ""
        exchange.say((asked._replace(error=error),))
    exchange.contact = exchange.contact.but(choosing=True)


def _only(exchange: Exchange, surveys: Surveys, only: Open, wish: Command | None, *, again: bool) -> None:
    declined = only.place.declined
    if again or wish is Command.START:
        begin(exchange, surveys, only.nth, again=again or declined)
    elif exchange.contact.choosing:
        _choose(exchange, surveys, (only,), key="which.next")
    elif declined:
        if may_answer(exchange):
            exchange.text(say("declined", exchange.contact.language, exchange.channel.rendering))
    elif only.place.shown:
        begin(exchange, surveys, only.nth, silently=True)
        held = running(exchange)
        if held is not None:
            turn(exchange, surveys, held)
    else:
        begin(exchange, surveys, only.nth)
