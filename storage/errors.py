"""What can be wrong with an installation, for its operator: a sentence and what to do.

No error here carries a respondent's words, an address, a token or a key: each may be printed or logged.
"""


class StorageError(Exception):
    """Something that the operator of an installation can put right: `sentence`, then `remedy`."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} {remedy}".rstrip())
        self.sentence = sentence
        self.remedy = remedy


class KeyFileError(StorageError):
    """The key file is missing, unsafe, damaged or not the one that is needed."""


class DatabaseRefused(StorageError):
    """The database is missing, unsafe, or not one that this installation may run on."""


class DatabaseBusy(StorageError):
    """Somebody else held the database for longer than we wait; trying again is safe."""


class DatabaseFailed(StorageError):
    """The database refused a statement; nothing of the transaction was kept."""


class TooLong(StorageError):
    """More was given than the fixed size of its record holds; it is refused whole, never cut."""


class WaveClosed(StorageError):
    """The wave is not open, so nothing can be put into it."""


class NotAdmitted(StorageError):
    """A ballot was to be sealed without an invitation being used up in the same transaction."""


class Unreadable(StorageError):
    """Something sealed does not open: its key is destroyed or from elsewhere, or it was changed."""


class AlreadyFrozen(StorageError):
    """Something that may not change any more was to be changed."""
