"""Waves: what is frozen when one opens, and the public key that its ballots are sealed to."""

from functools import lru_cache

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.errors import AlreadyFrozen, WaveClosed
from storage.tables import waves
from surveys.wave import Wave, WaveState

_THIS = waves.c.id == bindparam("wave")
_GET = select(waves.c.content).where(_THIS)
_GET_TO_CHANGE = _GET.with_for_update()
_ALL = select(waves.c.content).order_by(waves.c.id)
_ADD = insert(waves)
_UPDATE = update(waves).where(_THIS).values(state=bindparam("new_state"), content=bindparam("new_content"))
_KEY = select(waves.c.public_key).where(_THIS)
_SET_KEY = update(waves).where(_THIS).values(public_key=bindparam("key"))
# Held until the transaction ends, so that a wave cannot close between this look and the sealing.
_ADMISSION = select(waves.c.state, waves.c.public_key).where(_THIS).with_for_update(read=True)
_CLOSING = select(waves.c.state).where(_THIS).with_for_update()

_MAY_BECOME = {
    WaveState.DRAFT: {WaveState.DRAFT, WaveState.OPEN},
    WaveState.OPEN: {WaveState.OPEN, WaveState.CLOSED},
    WaveState.CLOSED: {WaveState.CLOSED},
}
_NOT_FROZEN = {"state", "closed"}


class Waves:
    """Waves by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, wave: Wave) -> None:
        """Add a wave; raise `AlreadyFrozen` where its id is taken."""
        if self.get(wave.id) is not None:
            raise AlreadyFrozen(f"There is already a wave {wave.id}.", "Choose another id.")
        if wave.state is not WaveState.DRAFT:
            raise AlreadyFrozen(f"Wave {wave.id} cannot begin as {wave.state}.",
                                "Add it as a draft, then open it.")
        self._connection.execute(_ADD, {"id": wave.id, "setting": wave.setting, "state": wave.state.value,
                                        "public_key": None, "content": wave.model_dump_json()})

    def get(self, wave: str) -> Wave | None:
        """Give one wave."""
        content = self._connection.scalar(_GET, {"wave": wave})
        return None if content is None else _read(content)

    def all(self) -> tuple[Wave, ...]:
        """Give every wave, in order of id."""
        return tuple(_read(content) for content in self._connection.scalars(_ALL))

    def update(self, wave: Wave) -> None:
        """Put a changed wave in place; raise `AlreadyFrozen` for a change that opening has ruled out.

        Draft may become open and open closed, never back. From opening on only the state and the day of
        closing may change: respondents were told the rest.
        """
        content = self._connection.scalar(_GET_TO_CHANGE, {"wave": wave.id})
        if content is None:
            raise AlreadyFrozen(f"There is no wave {wave.id} to change.", "Create it first.")
        _refuse_if_frozen(_read(content), wave)
        self._connection.execute(_UPDATE, {"wave": wave.id, "new_state": wave.state.value,
                                           "new_content": wave.model_dump_json()})

    def public_key(self, wave: str) -> bytes | None:
        """Give the key that the wave's ballots are sealed to, once it has one."""
        key: bytes | None = self._connection.scalar(_KEY, {"wave": wave})
        return key

    def set_public_key(self, wave: str, key: bytes) -> None:
        """Set the 32-byte key that ballots are sealed to, once."""
        present = self.public_key(wave)
        if present not in (None, key):
            raise AlreadyFrozen(f"Wave {wave} has another key already.",
                                "Ballots are sealed to one key only.")
        self._connection.execute(_SET_KEY, {"wave": wave, "key": key})

    def admission(self, wave: str) -> bytes:
        """Give the key to seal a ballot to, and keep the wave open until this transaction ends.

        Raises `WaveClosed` where the wave is not open.
        """
        row = self._connection.execute(_ADMISSION, {"wave": wave}).one_or_none()
        if row is None or row.state != WaveState.OPEN or row.public_key is None:
            raise WaveClosed(f"Wave {wave} is not open.", "Late answers are never added.")
        return bytes(row.public_key)

    def hold_for_closing(self, wave: str) -> None:
        """Wait for every ballot that is being sealed, and let no more in until this transaction ends."""
        self._connection.execute(_CLOSING, {"wave": wave})


def _refuse_if_frozen(stored: Wave, changed: Wave) -> None:
    if changed.state not in _MAY_BECOME[stored.state]:
        raise AlreadyFrozen(f"Wave {stored.id} is {stored.state} and cannot become {changed.state}.",
                            "Create a new wave instead.")
    if stored.state is WaveState.DRAFT:
        return
    keep = _NOT_FROZEN if stored.state is WaveState.OPEN else set()
    different = [name for name in Wave.model_fields
                 if name not in keep and getattr(stored, name) != getattr(changed, name)]
    if different:
        raise AlreadyFrozen(f"Wave {stored.id} is {stored.state}: its {different[0]} can no longer change.",
                            "Create a new wave instead.")


@lru_cache(maxsize=64)
def _read(content: str) -> Wave:
    return Wave.model_validate_json(content)
