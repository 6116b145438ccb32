"""The tables, and which of them hold answers or participation.

The answer side (ballots, tallies, comments) has no time, no serial number and no column that leads to a
person. Its tables have no rowid on SQLite, because a rowid is the order of writing.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Integer, LargeBinary, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import code, metadata, setting, sized, wave
from storage.safeguarding_tables import accounts, alerts, concerns, requests, reviews, sessions, themings
from storage.sealing import BALLOT, COMMENT, CONTACT, CONVERSATION, OUTGOING

__all__ = ["accounts", "alerts", "concerns", "metadata", "requests", "reviews", "sessions", "themings"]

REVISION = "0004"
"""The newest migration; the start-up probe refuses a database that is not at it."""
ANSWER_SIDE = frozenset({"ballots", "tallies", "comments"})
PARTICIPATION = frozenset({"invitations", "conversations", "contacts", "optouts", "claims", "outbox"})
SAFEGUARDING = frozenset({"concerns", "requests", "reviews", "themings"})
GUARDED = ANSWER_SIDE | PARTICIPATION | SAFEGUARDING
"""What the start-up probe lets no column, link or order be added to."""

installation = Table("installation", metadata, code("id"))

settings = Table("settings", metadata, code("id"), Column("content", Text, nullable=False))

waves = Table(
    "waves", metadata,
    code("id"), setting(),
    Column("state", String(8), nullable=False),
    Column("public_key", LargeBinary),
    Column("content", Text, nullable=False),
    CheckConstraint("state IN ('draft', 'open', 'closed')", name="waves_state"),
    CheckConstraint("state = 'draft' OR public_key IS NOT NULL", name="waves_key_when_open"),
    sized("waves", "public_key", 32),
)

invitations = Table(
    "invitations", metadata,
    Column("id", LargeBinary, primary_key=True),
    wave(),
    Column("state", String(8), nullable=False),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("code", LargeBinary, nullable=False, unique=True),
    CheckConstraint("state IN ('invited', 'started', 'done')", name="invitations_state"),
    sized("invitations", "id", 16), sized("invitations", "token", 32), sized("invitations", "code", 32),
    sqlite_with_rowid=False,
)

conversations = Table(
    "conversations", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("turn", LargeBinary, nullable=False),
    Column("touched", Date, nullable=False),
    Column("locked", LargeBinary, nullable=False),
    sized("conversations", "id", 32), sized("conversations", "turn", 16),
    sized("conversations", "locked", CONVERSATION),
    sqlite_with_rowid=False,
)

progress = Table(
    "progress", metadata,
    wave(key=True),
    # One row a wave, rewritten: what staff saw yesterday is not kept.
    Column("day", Date, nullable=False),
    Column("replies", Integer, nullable=False),
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots", metadata,
    wave(key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sized("ballots", "id", 16), sized("ballots", "sealed", BALLOT),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies", metadata,
    wave(key=True),
    Column("declared_group", String(32), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

comments = Table(
    "comments", metadata,
    wave(key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("question", String(32), nullable=False),
    Column("locked", LargeBinary, nullable=False),
    sized("comments", "id", 16), sized("comments", "locked", COMMENT),
    sqlite_with_rowid=False,
)

releases = Table(
    "releases", metadata,
    wave(key=True), setting(),
    Column("digest", String(64), nullable=False, unique=True),
    Column("previous", String(64), nullable=False),
    Column("content", Text, nullable=False),
    # One successor each: the releases of a setting are a chain, never a fork.
    Unique("setting", "previous", name="releases_chain"),
)

audits = Table(
    "audits", metadata,
    setting(key=True),
    Column("framework", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)

guesses = Table(
    "guesses", metadata,
    Column("client", LargeBinary, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
    sized("guesses", "client", 32),
    sqlite_with_rowid=False,
)

contacts = Table(
    "contacts", metadata,
    Column("mark", LargeBinary, primary_key=True),
    Column("locked", LargeBinary, nullable=False),
    sized("contacts", "mark", 32), sized("contacts", "locked", CONTACT),
    sqlite_with_rowid=False,
)

optouts = Table(
    "optouts", metadata,
    Column("mark", LargeBinary, primary_key=True),
    sized("optouts", "mark", 32),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("day", Date, nullable=False),
    sized("claims", "id", 32),
    sqlite_with_rowid=False,
)

# The one table of participation with moments in it (milliseconds since 1970): nothing can be sent later,
# in order, or again after a crash without them. `queued` orders the messages to one address, `due` is when
# to try, `lease` until when a worker has it. Within a minute of sending they become the day.
outbox = Table(
    "outbox", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("contact", LargeBinary, nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("state", String(11), nullable=False, index=True),
    Column("queued", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("lease", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("code", String(32), nullable=False),
    Column("once", LargeBinary, unique=True),
    Column("locked", LargeBinary, nullable=False),
    CheckConstraint("kind IN ('reply', 'final', 'later', 'forget', 'received')", name="outbox_kind"),
    CheckConstraint("state IN ('due', 'leased', 'sending', 'sent', 'delivered', 'unknown', 'failed', "
                    "'undelivered')", name="outbox_state"),
    sized("outbox", "id", 16), sized("outbox", "contact", 32), sized("outbox", "locked", OUTGOING),
    sqlite_with_rowid=False,
)
