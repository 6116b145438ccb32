"""The key file on disk: made once, replaced whole, its old bytes overwritten.

Three names are used beside it: `.lock` is held while it changes, `.new` is the next content before it takes
its place, and `.old` is the content that it took the place of, until that is overwritten. A process killed at
any point leaves the old or the new content whole under the file's own name, and the next one tidies up.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from storage.errors import KeyFileError

LARGEST = 4 * 1024 * 1024
"""Bytes; far more than ten thousand waves need, so that a wrong file is not read into memory."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


class Version(NamedTuple):
    """What tells one content of a file from another without reading it."""

    inode: int
    changed: int
    size: int


def create(path: Path, content: bytes) -> None:
    """Make the file, readable by its owner only; never over one that is there."""
    try:
        _write_new(path, content)
        _sync_folder(path)
    except FileExistsError:
        raise KeyFileError(f"There is already a key file at {path}.",
                           "Use it, or choose another place; a key file is never overwritten.") from None
    except OSError as fault:
        raise KeyFileError(f"The key file {path} could not be made: {fault.strerror}.",
                           "Make its folder first, and let this user write in it.") from None


def version(path: Path) -> Version | None:
    """Say which content the file has now, or nothing where there is no file."""
    try:
        return _version(path.stat())
    except OSError:
        return None


def read(path: Path) -> tuple[bytes, Version]:
    """Give the file's content; refuse a file that others can read."""
    while True:
        content, seen = _read_once(path)
        # A change that overtook us may have overwritten what we were reading: then the name has moved on.
        if version(path) in (seen, None):
            return content, seen


def replace(path: Path, content: bytes) -> None:
    """Put new content in the file's place and overwrite the old bytes. Call it with `changing` held."""
    new, old = _beside(path, ".new"), _beside(path, ".old")
    try:
        _write_new(new, content)
        os.link(path, old)
        new.replace(path)
        _sync_folder(path)
        _overwrite(old)
        _sync_folder(path)
    except OSError as fault:
        raise KeyFileError(f"The key file {path} could not be changed: {fault.strerror}.",
                           "Check that its disk has room and that this user may write there.") from None


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Hold the file against every other process, tidy up after a killed one, and let go at the end."""
    lock = os.open(_beside(path, ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(lock)
        _tidy(path)
        yield
    finally:
        os.close(lock)


def untidy(path: Path) -> bool:
    """Say whether a process was killed while it changed the file (or is changing it now)."""
    return _beside(path, ".new").exists() or _beside(path, ".old").exists()


def _tidy(path: Path) -> None:
    old, new = _beside(path, ".old"), _beside(path, ".new")
    if old.exists() and path.exists() and old.samefile(path):
        old.unlink()  # killed before the new content took its place: this is the living file's other name
    for left in (old, new):
        if left.exists():
            _overwrite(left)


def _read_once(path: Path) -> tuple[bytes, Version]:
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            _refuse_if_open_to_others(path, status)
            return file.read(LARGEST), _version(status)
    except FileNotFoundError:
        raise KeyFileError(f"There is no key file at {path}.",
                           "Point to the installation's key file, or make a new installation.") from None
    except IsADirectoryError:
        raise KeyFileError(f"{path} is a folder, not a key file.", "Point to the key file itself.") from None
    except OSError as fault:
        raise KeyFileError(f"The key file {path} could not be read: {fault.strerror}.",
                           "Run Heard as the user who owns it.") from None


def _refuse_if_open_to_others(path: Path, status: os.stat_result) -> None:
    if os.name == "posix" and status.st_mode & 0o077:
        mode = stat.S_IMODE(status.st_mode)
        raise KeyFileError(f"The key file {path} can be read or changed by others (mode {mode:04o}).",
                           f"Run: chmod 600 {path}. If others may have read it, make a new installation.")


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(os.fstat(file.fileno()).st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _version(status: os.stat_result) -> Version:
    return Version(status.st_ino, status.st_mtime_ns, status.st_size)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
