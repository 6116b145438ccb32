"""Attack 4: somebody dumps the database after every single thing that happens, and compares.

Before closing, nothing may appear where answers are kept. What does appear is a sealed ballot: one at a time,
never changed, never moved; and after closing neither it nor any part of it is anywhere.
"""

from itertools import pairwise
from random import Random

from tests.attacks import files, watching
from tests.attacks.town import Town, sayings, short

ANSWERS = ("tallies", "comments", "releases", "audits")
TABLES = (*ANSWERS, "ballots", "invitations", "conversations")


def dump(town):
    """Give every row of every table that has to do with answering."""
    return {table: set(watching.rows(town, f"SELECT * FROM {table}")) for table in TABLES}


def attack(folder, roster=12, seed=5):
    """Dump after each step of a wave; give what the differences show."""
    chance, found = Random(seed), []
    with Town(folder / "town") as town:
        round_ = town.open("w", sayings(roster), short())
        dumps, there = [dump(town)], list(round_.people)
        while there:
            person = chance.choice(there)
            if person.handle is None:
                town.come(person)
            elif town.say(person):
                there.remove(person)
            dumps.append(dump(town))
        for before, after in pairwise(dumps):
            found += _between(before, after)
        ballots = {bytes(part) for row in dumps[-1]["ballots"] for part in row if isinstance(part, bytes)}
        if len(dumps[-1]["ballots"]) != roster:
            found.append(f"{roster} people finished and the box holds {len(dumps[-1]['ballots'])} ballots")
        town.close("w")
        left = {f"ballot piece {n}": part[:64] for n, part in enumerate(ballots)}
        found += files.finds(left, files.everything(town.config.folder))
    return found


def _between(before, after):
    found = [f"a row appears in {table} before closing" for table in ANSWERS if after[table] - before[table]]
    new, gone = after["ballots"] - before["ballots"], before["ballots"] - after["ballots"]
    if len(new) > 1 or gone:
        found.append("ballots change or come several at a time")
    if len(after["invitations"] ^ before["invitations"]) > 2:
        found.append("one step touches several people's invitations")
    return found
