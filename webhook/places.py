"""One phone, several questionnaires: which are open, which comes next, and asking which one is meant."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation import Inbound, Option, Reply
from bot.normalise import fold, normalise
from bot.phrases import phrasebook, say
from storage.contacts import Contact, Place
from storage.invitations import InvitationState
from storage.store import Transaction
from surveys.model import Audience, Setting
from surveys.wave import Wave, WaveState

CLEAR = "/clear"
_WHO: dict[Audience, str] = {
    "pupil": "which.pupil", "parent": "which.parent", "staff": "which.staff", "partner": "which.partner"}


class Open(NamedTuple):
    """A place that can be answered now."""

    nth: int
    place: Place
    wave: Wave


def open_places(tx: Transaction, contact: Contact) -> tuple[Open, ...]:
    """Give the contact's places that can be answered now, in their order."""
    found = []
    for nth, place in enumerate(contact.places):
        wave, invitation = tx.waves.get(place.wave), tx.invitations.get(bytes.fromhex(place.invitation))
        if wave and wave.state is WaveState.OPEN and invitation and invitation.state is not InvitationState.DONE:
            found.append(Open(nth, place, wave))
    return tuple(found)


def which(places: Sequence[Open], language: str, setting: Setting, rendering: str, *, key: str = "",
          clear: bool = False) -> Reply:
    """Ask which place is meant; `key` names the sentence, else the one that fits the places.

    Children are numbered, never named: only the respondent knows which is which.
    """
    waves = {place.wave.id for place in places}
    labels = [_label(place, language, setting, alone=len(waves) == 1) for place in places]
    options = [Option(nth, str(place.nth), label)
               for nth, (place, label) in enumerate(zip(places, labels, strict=True), 1)]
    if clear:
        options.append(Option(len(options) + 1, CLEAR, say("clear.offer", language, rendering)))
    if not key:
        key = "which.child" if len(waves) == 1 and places and places[0].place.nth else "which.ask"
    return Reply(text=say(key, language, rendering), entry="choice", options=tuple(options),
                 hint=say("hint.choice", language, rendering), language=language, dir=phrasebook(language).dir)


def _label(place: Open, language: str, setting: Setting, *, alone: bool) -> str:
    if alone and place.place.nth:
        return say("which.nth_alone", language, nth=place.place.nth)
    who = say(_WHO[place.wave.survey.audience], language, **setting.placeholders)
    return say("which.nth", language, who=who, nth=place.place.nth) if place.place.nth else who


def chosen(reply: Reply, inbound: Inbound) -> str | None:
    """Give the code of the option that was meant: tapped, by its number, or by its label."""
    said = fold(normalise(inbound.words))
    for option in reply.options:
        if inbound.tap == option.code or (inbound.tap is None and said in (str(option.position), fold(option.label))):
            return option.code
    return None


def merged(reply: Reply, offer: Reply) -> Reply:
    """Give one message out of the last that was said and what is offered after it: two are enough for a turn."""
    text = f"{reply.text}\n\n{offer.text}" if offer.text else reply.text
    return Reply(text=text, notice=reply.notice, support=reply.support, entry="choice", options=offer.options,
                 hint=offer.hint if offer.text else "", language=offer.language, dir=reply.dir)
