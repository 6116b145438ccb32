"""Attack 1, chance matching: whoever has everything guesses whose answer is whose, wave after wave.

For each pair of features the guess is fixed beforehand: the first person by the one is the writer of the
first answer by the other. With perfect mixing the right guesses of a wave come to one on average, whatever the
number of people (the fixed points of a random permutation), so R waves may not come to more than R + 5 sqrt(R).
"""

from collections import Counter
from math import sqrt
from random import Random

from tests.attacks import watching
from tests.attacks.town import MORE, WORDS, Town, sayings, short

WAVES_IN_ONE_FILE = 10
ROSTERS = (12, 12, 20, 12, 12, 60, 12, 12, 20, 12)
"""In turn; whoever has time for the long run meets all three sizes more often."""


def bound(waves):
    """Give the number of right guesses that chance does not exceed (about one time in a million)."""
    return waves + 5 * sqrt(waves)


def right(people, answers):
    """Count right guesses: the nth by one feature is the writer of the nth by the other."""
    guesses = zip(sorted(people, key=people.get), sorted(answers, key=answers.get), strict=True)
    return sum(person == writer for person, writer in guesses)


def one_wave(town, name, roster, chance):
    """Run a wave in which people overlap; give the right guesses for each pair of features."""
    round_ = town.open(name, sayings(roster, chance), short(WORDS, MORE))
    watcher = watching.Watcher(town, round_)
    there = list(round_.people)
    while there:
        person = chance.choice(there)
        if person.handle is None:
            town.come(person)
            watcher.came(person)
        elif town.say(person):
            watcher.finished(person)
            there.remove(person)
    watcher.close()
    people, ballots = watching.of_people(round_), watching.of_ballots(town, round_)
    town.close(name)
    town.tick()
    first, second = (watching.of_answers(town, round_, question) for question in (WORDS, MORE))
    strangers = {name: values for name, values in people.items() if not name.startswith("ballot")}
    concerns = watching.of_concerns(town, round_, WORDS)
    found = {f"{kind}: {known} and {name}": right(persons, written)
             for kind, known_by, owned in (("answer", people, first), ("ballot before closing", strangers, ballots),
                                           ("what the safeguarding lead reads", people, concerns),
                                           ("another answer", first, second))
             for known, persons in known_by.items() for name, written in owned.items()}
    for kind, owned in (("answer", first), ("what the safeguarding lead reads", concerns)):
        found[f"{kind}: a name seen before"] = _recognised(people, owned["id"])
    return found


def _recognised(people, ids):
    """Count answers that carry a name which the attacker saw appear when their writer came or finished."""
    return sum(any(id_ in (values[place], *(values[place] if isinstance(values[place], tuple) else ()))
                   for values in people.values()) for place, id_ in ids.items())


def attack(folder, waves, rosters=ROSTERS, seed=7):
    """Run `waves` waves; give what an attacker does better at than chance."""
    chance, total, done = Random(seed), Counter(), 0
    while done < waves:
        with Town(folder / f"town{done}") as town:
            for _ in range(min(WAVES_IN_ONE_FILE, waves - done)):
                total.update(one_wave(town, f"w{done}", rosters[done % len(rosters)], chance))
                done += 1
    assert len(total) > 100, "an attack must have its pairs of features"
    return [f"{pair}: {matches} right in {waves} waves, chance gives {waves}" for pair, matches in total.items()
            if matches > bound(waves)]

