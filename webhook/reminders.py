"""Reminders: on the third and the tenth day of silence, in school hours, at most two, and never a new state."""

import datetime as dt
from collections.abc import Mapping

from bot import engine
from storage.contacts import Contact
from storage.store import Store, Transaction
from surveys.model import Setting
from webhook.calendar import Calendar
from webhook.channels.contract import Channel
from webhook.clock import Clock
from webhook.inviting import Inviting
from webhook.keeping import Surveys
from webhook.places import open_places

DAYS = (3, 10)
"""After how many days of silence the first reminder goes, and the second; both counted from the silence's start."""


def number_due(contact: Contact, index: int, today: dt.date) -> int | None:
    """Give which reminder (1 or 2) the contact's place is due today, or nothing.

    Pure: what is kept of the contact, and the day where the setting is.
    """
    place = contact.places[index]
    since = max(contact.heard, place.invited)
    if contact.reach != "ok" or place.declined or not since or place.reminded >= len(DAYS):
        return None
    silent = (today - dt.date.fromisoformat(since)).days
    return place.reminded + 1 if silent >= DAYS[place.reminded] else None


class Reminders:
    """Plans the reminders that are due and puts them in the outbox, which looks again before each is sent."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock, address: str) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._address = address
        self._surveys = Surveys()

    def plan(self) -> int:
        """Queue what is due now, where school is open; say how many."""
        now = self._clock()
        with self._store.read() as tx:
            setting = tx.setting.get()
            marks = [mark for mark, _ in tx.contacts.all()]
        if setting is None or not Calendar.of(setting).is_open(now):
            return 0
        # One transaction each: nobody who writes in meanwhile waits for all the others.
        return sum(self._plan(mark, setting, now) for mark in marks)

    def _plan(self, mark: bytes, setting: Setting, now: dt.datetime) -> bool:
        today = Calendar.of(setting).today(now)
        with self._store.begin() as tx:
            contact = tx.contacts.hold(mark)
            channel = self._channels.get(contact.channel) if contact else None
            if contact is None or channel is None or tx.optouts.has(contact.kind, contact.address):
                return False
            contact = self._let_go(tx, mark, contact, channel, now)
            index = _place(tx, contact)
            number = None if index is None else number_due(contact, index, today)
            if index is None or number is None:
                return False
            return self._remind(tx, mark, contact, channel, index, number, setting, now)

    def _remind(self, tx: Transaction, mark: bytes, contact: Contact, channel: Channel, index: int, number: int,
                setting: Setting, now: dt.datetime) -> bool:
        inviting = Inviting(self._channels, self._surveys, setting, self._address)
        place = contact.places[index]
        once = self._store.keyring.mark("contact", b"reminder|%s|%s|%d" % (mark, place.invitation.encode(), number))
        held = tx.conversations.get(tx.contacts.handle(mark, place.wave)) if contact.here == index else None
        wave = tx.waves.get(place.wave)
        if wave is None:
            return False
        changed = contact.at(index, reminded=number, put=now.isoformat())
        if held is not None:
            survey, conversation = self._surveys.loaded(wave, held)
            replies, expects = engine.remind(survey, conversation, now).replies, held.revision.hex()
        else:
            places = open_places(tx, contact)
            replies, expects = inviting.beginning(contact, places, channel), ""
            changed = inviting.shown(changed, places, channel)
        if not inviting.queue(tx, mark, channel, contact, replies, now, purpose="reminder", wave=place.wave,
                              expects=expects, once=once):
            return False
        tx.contacts.put(mark, changed)
        return True

    def _let_go(self, tx: Transaction, mark: bytes, contact: Contact, channel: Channel,
                now: dt.datetime) -> Contact:
        """Notice a conversation that was deleted after days of silence, and have its bodies deleted too."""
        if contact.here is None:
            return contact
        if tx.conversations.get(tx.contacts.handle(mark, contact.places[contact.here].wave)) is not None:
            return contact
        contact = contact.but(here=None)
        tx.contacts.put(mark, contact)
        if channel.forgets == "at_end":
            tx.outbox.put(mark, channel.name, "forget", {"address": contact.address}, int(now.timestamp() * 1000))
        return contact


def _place(tx: Transaction, contact: Contact) -> int | None:
    """Give the place that is being answered, or the first that waits."""
    places = [place.nth for place in open_places(tx, contact) if not place.place.quiet]
    if contact.here in places:
        return contact.here
    return next(iter(places), None)
