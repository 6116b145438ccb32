"""Every attack by name: what it tries, and how it is run against one installation of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.attacks import canaries, late, matching, outputs, phones, schema, serving, shredding, snapshots, texting
from tests.attacks.town import Town, sayings


class Attack(NamedTuple):
    """What is tried, in a few words, and the trying: it gives what it found, nothing where the promise holds."""

    promise: int
    tries: str
    run: Callable[..., list[str]]


def _schema(folder: Path) -> list[str]:
    with Town(folder / "town") as town:
        round_ = town.open("w", sayings(8))
        for person in round_.people:
            town.answer(person)
        found = schema.attack(f"sqlite:///{town.database}")
        town.close("w")
        return found + schema.attack(f"sqlite:///{town.database}")


ATTACKS = {
    "chance matching": Attack(1, "guesses whose answer is whose from every pair of features of people and answers",
                              lambda folder, waves=10, rosters=(12,): matching.attack(folder, waves, rosters)),
    "canaries": Attack(2, "looks for words, names, numbers and links in every file, log, address and fault",
                       canaries.attack),
    "canaries by text": Attack(2, "the same by text message, and in what is left of a message once it is sent",
                               texting.attack),
    "the server's own log": Attack(2, "reads every line that the running server writes", serving.attack),
    "number guessing": Attack(2, "tries every phone number against every hash in the database", phones.attack),
    "shredding": Attack(3, "opens copies of the database from before closing with every key that is left",
                        shredding.attack),
    "snapshots": Attack(4, "compares the database before and after every single step", snapshots.attack),
    "schema": Attack(5, "looks in every column for a time, an order or a link", _schema),
    "outputs": Attack(6, "tries every way in which people could have answered against what is published",
                      lambda folder: outputs.small_numbers()),
    "differences": Attack(7, "subtracts groups from wholes, and one set of results from another",
                          lambda folder: outputs.differences()),
    "late ballots": Attack(7, "adds one more answer after closing", late.attack),
}
