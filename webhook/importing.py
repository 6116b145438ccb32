"""Taking contacts in from a file: all of them, or none and every reason."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.rendering import fits_text
from storage.contacts import Contact, Place
from storage.errors import TooLong
from storage.store import Store, Transaction
from surveys.wave import Wave, WaveState
from webhook.contact_file import Row
from webhook.waves import WaveError

KIND = "phone"


class Imported(NamedTuple):
    """How many contacts were new to each wave, and how many rows were known already."""

    new: Mapping[str, int]
    known: int


def take_in(store: Store, rows: Sequence[Row]) -> Imported:
    """Keep the contacts of a file, in one transaction. Raises `WaveError` with a line for each fault."""
    new: Counter[str] = Counter()
    known = 0
    problems: list[str] = []
    with store.begin() as tx:
        waves = _open_waves(tx)
        for row in rows:
            wave, fault = _wave(waves, row)
            if wave is None or fault:
                problems.append(f"Line {row.line}: {fault}")
            elif _add(tx, wave, row):
                new[wave.id] += 1
            else:
                known += 1
        problems += [fault for wave in waves if (fault := _over_roster(tx, wave))]
        if problems:
            raise WaveError("\n".join(problems))  # and nothing of the transaction is kept
    return Imported(dict(new), known)


def _open_waves(tx: Transaction) -> tuple[Wave, ...]:
    return tuple(wave for wave in tx.waves.all() if wave.state is WaveState.OPEN)


def _wave(waves: Sequence[Wave], row: Row) -> tuple[Wave | None, str]:
    asked = [wave for wave in waves if wave.survey.audience == row.audience]
    if len(asked) != 1:
        return None, (f"there is no open wave for {row.audience}: open one first." if not asked else
                      f"there are several open waves for {row.audience}: close all but one first.")
    wave = asked[0]
    if row.channel not in wave.channels:
        return None, f"wave {wave.id} is not asked by {row.channel}, but by {', '.join(wave.channels)}."
    if row.language not in wave.languages:
        return None, f"wave {wave.id} has no language {row.language!r:.12}, but {', '.join(wave.languages)}."
    return wave, ""


def _add(tx: Transaction, wave: Wave, row: Row) -> bool:
    mark = tx.contacts.mark(KIND, row.number)
    contact = tx.contacts.hold(mark) or Contact(KIND, row.channel, row.number, language=row.language)
    if any(place.wave == wave.id for place in contact.places):
        return False
    by_link = row.channel in ("sms", "whatsapp") and not fits_text(wave.survey, row.language)
    places = []
    for nth, issued in enumerate(tx.invitations.issue(wave.id, row.children, secrets.token_bytes), 1):
        invitation = tx.invitations.by_token(issued.token)
        if invitation is not None:
            places.append(Place(wave.id, invitation.id.hex(), nth=nth if row.children > 1 else 0,
                                token=issued.token if by_link else ""))
    try:
        tx.contacts.put(mark, _pupils_quiet(tx, contact.but(places=(*contact.places, *places))))
    except TooLong:
        raise WaveError(f"Line {row.line}: there are too many questionnaires for this number.") from None
    return True


def _pupils_quiet(tx: Transaction, contact: Contact) -> Contact:
    """On the number of a parent a pupil's questions are not begun by us: the parent may choose them."""
    waves = [tx.waves.get(place.wave) for place in contact.places]
    audiences = [wave.survey.audience if wave else "" for wave in waves]
    if "parent" not in audiences:
        return contact
    for index, audience in enumerate(audiences):
        contact = contact.at(index, quiet=audience == "pupil")
    return contact


def _over_roster(tx: Transaction, wave: Wave) -> str:
    invited, _, _ = tx.invitations.counts(wave.id)
    if invited <= wave.roster:
        return ""
    return (f"Wave {wave.id} has a roster of {wave.roster}, and this file would make {invited} invitations. "
            "The roster was fixed at opening: take some lines out.")
