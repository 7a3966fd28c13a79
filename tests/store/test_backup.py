import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from core.store import backup as module
from core.store import schema
from core.store.backup import backup, restore
from core.store.engine import single_file
from core.store.tables import metadata, people
from core.store.trouble import Refused, StoreTrouble, TooNew
from core.store.work import Store
from tests.databases import HandClock, a_row, migrated_database, new_database

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_folder: Path, clock: HandClock, migrated_file: bytes
) -> AsyncIterator[Store]:
    """A second store, to restore into."""
    async with AsyncExitStack() as held:
        if request.param == "sqlite":
            (tmp_path / "other.sqlite3").write_bytes(migrated_file)
            url = f"sqlite:///{tmp_path}/other.sqlite3"
        else:
            url = await held.enter_async_context(migrated_database(postgresql_folder))
        there = await Store.open(url, clock)
        yield there
        await there.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder / "backup.sqlite3"


async def fill(store: Store, rows: int = 3) -> None:
    async with store.writing() as work:
        for table in metadata.sorted_tables:
            await work.transaction.connection.execute(insert(table), [a_row(table, n) for n in range(1, rows + 1)])


async def content(store: Store) -> Rows:
    async with store.reading() as work:
        return {
            table.name: [
                tuple(row)
                for row in await work.transaction.connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


def inside(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def put(path: Path, words: str) -> None:
    path.write_text(words)


def text_of(path: Path) -> str:
    return path.read_text()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_whatever_was_backed_up_is_restored_into_either_database(
    store: Store, empty: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    await fill(store)
    before = await content(store)
    assert all(len(rows) == 3 for rows in before.values())
    await backup(store, path)
    await restore(empty, path)
    assert await content(empty) == before
    assert await content(store) == before


async def test_a_backup_is_one_file_for_the_owner_alone(store: Store, path: Path) -> None:
    await fill(store)
    await backup(store, path)
    assert names(path.parent) == ["backup.sqlite3"]
    assert mode(path) == 0o600
    assert inside(path, "PRAGMA journal_mode") == [("delete",)]
    assert inside(path, "PRAGMA integrity_check") == [("ok",)]
    assert inside(path, "SELECT version_num FROM alembic_version") == [(schema.revisions()[0],)]


@pytest.mark.no_cover  # thousands of rows
async def test_a_backup_is_of_one_moment_while_a_writer_goes_on(store: Store, path: Path) -> None:
    await fill(store, rows=2000)
    written = 0
    stop = asyncio.Event()

    async def write() -> None:
        nonlocal written
        while not stop.is_set():
            async with store.writing() as work:
                for name in ("0 first", "сөз 9 last"):
                    await work.marks.set(name, str(written))
                await work.people.choose_language(1_000_000 + written, "kk")
            written += 1

    writer = asyncio.create_task(write())
    while written < 5:  # noqa: ASYNC110  # the writer is on its way
        await asyncio.sleep(0)
    at_start = written
    await backup(store, path)
    at_end = written
    stop.set()
    await writer

    first, last = (
        value for (value,) in inside(path, "SELECT value FROM marks WHERE name IN ('0 first', 'сөз 9 last')")
    )
    assert first == last
    assert inside(path, "SELECT count(*) FROM people WHERE person_id >= 1000000") == [(int(first) + 1,)]
    assert at_start - 1 <= int(first) < at_end
    assert at_end > at_start + 5


async def test_a_file_that_is_there_is_not_overwritten(store: Store, path: Path) -> None:
    put(path, "dear to somebody")
    with pytest.raises(Refused, match=r"backup\.sqlite3 is already there and is not overwritten$"):
        await backup(store, path)
    assert text_of(path) == "dear to somebody"
    assert names(path.parent) == ["backup.sqlite3"]


async def test_a_file_that_appears_meanwhile_is_not_overwritten_either(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = module.fill

    async def fill_while_another_is_faster(store: Store, part: Path) -> None:
        await real(store, part)
        put(path, "faster")

    monkeypatch.setattr(module, "fill", fill_while_another_is_faster)
    with pytest.raises(Refused, match="already there"):
        await backup(store, path)
    assert text_of(path) == "faster"
    assert names(path.parent) == ["backup.sqlite3"]


async def test_a_backup_that_cannot_be_finished_leaves_nothing(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "finish", full)
    with pytest.raises(Refused, match=r"was not taken: .*No space left on device$"):
        await backup(store, path)
    assert names(path.parent) == []


async def test_a_folder_that_is_not_there(store: Store, path: Path) -> None:
    with pytest.raises(Refused, match=r"was not taken: .*No such file or directory"):
        await backup(store, path.parent / "nowhere" / "backup.sqlite3")


async def test_only_an_empty_database_is_restored_into(store: Store, empty: Store, path: Path) -> None:
    await fill(store)
    await backup(store, path)
    async with empty.writing() as work:
        await work.people.choose_language(1, "kk")
    before = await content(empty)
    with pytest.raises(Refused, match=r"^the database is not empty \(people\): restore into a new one$"):
        await restore(empty, path)
    assert await content(empty) == before


async def test_a_restore_that_fails_half_way_leaves_the_database_empty(store: Store, empty: Store, path: Path) -> None:
    await fill(store)
    before = await content(empty)
    await backup(store, path)
    with closing(sqlite3.connect(path)) as damaged:
        damaged.execute("DROP TABLE people")
    with pytest.raises(Refused, match=r"was not restored: no such table: people$"):
        await restore(empty, path)
    assert await content(empty) == before


async def test_two_restores_at_once_are_one(store: Store, empty: Store, path: Path) -> None:
    await fill(store)
    await backup(store, path)
    told = await asyncio.gather(restore(empty, path), restore(empty, path), return_exceptions=True)
    assert sorted(type(one).__name__ for one in told) == ["NoneType", "Refused"]
    assert await content(empty) == await content(store)


@pytest.mark.parametrize("earlier", schema.revisions())
async def test_a_backup_of_each_earlier_version_is_restored(empty: Store, path: Path, earlier: str) -> None:
    engine = single_file(path)
    async with engine.begin() as connection:
        await schema.upgrade(connection, earlier)
        await connection.execute(text("INSERT INTO people (person_id, since) VALUES (1, '2026-03-02 09:00:00')"))
    await engine.dispose()
    await restore(empty, path)
    assert len((await content(empty))[people.name]) == 1
    assert inside(path, "SELECT version_num FROM alembic_version") == [(earlier,)]


async def test_a_backup_of_a_later_version_is_refused(store: Store, empty: Store, path: Path) -> None:
    await backup(store, path)
    with closing(sqlite3.connect(path)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    with pytest.raises(TooNew, match="revision 9999"):
        await restore(empty, path)


@pytest.fixture(params=["nothing", "text", "empty file", "another program's"])
def stranger(request: pytest.FixtureRequest, path: Path) -> Path:
    match request.param:
        case "text":
            path.write_text("Dear akim, " * 100)
        case "empty file":
            path.touch()
        case "another program's":
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE people (name)")
    return path


async def test_what_is_not_a_backup_is_refused_in_one_line(empty: Store, stranger: Path) -> None:
    with pytest.raises(StoreTrouble) as told:
        await restore(empty, stranger)
    assert "\n" not in str(told.value)
    assert (await content(empty))["people"] == []


async def test_a_new_database_is_migrated_by_the_restore(
    store: Store, postgresql_folder: Path, clock: HandClock, path: Path
) -> None:
    await fill(store)
    await backup(store, path)
    async with new_database(postgresql_folder) as url:
        bare = await Store.open(url, clock)
        await restore(bare, path)
        assert await content(bare) == await content(store)
        await bare.close()


async def test_there_is_nothing_to_back_up_in_a_new_database(bare_url: str, clock: HandClock, path: Path) -> None:
    bare = await Store.open(bare_url, clock)
    with pytest.raises(Refused, match=r"^the database is empty"):
        await backup(bare, path)
    assert names(path.parent) == []
    await bare.close()


async def test_a_database_of_an_earlier_version_is_not_backed_up(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisions = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: ["9999", *revisions])
    with pytest.raises(Refused, match="of an earlier version"):
        await backup(store, path)
    assert names(path.parent) == []
