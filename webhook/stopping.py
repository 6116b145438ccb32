"""STOP, whatever it is said to: everything that waits is taken back, and nothing is sent until START."""

from collections.abc import Sequence

from bot.commands import Command
from bot.conversation import Reply
from bot.phrases import say
from bot.signposting import asks_for_help, contacts
from webhook.exchange import Exchange

STOPS = frozenset({Command.STOP, Command.STOP_PROVIDER, Command.WRONG_NUMBER})
AN_HOUR = 5
"""Answers in an hour to what leads nowhere: two machines must not talk to each other for ever."""


def stop(exchange: Exchange, replies: Sequence[Reply], *, wrong: bool = False) -> None:
    """Opt the address out of everything; one confirmation at most, and none where the provider gave it."""
    tx, mark = exchange.tx, exchange.mark
    for wave in {place.wave for place in exchange.contact.places}:
        tx.conversations.end(tx.contacts.handle(mark, wave))
    tx.outbox.cancel(mark)
    tx.optouts.add(exchange.contact.kind, exchange.arrival.address)
    for index in range(len(exchange.contact.places)):
        exchange.contact = exchange.contact.at(index, shown=False, put="")
    exchange.contact = exchange.contact.but(here=None, choosing=False, reach="wrong" if wrong else "ok")
    exchange.say(replies[:1], "final")
    if exchange.channel.forgets == "at_end":
        exchange.forget()


def stop_in_words(exchange: Exchange, wish: Command) -> None:
    """Stop where no question is open. The text provider's own words it answers itself, and blocks ours."""
    silent = wish is Command.STOP_PROVIDER and exchange.channel.rendering == "sms"
    key = "wrong_number" if wish is Command.WRONG_NUMBER else "stopped"
    stop(exchange, () if silent else (_sentence(exchange, key),), wrong=wish is Command.WRONG_NUMBER)


def stranger(exchange: Exchange, wish: Command | None) -> None:
    """Answer someone we do not know: who asks, and how to get in. A few times, and nothing is kept of them."""
    if wish in STOPS and wish is not None:
        stop_in_words(exchange, wish)
        return
    if not may_answer(exchange):
        return
    if asks_for_help(exchange.arrival.inbound.words, exchange.contact.language):
        where = contacts("pupil", exchange.contact.language, exchange.setting)
        exchange.text(f"{say('support.sorry', exchange.contact.language)}\n{where}")
        return
    exchange.say((_sentence(exchange, "who" if wish in (Command.WHO, Command.HELP) else "not_yours"),))


def may_answer(exchange: Exchange) -> bool:
    """Count an answer to what leads nowhere; false where there were enough this hour."""
    hour = int(exchange.now.timestamp() // 3600)
    if not exchange.tx.guesses.allowed(exchange.mark, hour, AN_HOUR):
        return False
    exchange.tx.guesses.add(exchange.mark, hour)
    return True


def _sentence(exchange: Exchange, key: str) -> Reply:
    language = exchange.contact.language
    return Reply(text=say(key, language, exchange.channel.rendering, **exchange.setting.placeholders),
                 language=language)
