"""The safeguarding list, requests to talk, reviews of comments, accounts, and alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _bytes(name: str, *, key: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, primary_key=key, nullable=False)


def _account() -> sa.Column[bytes]:
    return sa.Column("account", sa.LargeBinary, sa.ForeignKey("accounts.id"), nullable=False)


def _sized(table: str, **sizes: int) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"length({column}) = {size}", name=f"{table}_{column}_size")
            for column, size in sizes.items()]


def upgrade() -> None:
    """Make the tables of safeguarding and of those who sign in."""
    _waiting("concerns")
    _waiting("requests")
    op.create_table(
        "reviews",
        sa.Column("wave", sa.String(32), sa.ForeignKey("waves.id"), primary_key=True, nullable=False),
        _bytes("id", key=True), sa.Column("decision", sa.String(8), nullable=False),
        sa.CheckConstraint("decision IN ('approved', 'withheld')", name="reviews_decision"),
        *_sized("reviews", id=16), sqlite_with_rowid=False)
    _accounts()
    _alerts()


def _waiting(name: str) -> None:
    op.create_table(
        name, _bytes("id", key=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tick", sa.BigInteger, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("acknowledged", sa.Date),
        _bytes("locked"),
        sa.CheckConstraint("state IN ('queued', 'delivered', 'acknowledged')", name=f"{name}_state"),
        sa.CheckConstraint("state <> 'queued' OR tick = 0", name=f"{name}_no_time_before_release"),
        *_sized(name, id=16, locked=16384), sqlite_with_rowid=False)


def _accounts() -> None:
    op.create_table(
        "accounts", _bytes("id", key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("tested", sa.Date),
        _bytes("locked"),
        sa.CheckConstraint("role IN ('lead', 'safeguarding')", name="accounts_role"),
        sa.CheckConstraint("state IN ('active', 'locked')", name="accounts_state"),
        sa.CheckConstraint("turn IN (0, 1, 2)", name="accounts_turn"),
        *_sized("accounts", id=16, locked=1024))
    op.create_table("sessions", _bytes("id", key=True), _account(),
                    sa.Column("began", sa.BigInteger, nullable=False),
                    sa.Column("seen", sa.BigInteger, nullable=False), *_sized("sessions", id=32))


def _alerts() -> None:
    op.create_table(
        "alerts", _bytes("id", key=True), _account(),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("code", sa.LargeBinary),
        sa.CheckConstraint("kind IN ('waiting', 'test')", name="alerts_kind"),
        sa.CheckConstraint("state IN ('due', 'sending', 'sent', 'failed')", name="alerts_state"),
        *_sized("alerts", id=16, code=32))
