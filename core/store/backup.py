"""A backup is one SQLite file, whatever database it was taken from: so it restores into either, and is also
the way from SQLite to PostgreSQL. It is taken in one reading transaction, while others write.
"""

import asyncio
import os
import secrets
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store import schema
from core.store.engine import FAILURES, reason, single_file
from core.store.tables import metadata
from core.store.trouble import Refused
from core.store.work import Store

AT_ONCE = 1000  # rows in memory


async def backup(store: Store, path: Path) -> None:
    refuse_existing(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        await fill(store, part)
        await asyncio.to_thread(finish, part, path)
    except FAILURES as error:
        raise Refused(f"the backup {path} was not taken: {reason(error)}") from error
    finally:
        part.unlink(missing_ok=True)


async def restore(store: Store, path: Path) -> None:
    """Works on a copy, which is first brought to this version where it is of an earlier one, as the database is."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "backup.sqlite3")
        try:
            await asyncio.to_thread(shutil.copyfile, path, copy)
            await load(store, copy)
        except FAILURES as error:
            raise Refused(f"{path} was not restored: {reason(error)}") from error


async def fill(store: Store, part: Path) -> None:
    engine = single_file(part)
    try:
        async with store.patient() as slow, slow.reading() as work, engine.begin() as target:
            source = work.transaction.connection
            await refuse_other_version(source)
            await schema.create(target)
            await copy_rows(source, target)
    finally:
        await engine.dispose()


async def load(store: Store, copy: Path) -> None:
    engine = single_file(copy)
    try:
        async with engine.begin() as source, store.patient() as slow, slow.writing() as work:
            target = work.transaction.connection
            await schema.alone(target)
            await schema.upgrade(target)
            await refuse_full(target)
            if await schema.revision(source) is None:
                raise Refused("the file is not a backup of this program")
            await schema.upgrade(source)
            await copy_rows(source, target)
    finally:
        await engine.dispose()
    store.news.missed()


async def copy_rows(source: AsyncConnection, target: AsyncConnection) -> None:
    for table in metadata.sorted_tables:
        async with source.stream(select(table)) as rows:
            async for some in rows.mappings().partitions(AT_ONCE):
                await target.execute(insert(table), [dict(row) for row in some])


async def refuse_other_version(connection: AsyncConnection) -> None:
    await schema.known(connection)
    found = await schema.revision(connection)
    if found is None:
        raise Refused("the database is empty: nothing has been kept in it yet")
    if found != schema.revisions()[0]:
        raise Refused("the database is of an earlier version of this program: start the bot once, it migrates")


async def refuse_full(target: AsyncConnection) -> None:
    for table in metadata.sorted_tables:
        if (await target.execute(select(table).limit(1))).first() is not None:
            raise Refused(f"the database is not empty ({table.name}): restore into a new one")


def refuse_existing(path: Path) -> None:
    if path.exists():
        raise Refused(f"{path} is already there and is not overwritten")


def finish(part: Path, path: Path) -> None:
    """Under its name only when it is whole and on the disk."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    refuse_existing(path)
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
