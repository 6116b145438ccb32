"""The keys of one installation. They live in one small file, outside the database and outside its backups.

A copy of the database never opens without them, and what was sealed to a wave's key never opens again once
that key is destroyed.
"""

import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

from nacl.public import PrivateKey

from storage import keyfile
from storage.errors import KeyFileError
from storage.keys import Keys, Purpose


class Keyring:
    """The keys, always as the file has them now: another process may have made or destroyed some."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version: keyfile.Version | None = None
        self._keys: Keys | None = None

    def __repr__(self) -> str:
        return f"Keyring({str(self._path)!r})"

    @classmethod
    def create(cls, path: Path | str) -> "Keyring":
        """Make a new installation's key file; raise `KeyFileError` where there is one already."""
        keyfile.create(Path(path).resolve(), Keys.new().dump())
        return cls.open(path)

    @classmethod
    def open(cls, path: Path | str) -> "Keyring":
        """Open a key file; raise `KeyFileError` where it is missing, unsafe or not a key file."""
        keyring = cls(Path(path).resolve())
        keyring._now()
        if keyfile.untidy(keyring._path):
            with keyfile.changing(keyring._path):
                pass
        return keyring

    @property
    def installation(self) -> str:
        """The installation's own id: 32 hexadecimal digits. The database carries the same."""
        return self._now().installation

    def key(self, purpose: Purpose) -> bytes:
        """Give the 32-byte key for `purpose`."""
        return self._now().named[purpose]

    def mark(self, purpose: Purpose, data: bytes) -> bytes:
        """Give the 32-byte HMAC-SHA256 of `data` under the key for `purpose`."""
        return hmac.digest(self.key(purpose), data, "sha256")

    def lasting_mark(self, data: bytes) -> bytes:
        """Give a mark of something whose own bytes are not kept, so that it outlives a change of contact key."""
        keys = self._now()
        return hmac.digest(keys.lasting or keys.named["contact"], data, "sha256")

    def knows_wave(self, wave: str) -> bool:
        """Say whether the wave's key exists: it was made and is not destroyed."""
        return wave in self._now().waves

    @property
    def waves(self) -> frozenset[str]:
        """The waves that have a key."""
        return frozenset(self._now().waves)

    def wave_secret(self, wave: str) -> bytes:
        """Give the wave's 32-byte secret key, or raise `KeyFileError` where there is none."""
        try:
            return self._now().waves[wave]
        except KeyError:
            raise KeyFileError(f"The key file {self._path} has no key for wave {wave}.",
                               "It was destroyed at closing, or this is not its key file.") from None

    def wave_secrets(self) -> tuple[bytes, ...]:
        """Give the secret keys of every wave that has one, newest first."""
        return tuple(self._now().waves.values())[::-1]

    def new_wave(self, wave: str) -> bytes:
        """Make the wave's key pair and give the 32-byte public key; the same again where there is one."""
        self._change(lambda keys: keys if wave in keys.waves else keys.but(
            waves={**keys.waves, wave: bytes(PrivateKey.generate())}))
        return bytes(PrivateKey(self.wave_secret(wave)).public_key)

    def destroy_wave(self, wave: str) -> None:
        """Destroy the wave's key, so that nothing sealed to it opens again. Safe to repeat."""
        self._change(lambda keys: keys.but(
            waves={name: key for name, key in keys.waves.items() if name != wave}))

    def queue_keys(self) -> tuple[bytes, ...]:
        """Give the keys of what waits for the next tick, newest first; there is always one."""
        if not self._now().queue:
            self._change(lambda keys: keys if keys.queue else keys.but(queue=(secrets.token_bytes(32),)))
        return self._now().queue

    def turn_queue(self) -> None:
        """Make a new key for what comes to wait from now on; the ones before stay until `forget_queue`."""
        self._change(lambda keys: keys.but(queue=(secrets.token_bytes(32), *keys.queue)))

    def forget_queue(self, kept: int) -> None:
        """Destroy every key of the queue but the newest `kept`."""
        self._change(lambda keys: keys.but(queue=keys.queue[:kept]))

    @property
    def staged(self) -> bytes | None:
        """The next contact key, while a change to it is under way."""
        return self._now().staged

    def stage(self) -> bytes:
        """Give the next contact key, the same until `take_staged`."""
        self._change(lambda keys: keys if keys.staged else keys.but(staged=secrets.token_bytes(32)))
        staged = self._now().staged
        assert staged is not None  # noqa: S101 - tells the type checker
        return staged

    def with_staged(self) -> "Keyring":
        """Give the same keys with the next contact key already in place."""
        return _Ahead(self._path)

    def take_staged(self) -> None:
        """Put the next contact key in the place of the present one. Safe to repeat."""
        self._change(lambda keys: keys if keys.staged is None else keys.but(
            named={**keys.named, "contact": keys.staged}, lasting=keys.lasting or keys.named["contact"], staged=None))

    def _change(self, change: Callable[[Keys], Keys]) -> None:
        with keyfile.changing(self._path):
            keys = self._now()
            if (changed := change(keys)) != keys:
                self._put(changed)
        self._now()

    def _put(self, keys: Keys) -> None:
        keyfile.replace(self._path, keys.dump())

    def _now(self) -> Keys:
        keys = self._keys
        if keys is not None and self._version is not None and keyfile.version(self._path) == self._version:
            return keys
        content, version = keyfile.read(self._path)
        keys = Keys.load(self._path, content)
        self._keys, self._version = keys, version
        return keys



class _Ahead(Keyring):
    """The keys as they will be."""

    def key(self, purpose: Purpose) -> bytes:
        staged = self._now().staged
        return staged if purpose == "contact" and staged is not None else super().key(purpose)
