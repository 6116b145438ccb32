"""What the tables are made of, and the one place that knows them all."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, String

metadata = MetaData()


def code(name: str) -> Column[str]:
    """Give a key that is a short id of ours."""
    return Column(name, String(32), primary_key=True)


def wave(*, key: bool = False, unique: bool = False) -> Column[str]:
    """Give the column that leads to a wave."""
    return Column("wave", String(32), ForeignKey("waves.id"), primary_key=key, unique=unique, nullable=False)


def setting(*, key: bool = False) -> Column[str]:
    """Give the column that leads to a setting."""
    return Column("setting", String(32), ForeignKey("settings.id"), primary_key=key, nullable=False)


def sized(table: str, column: str, size: int) -> CheckConstraint:
    """Hold a column of bytes to one size."""
    return CheckConstraint(f"length({column}) = {size}", name=f"{table}_{column}_size")
