"""Bringing a database to the newest form. Runs from an installed package, without a configuration file."""

from importlib.resources import as_file, files

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.tables import metadata


def upgrade(connection: Connection) -> None:
    """Run every migration that the database has not had, within the caller's transaction."""
    with as_file(files(__name__)) as folder:
        scripts = ScriptDirectory(str(folder))

        def steps(revision: object, _context: MigrationContext) -> object:
            return scripts._upgrade_revs("head", revision)  # type: ignore[arg-type]  # what Alembic's own command does

        with EnvironmentContext(Config(), scripts, fn=steps) as environment:
            environment.configure(connection=connection, target_metadata=metadata)
            environment.run_migrations()


def newest() -> str:
    """Give the name of the newest migration."""
    with as_file(files(__name__)) as folder:
        return str(ScriptDirectory(str(folder)).get_current_head())
