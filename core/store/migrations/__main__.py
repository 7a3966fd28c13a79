"""`python -m core.store.migrations "what changes"` drafts the next migration from core/store/tables.py."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from core.store import schema
from core.store.engine import single_file


async def draft(message: str, folder: Path) -> None:
    engine = single_file(folder / "draft.sqlite3")
    async with engine.begin() as connection:
        await schema.upgrade(connection)
        number = f"{len(schema.revisions()) + 1:04}"
        await connection.run_sync(
            lambda sync: command.revision(schema.config(sync), message, autogenerate=True, rev_id=number)
        )
    await engine.dispose()


with TemporaryDirectory() as name:
    asyncio.run(draft(sys.argv[1], Path(name)))
