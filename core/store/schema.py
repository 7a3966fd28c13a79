"""The tables of this version of the program, brought about by the migrations in migrations/versions."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.append_only import guard
from core.store.tables import metadata
from core.store.trouble import TooNew

LOCK: Final = 0x6D6F6E6F  # any number that no other program on the same server takes


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def revisions() -> list[str]:
    """From the newest to the first."""
    return [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]


async def revision(connection: AsyncConnection) -> str | None:
    return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


async def alone(connection: AsyncConnection) -> None:
    """Until the end of the transaction. On SQLite BEGIN IMMEDIATE has seen to it."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


async def create(connection: AsyncConnection) -> None:
    """In one step, for a new file: a test holds that the migrations lead to the same tables."""
    await connection.run_sync(metadata.create_all)
    await guard(connection)
    script = ScriptDirectory.from_config(config())
    await connection.run_sync(lambda sync: MigrationContext.configure(sync).stamp(script, "head"))


async def upgrade(connection: AsyncConnection, to: str = "head") -> None:
    """Within `alone`: Alembic runs one upgrade at a time."""
    await known(connection)
    await connection.run_sync(lambda sync: command.upgrade(config(sync), to))


async def known(connection: AsyncConnection) -> None:
    found = await revision(connection)
    if found is not None and found not in revisions():
        raise TooNew(f"the data is of a later version of this program (revision {found}): install that version")
