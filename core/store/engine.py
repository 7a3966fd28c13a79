"""From an address to connections that behave alike on SQLite and PostgreSQL: reads see one moment and
change nothing, writes come one transaction after the other where they touch the same rows.
"""

import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from core.store.trouble import Unreachable

PATIENCE = 10.0  # seconds for PostgreSQL to answer, and for another process to let go of an SQLite file
LONG_PATIENCE = 600.0  # seconds for one command of a migration or a backup, or for another worker that migrates

FAILURES = (OSError, sqlite3.Error, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What a database may answer with, whichever driver is between."""


def address(url: str) -> URL:
    try:
        given = make_url(url)
    except (ArgumentError, ValueError):  # the message of either may repeat the password
        raise Unreachable("the address of the database cannot be read") from None
    match given.drivername:
        case "sqlite" | "sqlite+aiosqlite" if given.database and given.database != ":memory:":
            return given.set(drivername="sqlite+aiosqlite")
        case "postgres" | "postgresql" | "postgresql+asyncpg":
            return with_asyncpg(given)
        case _:
            raise Unreachable("the address of the database is neither postgresql://… nor a file as in sqlite:///file")


def with_asyncpg(given: URL) -> URL:
    """Hosting companies hand out addresses with libpq's `sslmode`, which asyncpg calls `ssl`."""
    query = dict(given.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return given.set(drivername="postgresql+asyncpg", query=query)


def prepare_file(path: Path) -> None:
    """Once for an SQLite file: its folder, and a log of writes beside it that lets others read meanwhile.
    SQLite does not wait for its turn when several workers ask for that log at once, so we do.
    """
    for folder in reversed(path.parents):
        folder.mkdir(mode=0o700, exist_ok=True)
    make_private(path)
    until = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # the other byte says busy with what
                if not busy or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def make_private(path: Path) -> None:
    """What people have told us is not for every user of the machine. The files that SQLite puts beside this one
    have its mode. A file that is there already keeps the mode somebody has given it.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def engines(url: URL, patience: float = PATIENCE) -> tuple[AsyncEngine, AsyncEngine]:
    """The one that reads and the one that writes. `patience` is for each command of PostgreSQL."""
    if url.get_backend_name() == "sqlite":
        return sqlite(url, "BEGIN", "query_only=ON", pool_size=2), sqlite(
            url, "BEGIN IMMEDIATE", "synchronous=NORMAL", "secure_delete=ON", pool_size=1, max_overflow=0
        )
    writes = create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"timeout": min(patience, PATIENCE), "command_timeout": patience},
    )
    return writes.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True), writes


def single_file(path: Path) -> AsyncEngine:
    """For a backup: an SQLite database that is whole without a second file beside it."""
    make_private(path)
    return sqlite(URL.create("sqlite+aiosqlite", database=str(path)), "BEGIN IMMEDIATE", poolclass=NullPool)


def sqlite(url: URL, begin: str, *pragmas: str, **pool: Any) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, **pool)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={PATIENCE * 1000:.0f}", "foreign_keys=ON", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def shown(url: URL) -> str:
    """The address without user and password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "localhost"
    return f"PostgreSQL {host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def reason(error: BaseException) -> str:
    """One line from an exception of any driver."""
    cause = (error.orig if isinstance(error, DBAPIError) else None) or error
    line = re.sub(r"^<class '[^']*'>: ", "", str(cause).strip()).partition("\n")[0]
    return line or type(cause).__name__
