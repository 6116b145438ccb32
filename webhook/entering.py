"""Coming in by a deep link, or by typing the code from a slip as the first message."""

from bot.conversation import Reply
from bot.phrases import say
from storage.contacts import Place
from storage.invitations import Invitation, InvitationState
from storage.store import Transaction
from surveys.wave import Wave, WaveState
from webhook import stopping, turning
from webhook.exchange import Exchange
from webhook.keeping import Surveys, closed
from webhook.turns import MOST_GUESSES


def enter(exchange: Exchange, surveys: Surveys) -> None:
    """Redeem the invitation that a token or a typed code opens, and begin or go on."""
    tx = exchange.tx
    invitation = _invitation(exchange)
    wave = tx.waves.get(invitation.wave) if invitation else None
    if invitation is None or wave is None:
        _unknown(exchange)
        return
    language = exchange.contact.language if exchange.known else wave.languages[0]
    exchange.contact = exchange.contact.but(language=language)
    survey, rendering = surveys.of(wave), exchange.channel.rendering
    if wave.state is not WaveState.OPEN:
        exchange.say((closed(survey, wave, language, rendering),))
    elif exchange.channel.name not in wave.channels or _elsewhere(tx, invitation, exchange.mark):
        exchange.say((turning.away(survey, "not_yours", language, rendering),))
    elif invitation.state is InvitationState.DONE:
        exchange.say((turning.away(survey, "already_done", language, rendering),))
    else:
        _admit(exchange, surveys, invitation, wave)


def _admit(exchange: Exchange, surveys: Surveys, invitation: Invitation, wave: Wave) -> None:
    exchange.known = True
    contact, name = exchange.contact, invitation.id.hex()
    index = next((nth for nth, place in enumerate(contact.places) if place.invitation == name), None)
    if index is None:
        index = len(contact.places)
        exchange.contact = contact.but(places=(*contact.places, Place(wave.id, name)))
    if turning.running(exchange) is not None:
        turning.show_again(exchange, surveys)  # One at a time: the new one is offered at the end of this one.
        return
    turning.begin(exchange, surveys, index)


def _invitation(exchange: Exchange) -> Invitation | None:
    tx, arrival = exchange.tx, exchange.arrival
    if arrival.token:
        return tx.invitations.by_token(arrival.token)
    hour = int(exchange.now.timestamp() // 3600)
    if not tx.guesses.allowed(exchange.mark, hour) or tx.guesses.total(hour) >= MOST_GUESSES:
        return None
    return tx.invitations.by_code(arrival.inbound.words)


def _unknown(exchange: Exchange) -> None:
    if not exchange.known:
        stopping.stranger(exchange, None)
        return
    language = exchange.contact.language
    text = say("not_yours", language, exchange.channel.rendering, **exchange.setting.placeholders)
    exchange.say((Reply(text=text, language=language),))


def _elsewhere(tx: Transaction, invitation: Invitation, mark: bytes) -> bool:
    """Whether another chat holds this invitation: it lets one respondent in."""
    name = invitation.id.hex()
    return invitation.state is InvitationState.STARTED and any(
        place.invitation == name for other, contact in tx.contacts.all() if other != mark for place in contact.places)
