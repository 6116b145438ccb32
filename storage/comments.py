"""Comments: each free text on its own, encrypted, of one size, with no group and no order."""

import json
import secrets
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from storage.admission import Admission
from storage.errors import AlreadyFrozen, Unreadable
from storage.keyring import Keyring
from storage.sealing import COMMENT, derive, lock, unlock
from storage.tables import comments

_OF_WAVE = comments.c.wave == bindparam("in_wave")
_PUT = insert(comments)
_GET = select(comments.c.id, comments.c.question, comments.c.locked).where(_OF_WAVE)
_COUNT = select(comments.c.question, func.count()).where(_OF_WAVE).group_by(comments.c.question)
_DESTROY = delete(comments).where(_OF_WAVE)

Comment = tuple[str, bool]
"""The words, and whether the writer allows them to be quoted."""


class Kept(NamedTuple):
    """A comment with the random id under which a person's decision about it is kept."""

    id: bytes
    words: str
    may_quote: bool


class Comments:
    """The comments of each closed wave."""

    def __init__(self, connection: Connection, keyring: Keyring, admission: Admission) -> None:
        self._connection = connection
        self._keyring = keyring
        self._admission = admission

    def put(self, wave: str, written: Mapping[str, Sequence[Comment]]) -> None:
        """Keep a wave's comments by question id, shuffled; `AlreadyFrozen` where it has some."""
        if self.count(wave):
            raise AlreadyFrozen(f"Wave {wave} has its comments already.", "A wave is counted once.")
        key = self._key(wave)
        rows = [{"wave": wave, "id": secrets.token_bytes(16), "question": question,
                 "locked": lock(json.dumps([words, quote], ensure_ascii=False), key, COMMENT)}
                for question, texts in written.items() for words, quote in texts]
        if rows:
            # Ids are random, so writing in their order is a shuffle, in the file as in the table.
            self._connection.execute(_PUT, sorted(rows, key=itemgetter("id")))

    def get(self, wave: str) -> dict[str, list[Comment]]:
        """Give the wave's comments by question id, each list freshly shuffled."""
        return {question: [(one.words, one.may_quote) for one in kept] for question, kept in self.kept(wave).items()}

    def kept(self, wave: str) -> dict[str, list[Kept]]:
        """Give the wave's comments with their ids by question id, each list freshly shuffled."""
        key = self._key(wave)
        found: dict[str, list[Kept]] = {}
        for name, question, locked in self._connection.execute(_GET, {"in_wave": wave}):
            content = unlock(bytes(locked), key)
            if content is None:
                raise Unreadable(f"A comment of wave {wave} does not open.",
                                 "Restore the database and the key file that belong together.")
            words, quote = json.loads(content)
            found.setdefault(question, []).append(Kept(bytes(name), words, quote))
        for texts in found.values():
            secrets.SystemRandom().shuffle(texts)
        return dict(sorted(found.items()))

    def count(self, wave: str) -> dict[str, int]:
        """Say how many comments each question has."""
        counts: dict[str, int] = {}
        for question, count in self._connection.execute(_COUNT, {"in_wave": wave}):
            counts[question] = count
        return dict(sorted(counts.items()))

    def destroy(self, wave: str) -> int:
        """Delete the wave's comments; say how many there were."""
        self._admission.shredded = True
        return self._connection.execute(_DESTROY, {"in_wave": wave}).rowcount

    def _key(self, wave: str) -> bytes:
        return derive(self._keyring.key("comment"), wave.encode(), b"heard comment")
