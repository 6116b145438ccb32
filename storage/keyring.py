"""The keys of one installation. They live in one small file, outside the database and outside its backups.

A copy of the database never opens without them, and what was sealed to a wave's key never opens again once
that key is destroyed.
"""

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from nacl.public import PrivateKey

from storage import keyfile
from storage.errors import KeyFileError

FORMAT = 1
Purpose = Literal["contact", "code", "conversation", "comment"]
PURPOSES: tuple[Purpose, ...] = ("contact", "code", "conversation", "comment")


@dataclass(frozen=True, slots=True)
class _Keys:
    """One content of the key file. Kept out of every representation."""

    installation: str
    named: Mapping[Purpose, bytes] = field(repr=False)
    waves: Mapping[str, bytes] = field(repr=False)

    def dump(self) -> bytes:
        stored = {"heard_keys": FORMAT, "installation": self.installation,
                  "named": {name: _text(key) for name, key in self.named.items()},
                  "waves": {wave: _text(key) for wave, key in self.waves.items()}}
        return json.dumps(stored, indent=1).encode() + b"\n"

    @classmethod
    def load(cls, content: bytes) -> "_Keys":
        stored: dict[str, Any] = json.loads(content)
        named = {name: _key(stored["named"][name]) for name in PURPOSES}
        waves = {str(wave): _key(text) for wave, text in stored["waves"].items()}
        if not isinstance(stored["installation"], str):
            raise TypeError("installation")
        return cls(stored["installation"], named, waves)


class Keyring:
    """The keys, always as the file has them now: another process may have made or destroyed some."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version: keyfile.Version | None = None
        self._keys: _Keys | None = None

    def __repr__(self) -> str:
        return f"Keyring({str(self._path)!r})"

    @classmethod
    def create(cls, path: Path | str) -> "Keyring":
        """Make a new installation's key file; raise `KeyFileError` where there is one already."""
        keys = _Keys(secrets.token_hex(16), {name: secrets.token_bytes(32) for name in PURPOSES}, {})
        keyfile.create(Path(path).resolve(), keys.dump())
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
        with keyfile.changing(self._path):
            keys = self._now()
            if wave not in keys.waves:
                secret = bytes(PrivateKey.generate())
                keyfile.replace(self._path, replace(keys, waves={**keys.waves, wave: secret}).dump())
        return bytes(PrivateKey(self.wave_secret(wave)).public_key)

    def destroy_wave(self, wave: str) -> None:
        """Destroy the wave's key, so that nothing sealed to it opens again. Safe to repeat."""
        with keyfile.changing(self._path):
            keys = self._now()
            if wave in keys.waves:
                kept = {name: key for name, key in keys.waves.items() if name != wave}
                keyfile.replace(self._path, replace(keys, waves=kept).dump())
        self._now()  # lets go of the destroyed key in memory too

    def _now(self) -> _Keys:
        keys = self._keys
        if keys is not None and self._version is not None and keyfile.version(self._path) == self._version:
            return keys
        content, version = keyfile.read(self._path)
        keys = _read(self._path, content)
        self._keys, self._version = keys, version
        return keys


def _read(path: Path, content: bytes) -> _Keys:
    try:
        found = json.loads(content)["heard_keys"]
        if found == FORMAT:
            return _Keys.load(content)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise KeyFileError(f"{path} is not a Heard key file, or it is damaged.",
                           "Point to the right file, or restore it from its own backup.") from None
    raise KeyFileError(f"The key file {path} has form {found!r:.20}, and this Heard reads form {FORMAT}.",
                       "Use the version of Heard that made it, or a newer one.")


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise binascii.Error("length")
    return key
