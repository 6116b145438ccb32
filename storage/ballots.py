"""Sealed ballots: finished questionnaires that nobody opens before the wave closes, and then once."""

import json
import secrets

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from storage.admission import Admission
from storage.errors import NotAdmitted, Unreadable
from storage.keyring import Keyring
from storage.sealing import BALLOT, seal, unseal
from storage.tables import ballots
from storage.waves import Waves
from surveys.answers import Response

_OF_WAVE = ballots.c.wave == bindparam("in_wave")
_SEAL = insert(ballots)
_COUNT = select(func.count()).select_from(ballots).where(_OF_WAVE)
_ALL = select(ballots.c.sealed).where(_OF_WAVE)
_DESTROY = delete(ballots).where(_OF_WAVE)


class Ballots:
    """The ballot box of each wave."""

    def __init__(self, connection: Connection, keyring: Keyring, waves: Waves, admission: Admission) -> None:
        self._connection = connection
        self._keyring = keyring
        self._waves = waves
        self._admission = admission

    def seal(self, wave: str, response: Response) -> None:
        """Seal one respondent's answers into the wave's box.

        The same transaction must have marked an invitation to the wave done, once for each ballot; else
        `NotAdmitted`. Raises `WaveClosed` where the wave is not open and `TooLong` where it does not fit.
        """
        key = self._waves.admission(wave)
        if not self._admission.spend(wave):
            raise NotAdmitted(f"No invitation to wave {wave} was used up for this ballot.",
                              "Mark the invitation done first, in the same transaction.")
        content = json.dumps(response.as_json(), ensure_ascii=False, separators=(",", ":"))
        self._connection.execute(_SEAL, {"wave": wave, "id": secrets.token_bytes(16),
                                         "sealed": seal(content, key, BALLOT)})

    def count(self, wave: str) -> int:
        """Say how many ballots the box holds."""
        return self._connection.scalar(_COUNT, {"in_wave": wave}) or 0

    def open_all(self, wave: str) -> list[Response]:
        """Open the box: every response, in an order that says nothing about who or when.

        Lets no ballot in until the transaction ends. Raises `KeyFileError` where the wave's key is gone and
        `Unreadable` where a ballot was changed or sealed to another key.
        """
        self._waves.hold_for_closing(wave)
        secret = self._keyring.wave_secret(wave)
        contents = [unseal(bytes(sealed), secret)
                    for sealed in self._connection.scalars(_ALL, {"in_wave": wave}).yield_per(200)]
        unreadable = contents.count(None)
        if unreadable:
            raise Unreadable(f"{unreadable} of the {len(contents)} ballots of wave {wave} do not open.",
                             "Restore the database and the key file that belong together.")
        responses = [Response.from_json(json.loads(content)) for content in contents if content is not None]
        secrets.SystemRandom().shuffle(responses)
        return responses

    def destroy(self, wave: str) -> int:
        """Delete every ballot of the wave; say how many there were."""
        self._admission.shredded = True
        return self._connection.execute(_DESTROY, {"in_wave": wave}).rowcount
