"""The tables of safeguarding and of those who sign in.

What respondents wrote to the safeguarding lead has no link to a wave, an invitation, a conversation or a
ballot, and no time at all until it is released: then the quarter of an hour of the release, which becomes
the day once somebody has acknowledged it.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from storage.columns import metadata, sized, wave
from storage.sealing import ACCOUNT, CONCERN


def _waiting(name: str) -> Table:
    return Table(
        name, metadata,
        Column("id", LargeBinary, primary_key=True),
        Column("state", String(12), nullable=False),
        # The quarter of an hour (since 1970) in which it was released, or last escalated; 0 before.
        Column("tick", BigInteger, nullable=False),
        # How many recipients have been alerted.
        Column("turn", Integer, nullable=False),
        Column("acknowledged", Date),
        Column("locked", LargeBinary, nullable=False),
        CheckConstraint("state IN ('queued', 'delivered', 'acknowledged')", name=f"{name}_state"),
        CheckConstraint("state <> 'queued' OR tick = 0", name=f"{name}_no_time_before_release"),
        sized(name, "id", 16), sized(name, "locked", CONCERN),
        sqlite_with_rowid=False,
    )


concerns = _waiting("concerns")

requests = _waiting("requests")

reviews = Table(
    "reviews", metadata,
    wave(key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("decision", String(8), nullable=False),
    CheckConstraint("decision IN ('approved', 'withheld')", name="reviews_decision"),
    sized("reviews", "id", 16),
    sqlite_with_rowid=False,
)

THEMES = 400
"""Characters of the themes of one comment."""

themings = Table(
    "themings", metadata,
    wave(key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("themes", String(THEMES), nullable=False),
    sized("themings", "id", 16),
    sqlite_with_rowid=False,
)

accounts = Table(
    "accounts", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("role", String(12), nullable=False),
    Column("state", String(8), nullable=False),
    Column("secret", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    # Seconds since 1970 until which nobody can sign in to it.
    Column("until", BigInteger, nullable=False),
    # 1 is alerted first, 2 second, 0 not at all.
    Column("turn", Integer, nullable=False),
    Column("tested", Date),
    Column("locked", LargeBinary, nullable=False),
    CheckConstraint("role IN ('lead', 'safeguarding')", name="accounts_role"),
    CheckConstraint("state IN ('active', 'locked')", name="accounts_state"),
    CheckConstraint("turn IN (0, 1, 2)", name="accounts_turn"),
    sized("accounts", "id", 16), sized("accounts", "locked", ACCOUNT),
)

sessions = Table(
    "sessions", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("account", LargeBinary, ForeignKey("accounts.id"), nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    sized("sessions", "id", 32),
)

alerts = Table(
    "alerts", metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("account", LargeBinary, ForeignKey("accounts.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    # Seconds since 1970: when to try, or when it was tried last.
    Column("at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("code", LargeBinary),
    CheckConstraint("kind IN ('waiting', 'test')", name="alerts_kind"),
    CheckConstraint("state IN ('due', 'sending', 'sent', 'failed')", name="alerts_state"),
    sized("alerts", "id", 16), sized("alerts", "code", 32),
)
