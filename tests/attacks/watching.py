"""What somebody sees who has every file, at every moment: rows, places in the file, lengths, orders.

Nothing here asks the program: the database is opened beside it. Features of people are what can be known of
each person from outside the questionnaire; features of answers are what can be known of each answer afterwards.
"""

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from itertools import count

from nacl.secret import SecretBox


def rows(town, statement, *given):
    """Read the database as anybody with the file can."""
    with closing(sqlite3.connect(f"file:{town.database}?mode=ro", uri=True)) as connection:
        return connection.execute(statement, given).fetchall()


class Watcher:
    """Looks at the database after each thing that happens, and notes what became of whom."""

    def __init__(self, town, round_):
        self.town, self.round = town, round_
        self._clock = count()
        self._open = sqlite3.connect(f"file:{town.database}?mode=ro", uri=True)
        self._known = {table: self._ids(table) for table in ("conversations", "ballots", "concerns")}
        invited = dict(rows(town, "SELECT token, id FROM invitations WHERE wave = ?", round_.wave))
        codes = dict(rows(town, "SELECT id, code FROM invitations WHERE wave = ?", round_.wave))
        for person in round_.people:
            token = hashlib.sha256(person.token.encode()).digest()
            round_.seen[person.place] = {"place on the list": person.place, "invitation's id": invited[token],
                                         "token's hash": token, "code's mark": codes[invited[token]]}

    def came(self, person):
        """Note the conversation that has just appeared."""
        seen = self.round.seen[person.place]
        seen["order of coming"] = next(self._clock)
        seen["conversation's id"] = self._new("conversations")

    def finished(self, person):
        """Note the ballot that has just appeared."""
        seen = self.round.seen[person.place]
        seen["order of finishing"] = next(self._clock)
        seen["ballot's id"] = ballot = self._new("ballots")
        seen["concerns' ids"] = tuple(sorted(self._news("concerns")))
        found = rows(self.town, "SELECT length(sealed) FROM ballots WHERE id = ?", ballot)
        seen["ballot's length"] = (found[0][0] if found else 0, ballot)

    def _ids(self, table):
        return {bytes(id_) for (id_,) in self._open.execute(f"SELECT id FROM {table}")}

    def close(self):
        """Look no more."""
        self._open.close()

    def _new(self, table):
        return min(self._news(table), default=b"")

    def _news(self, table):
        now = self._ids(table)
        new, self._known[table] = now - self._known[table], now
        return new


def of_people(round_):
    """Give the features of people: for each, a value by place on the list."""
    names = next(iter(round_.seen.values()))
    return {name: {place: seen.get(name, b"") for place, seen in round_.seen.items()} for name in names}


def of_ballots(town, round_):
    """Give the features of the ballots in a backup made just before closing, by whose they are."""
    owners = {seen["ballot's id"]: place for place, seen in round_.seen.items()}
    held = rows(town, "SELECT id, length(sealed) FROM ballots WHERE wave = ?", round_.wave)
    return {"id": {owners[id_]: id_ for id_, _ in held},
            "length": {owners[id_]: (length, id_) for id_, length in held}}


def of_answers(town, round_, question):
    """Give the features of the answers to a question in words after closing, by whose they are.

    The words are read with the keys that are left, as whoever has them can.
    """
    whose = {person.answers[question]: person.place for person in round_.people}
    with town.store.read() as tx:
        given = [words for words, _ in tx.comments.get(round_.wave)[question]]
        key = tx.comments._key(round_.wave)
    file = town.database.read_bytes()
    found = {"order as read": {whose[words]: n for n, words in enumerate(given)}}
    listed = rows(town, "SELECT * FROM comments WHERE wave = ? AND question = ?", round_.wave, question)
    names = [name for _, name, *_ in rows(town, "PRAGMA table_info(comments)")]
    for row_number, row in enumerate(listed):
        row = dict(zip(names, row, strict=True))
        owner = whose[_words(row["locked"], key)]
        features = {"order in the table": row_number, "id": row["id"],
                    "place in the file": (file.find(row["id"]), row_number),
                    "length as stored": (len(row["locked"]), row["id"]), "bytes as stored": row["locked"],
                    "length of the words": (len(_words(row["locked"], key)), row["id"])}
        features |= {f"column {name}": (str(value), row["id"]) for name, value in row.items()
                     if name not in ("wave", "id", "question", "locked")}
        for name, value in features.items():
            found.setdefault(name, {})[owner] = value
    return found


def of_concerns(town, round_, question):
    """Give the features of what the safeguarding lead was handed, by who wrote it."""
    whose = {person.answers[question]: person.place for person in round_.people}
    with town.store.read() as tx:
        words = {item.id: item.content["words"] for item in tx.concerns.delivered()}
    file, found = town.database.read_bytes(), {}
    for number, (id_, locked) in enumerate(rows(town, "SELECT id, locked FROM concerns")):
        if (owner := whose.get(words[id_])) is not None:
            features = {"order in the table": number, "id": id_, "place in the file": (file.find(id_), number),
                        "bytes as stored": locked}
            for name, value in features.items():
                found.setdefault(name, {})[owner] = value
    return found


def _words(locked, key):
    padded = SecretBox(key).decrypt(locked)
    packed = padded[4:4 + int.from_bytes(padded[:4], "big")]
    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))[0]
