"""Attack 7, for late ballots: after closing, whoever has not answered tries every way in that is left.

One answer more and the difference between two sets of results would be that person's answer.
"""

from storage.errors import StorageError
from surveys.answers import Answer, Response
from tests.attacks import watching
from tests.attacks.town import CLOSED, Town, sayings, short
from webhook.dialogue import Dialogue
from webhook.turns import Entered, Key, Turn

KEPT = ("tallies", "comments", "releases")


def attack(folder, roster=14):
    """Close a wave with two people away, one of them half way through; give what gets in afterwards."""
    with Town(folder / "town") as town:
        round_ = town.open("w", sayings(roster), short())
        *done, half_way, away = round_.people
        for person in done:
            town.answer(person)
        town.come(half_way)
        town.say(half_way)
        release = town.close("w")
        before = {table: watching.rows(town, f"SELECT * FROM {table}") for table in KEPT}
        found = _by_the_way_in(town, half_way, away) + _past_the_way_in(town, away)
        if town.close("w").dump() != release.dump():
            found.append("closing again gives another release")
        found += [f"{table} changed after closing" for table in KEPT
                  if watching.rows(town, f"SELECT * FROM {table}") != before[table]]
        if watching.rows(town, "SELECT * FROM ballots"):
            found.append("there is a ballot in the box after closing")
    return found


def _by_the_way_in(town, half_way, away):
    dialogue = Dialogue(town.store, town.clock)
    found = ["a late link is let in" for key in (Key(token=away.token), Key(code=away.code), Key(token=half_way.token))
             if isinstance(dialogue.enter(key), Entered)]
    if isinstance(dialogue.current(half_way.handle), Turn):
        found.append("a conversation goes on after closing")
    return found


def _past_the_way_in(town, person):
    """Do what a way in would do if it forgot to look whether the wave is open."""
    try:
        with town.store.begin() as tx:
            invitation = tx.invitations.by_token(person.token)
            tx.invitations.mark(invitation.id, "done")
            tx.ballots.seal("w", Response({CLOSED: Answer.of("no")}))
    except StorageError:
        return []
    return ["a late ballot is sealed"]
