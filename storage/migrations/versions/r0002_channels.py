"""Contacts, opt-outs, claims and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _bytes(name: str, *, key: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, primary_key=key, nullable=False)


def _sized(table: str, **sizes: int) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"length({column}) = {size}", name=f"{table}_{column}_size")
            for column, size in sizes.items()]


def upgrade() -> None:
    """Make the tables of addressed channels."""
    op.create_table("contacts", _bytes("mark", key=True), _bytes("locked"),
                    *_sized("contacts", mark=32, locked=4096), sqlite_with_rowid=False)
    op.create_table("optouts", _bytes("mark", key=True), *_sized("optouts", mark=32), sqlite_with_rowid=False)
    op.create_table("claims", _bytes("id", key=True), sa.Column("day", sa.Date, nullable=False),
                    *_sized("claims", id=32), sqlite_with_rowid=False)
    _outbox()


def _outbox() -> None:
    op.create_table(
        "outbox", _bytes("id", key=True), _bytes("contact"),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(11), nullable=False),
        sa.Column("queued", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("lease", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("once", sa.LargeBinary, unique=True),
        _bytes("locked"),
        sa.CheckConstraint("kind IN ('reply', 'final', 'later', 'forget', 'received')", name="outbox_kind"),
        sa.CheckConstraint("state IN ('due', 'leased', 'sending', 'sent', 'delivered', 'unknown', 'failed', "
                           "'undelivered')", name="outbox_state"),
        *_sized("outbox", id=16, contact=32, locked=8192), sqlite_with_rowid=False)
    op.create_index("ix_outbox_contact", "outbox", ["contact"])
    op.create_index("ix_outbox_state", "outbox", ["state"])
