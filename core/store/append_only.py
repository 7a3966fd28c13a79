"""The database itself refuses to change or delete what was published and what is on record."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

TABLES: Final = ("batches", "published", "audit", "content_issues", "content_files")


async def guard(connection: AsyncConnection) -> None:
    """For an SQLite file made in one step; the migrations do the same for every other database."""
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            await connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            )
