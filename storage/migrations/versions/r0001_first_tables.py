"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _wave(*, key: bool = False) -> sa.Column[str]:
    return sa.Column("wave", sa.String(32), sa.ForeignKey("waves.id"), primary_key=key, nullable=False)


def _setting(*, key: bool = False) -> sa.Column[str]:
    return sa.Column("setting", sa.String(32), sa.ForeignKey("settings.id"), primary_key=key, nullable=False)


def _bytes(name: str, *, key: bool = False, unique: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, primary_key=key, unique=unique, nullable=False)


def _sized(table: str, **sizes: int) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"length({column}) = {size}", name=f"{table}_{column}_size")
            for column, size in sizes.items()]


def upgrade() -> None:
    """Make every table."""
    _installation()
    _participation()
    _answer_side()
    _publication()


def _installation() -> None:
    op.create_table("installation", sa.Column("id", sa.String(32), primary_key=True))
    op.create_table("settings", sa.Column("id", sa.String(32), primary_key=True),
                    sa.Column("content", sa.Text, nullable=False))
    op.create_table(
        "waves", sa.Column("id", sa.String(32), primary_key=True), _setting(),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("public_key", sa.LargeBinary),
        sa.Column("content", sa.Text, nullable=False),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name="waves_state"),
        sa.CheckConstraint("state = 'draft' OR public_key IS NOT NULL", name="waves_key_when_open"),
        *_sized("waves", public_key=32))


def _participation() -> None:
    op.create_table(
        "invitations", _bytes("id", key=True), _wave(), sa.Column("state", sa.String(8), nullable=False),
        _bytes("token", unique=True), _bytes("code", unique=True),
        sa.CheckConstraint("state IN ('invited', 'started', 'done')", name="invitations_state"),
        *_sized("invitations", id=16, token=32, code=32), sqlite_with_rowid=False)
    op.create_table(
        "conversations", _bytes("id", key=True), _bytes("turn"),
        sa.Column("touched", sa.Date, nullable=False), _bytes("locked"),
        *_sized("conversations", id=32, turn=16, locked=16384), sqlite_with_rowid=False)
    op.create_table(
        "progress", _wave(key=True), sa.Column("day", sa.Date, nullable=False),
        sa.Column("replies", sa.Integer, nullable=False), sqlite_with_rowid=False)
    op.create_table(
        "guesses", _bytes("client", key=True),
        sa.Column("hour", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("tries", sa.Integer, nullable=False), *_sized("guesses", client=32),
        sqlite_with_rowid=False)


def _answer_side() -> None:
    op.create_table("ballots", _wave(key=True), _bytes("id", key=True), _bytes("sealed"),
                    *_sized("ballots", id=16, sealed=16384), sqlite_with_rowid=False)
    op.create_table("tallies", _wave(key=True), sa.Column("declared_group", sa.String(32), primary_key=True),
                    _bytes("packed"), sqlite_with_rowid=False)
    op.create_table("comments", _wave(key=True), _bytes("id", key=True),
                    sa.Column("question", sa.String(32), nullable=False), _bytes("locked"),
                    *_sized("comments", id=16, locked=2304), sqlite_with_rowid=False)


def _publication() -> None:
    op.create_table(
        "releases", _wave(key=True), _setting(),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("previous", sa.String(64), nullable=False), sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("setting", "previous", name="releases_chain"))
    op.create_table("audits", _setting(key=True), sa.Column("framework", sa.String(64), primary_key=True),
                    sa.Column("content", sa.Text, nullable=False))
