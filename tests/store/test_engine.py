import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from core.store import engine
from core.store.engine import address
from core.store.trouble import Unreachable
from core.store.work import Store
from tests.databases import HandClock


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("sqlite:///var/a.sqlite3", "sqlite+aiosqlite:///var/a.sqlite3"),
        ("sqlite+aiosqlite:////srv/a.sqlite3", "sqlite+aiosqlite:////srv/a.sqlite3"),
        ("postgres://me:secret@db/bot", "postgresql+asyncpg://me:secret@db/bot"),
        ("postgresql://db:5433/bot?sslmode=require", "postgresql+asyncpg://db:5433/bot?ssl=require"),
        ("postgresql+asyncpg://me@/bot?host=/run/pg", "postgresql+asyncpg://me@/bot?host=%2Frun%2Fpg"),
    ],
)
def test_addresses_in_any_spelling(given: str, understood: str) -> None:
    assert address(given).render_as_string(hide_password=False) == understood


@pytest.mark.parametrize("url", ["mysql://db/bot", "sqlite://", "sqlite:///:memory:", "nonsense", "postgresql://a:x/b"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(Unreachable, match=r"^the address of the database "):
        address(url)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("postgresql://me:s3cret@127.0.0.1:1/bot", r"^cannot reach the database at PostgreSQL 127\.0\.0\.1:1/bot: .+"),
        ("postgresql://me:s3cret@/bot?host=/nowhere", r"^cannot reach the database at PostgreSQL /nowhere/bot: .+"),
        ("postgresql://me:s3cret@127.0.0.1:1/bot?colour=red", r"^cannot reach .*colour"),
        ("sqlite:////proc/nowhere/a.sqlite3", r"^cannot reach the database at /proc/nowhere/a\.sqlite3: .+"),
        ("sqlite:////proc/a.sqlite3", r"^cannot reach the database at /proc/a\.sqlite3: .+"),
    ],
)
async def test_an_unreachable_database_is_one_line_without_the_password(url: str, line: str, clock: HandClock) -> None:
    with pytest.raises(Unreachable, match=line) as told:
        await Store.open(url, clock)
    assert "\n" not in str(told.value)
    assert "s3cret" not in str(told.value)


async def test_a_database_that_does_not_exist(postgresql_folder: Path, clock: HandClock) -> None:
    with pytest.raises(Unreachable, match=r'database "nobody" does not exist$'):
        await Store.open(f"postgresql://postgres:s3cret@/nobody?host={postgresql_folder}", clock)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Dear akim, " * 100)
    return path


async def test_a_file_that_is_no_database(letter: Path, clock: HandClock) -> None:
    with pytest.raises(Unreachable, match=r"letter\.txt: file is not a database$"):
        await Store.open(f"sqlite:///{letter}", clock)


async def test_a_database_that_goes_away_is_noticed(
    postgresql_folder: Path, postgresql_url: str, clock: HandClock
) -> None:
    store = await Store.open(postgresql_url, clock)
    await store.ping()
    server = await asyncpg.connect(user="postgres", database="postgres", host=str(postgresql_folder))
    name = postgresql_url.partition("@/")[2].partition("?")[0]
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    with pytest.raises(Unreachable, match="does not exist"):
        await store.ping()
    await server.execute(f"CREATE DATABASE {name}")
    await server.close()
    await store.ping()
    await store.close()


async def test_sqlite_is_set_up_for_a_bot(sqlite_url: str, clock: HandClock) -> None:
    store = await Store.open(sqlite_url, clock)
    async with store.writing() as work:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        found = [(await work.transaction.connection.execute(text(f"PRAGMA {name}"))).scalar() for name in pragmas]
    assert found == ["wal", 1, 1, 10_000, 1]
    await store.close()


async def test_the_folder_of_the_file_is_made(tmp_path: Path, clock: HandClock) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/var/deep/bot.sqlite3", clock)
    await store.migrate()
    await store.ping()
    await store.close()
    left = await asyncio.to_thread(lambda: [path.name for path in tmp_path.rglob("*")])
    assert sorted(left) == ["bot.sqlite3", "deep", "var"]


async def test_what_is_kept_is_for_the_owner_of_the_process_alone(tmp_path: Path, clock: HandClock) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/var/deep/bot.sqlite3", clock)
    await store.migrate()

    def modes() -> dict[str, int]:
        return {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}

    files = {"bot.sqlite3": 0o600, "bot.sqlite3-wal": 0o600, "bot.sqlite3-shm": 0o600}
    assert await asyncio.to_thread(modes) == {"var": 0o700, "deep": 0o700, **files}
    await store.close()


async def test_a_mode_that_somebody_has_set_stays(tmp_path: Path, letter: Path, clock: HandClock) -> None:
    def prepare() -> None:
        letter.write_bytes(b"")
        letter.chmod(0o660)

    await asyncio.to_thread(prepare)
    await (await Store.open(f"sqlite:///{letter}", clock)).close()
    assert stat.S_IMODE((await asyncio.to_thread(letter.stat)).st_mode) == 0o660


async def test_nothing_of_what_was_deleted_is_left_in_the_files(
    tmp_path: Path, sqlite_url: str, clock: HandClock
) -> None:
    store = await Store.open(sqlite_url, clock)
    await store.migrate()

    def found() -> bool:
        return any("менің құпиям".encode() in path.read_bytes() for path in tmp_path.glob("monoqala.sqlite3*"))

    async with store.writing() as work:
        await work.dialogues.begin(7, 7, "менің құпиям", {})
    assert await asyncio.to_thread(found)
    await store.housekeeping()
    assert await asyncio.to_thread(found)
    async with store.writing() as work:
        await work.traces.erase(7, handled=None)
    await store.housekeeping()
    assert not await asyncio.to_thread(found)
    await store.close()


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A fresh file in which another worker is at work."""
    with closing(sqlite3.connect(tmp_path / "monoqala.sqlite3", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


async def test_a_new_file_is_waited_for(busy: sqlite3.Connection, sqlite_url: str, clock: HandClock) -> None:
    opening = asyncio.create_task(Store.open(sqlite_url, clock))
    await asyncio.sleep(0.1)
    assert not opening.done()
    busy.execute("COMMIT")
    await (await opening).close()


async def test_a_file_is_not_waited_for_for_ever(
    busy: sqlite3.Connection, sqlite_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert busy.in_transaction
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    with pytest.raises(Unreachable, match=r"database is locked$"):
        await Store.open(sqlite_url, clock)
