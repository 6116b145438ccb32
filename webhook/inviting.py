"""Asking contacts: the invitation is the beginning of the questionnaire itself, so that a reply answers it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.conversation import Reply
from bot.phrases import say
from bot.rendering import fits_text
from storage.contacts import Contact
from storage.store import Transaction
from surveys.model import Setting
from surveys.survey import Survey
from webhook.channels.contract import Channel, Purpose
from webhook.exchange import milliseconds
from webhook.keeping import Surveys
from webhook.outgoing import Parcel, pack
from webhook.places import Open, merged, open_places, which
from webhook.turning import first


class Inviting:
    """Queues invitations, which go out in school hours."""

    def __init__(self, channels: Mapping[str, Channel], surveys: Surveys, setting: Setting, address: str) -> None:
        self._channels = channels
        self._surveys = surveys
        self._setting = setting
        self._address = address

    def invite(self, tx: Transaction, mark: bytes, contact: Contact, now: dt.datetime) -> bool:
        """Queue the invitation of a contact, once; false where there is nothing to ask it or no way to."""
        channel = self._channels.get(contact.channel)
        places = open_places(tx, contact)
        asked = tuple(place for place in places if not place.place.quiet)
        if channel is None or not asked or any(place.place.invited for place in places) or contact.here is not None:
            return False
        if contact.reach != "ok" or tx.optouts.has(contact.kind, contact.address):
            return False
        changed = self.shown(contact, places, channel)
        for place in asked:
            changed = changed.at(place.nth, invited=now.date().isoformat())
        replies = self.beginning(contact, places, channel)
        self.queue(tx, mark, channel, changed, replies, now, purpose="invitation", wave=asked[0].wave.id)
        tx.contacts.put(mark, changed)
        return True

    def shown(self, contact: Contact, places: Sequence[Open], channel: Channel) -> Contact:
        """Give the contact after its beginning is put: what a reply then means."""
        if len(places) > 1:
            return contact.but(choosing=True)
        by_link = not _by_text(self._surveys.of(places[0].wave), contact.language, channel)
        return contact.at(places[0].nth, shown=not by_link)

    def beginning(self, contact: Contact, places: Sequence[Open], channel: Channel) -> tuple[Reply, ...]:
        """Give the introduction and the first question; or which is meant; or a link, where texts cannot do it."""
        place, language = places[0], contact.language
        survey = self._surveys.of(place.wave)
        if not _by_text(survey, language, channel):
            return (self._link(place, language),)
        replies = first(survey, channel.rendering, contact).replies
        if len(places) == 1:
            return replies
        asked = which(places, language, self._setting, channel.rendering)
        return (*replies[:-1], asked) if len(replies) > 1 else (merged(replies[0], asked),)

    def queue(self, tx: Transaction, mark: bytes, channel: Channel, contact: Contact, replies: Sequence[Reply],
              now: dt.datetime, *, purpose: Purpose, wave: str, expects: str = "",
              once: bytes | None = None) -> bool:
        """Queue something that nobody waits for; false where it is queued already."""
        for nth, message in enumerate(m for reply in replies for m in channel.compose(reply, "", purpose)):
            parcel = Parcel(contact.address, message, expects, wave)
            name = once if nth == 0 else None
            if tx.outbox.put(mark, channel.name, "later", pack(parcel), milliseconds(now), once=name) is None:
                return False
        return True

    def _link(self, place: Open, language: str) -> Reply:
        link = f"{self._address}/#{place.place.token}"
        words = say("link", language, link=link, **self._setting.placeholders)
        return Reply(text=words, language=language)


def _by_text(survey: Survey, language: str, channel: Channel) -> bool:
    return channel.rendering != "sms" or fits_text(survey, language)
