"""What comments are about, as a person decided."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of themes."""
    op.create_table(
        "themings",
        sa.Column("wave", sa.String(32), sa.ForeignKey("waves.id"), primary_key=True, nullable=False),
        sa.Column("id", sa.LargeBinary, primary_key=True, nullable=False),
        sa.Column("themes", sa.String(400), nullable=False),
        sa.CheckConstraint("length(id) = 16", name="themings_id_size"), sqlite_with_rowid=False)
