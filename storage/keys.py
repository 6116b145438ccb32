"""What is in a key file: which keys there are, and how they are written."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from storage.errors import KeyFileError

FORMAT = 1
Purpose = Literal["contact", "code", "conversation", "comment"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Keys:
    """One content of the key file. Kept out of every representation.

    `lasting` is there once the contact key was changed: hashes that cannot be made again without the address
    (opt-outs, claims) stay under the key they were made with. `staged` is the next contact key while a change
    is under way. `queue` holds the keys of what waits for the safeguarding list's next tick, newest first.
    """

    installation: str
    named: Mapping[Purpose, bytes] = field(repr=False)
    waves: Mapping[str, bytes] = field(repr=False)
    queue: tuple[bytes, ...] = field(default=(), repr=False)
    lasting: bytes | None = field(default=None, repr=False)
    staged: bytes | None = field(default=None, repr=False)

    @classmethod
    def new(cls) -> "Keys":
        """Make the keys of a new installation."""
        return cls(secrets.token_hex(16), {name: secrets.token_bytes(32) for name in PURPOSES}, {})

    def but(self, **changes: Any) -> "Keys":  # noqa: ANN401 - the dataclass checks the names
        """Give the same keys with some changed."""
        return replace(self, **changes)

    def dump(self) -> bytes:
        """Give the content of the file."""
        stored: dict[str, Any] = {"heard_keys": FORMAT, "installation": self.installation,
                                  "named": {name: _text(key) for name, key in self.named.items()},
                                  "waves": {wave: _text(key) for wave, key in self.waves.items()}}
        if self.queue:
            stored["queue"] = {str(nth): _text(key) for nth, key in enumerate(self.queue)}
        changed = {"lasting": self.lasting, "staged": self.staged}
        stored |= {name: {"contact": _text(key)} for name, key in changed.items() if key is not None}
        return json.dumps(stored, indent=1).encode() + b"\n"

    @classmethod
    def load(cls, path: Path, content: bytes) -> "Keys":
        """Read what `dump` gave; raise `KeyFileError` where it is something else."""
        try:
            stored = json.loads(content)
            if stored["heard_keys"] == FORMAT:
                return cls._of(stored)
            found = stored["heard_keys"]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise KeyFileError(f"{path} is not a Heard key file, or it is damaged.",
                               "Point to the right file, or restore it from its own backup.") from None
        raise KeyFileError(f"The key file {path} has form {found!r:.20}, and this Heard reads form {FORMAT}.",
                           "Use the version of Heard that made it, or a newer one.")

    @classmethod
    def _of(cls, stored: dict[str, Any]) -> "Keys":
        named = {name: _key(stored["named"][name]) for name in PURPOSES}
        waves = {str(wave): _key(text) for wave, text in stored["waves"].items()}
        if not isinstance(stored["installation"], str):
            raise TypeError("installation")
        changed = {name: _key(stored[name]["contact"]) for name in ("lasting", "staged") if name in stored}
        queue = tuple(_key(text) for text in stored.get("queue", {}).values())
        return cls(stored["installation"], named, waves, queue, **changed)


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise binascii.Error("length")
    return key
