import asyncio
import json
import sqlite3
import zlib
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from core.ledger import Figure, Withdrawal
from core.scales import Within
from core.store import schema
from core.store.engine import address, engines, single_file
from core.store.tables import metadata
from core.store.trouble import TooNew
from core.store.work import Store
from tests.databases import HandClock


def differences(connection: Connection) -> list[object]:
    found: list[object] = compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), metadata
    )
    return found


@pytest.mark.parametrize("earlier", [None, *schema.revisions()])
async def test_each_earlier_revision_comes_up_to_the_tables_of_today(
    bare_url: str, clock: HandClock, earlier: str | None
) -> None:
    reads, writes = engines(address(bare_url))
    async with writes.begin() as connection:
        if earlier is not None:
            await schema.upgrade(connection, earlier)
    store = await Store.open(bare_url, clock)
    await store.migrate()
    async with reads.connect() as connection:
        assert await schema.revision(connection) == schema.revisions()[0]
        assert await connection.run_sync(differences) == []
    for opened in (store, reads, writes):
        await (opened.close() if isinstance(opened, Store) else opened.dispose())


async def test_figures_kept_one_by_one_are_kept_together_now(bare_url: str, clock: HandClock) -> None:
    """Revision 0006: what was published, and what waits to be."""
    rows = [
        ("ridder", "1.1", 2021, "choice", "absent", "жоқ", None, "letter"),
        ("aksu", "2.6", 2021, "number", "4.60", "4,60", "percent", "«Хат» № 5"),
        ("aksu", "1.4", 2021, "band", "2", "2", "percent", "letter"),
        ("abai", "2.6", 2020, "none", None, None, None, None),
    ]
    entries = (
        Withdrawal("abai", "2.6", 2020),
        Figure("aksu", "1.4", 2021, Within(2), "2", "percent", "letter"),
        Figure("aksu", "2.6", 2021, Decimal("4.6"), "4,60", "percent", "«Хат» № 5"),
        Figure("ridder", "1.1", 2021, "absent", "жоқ", None, "letter"),
    )
    head = "'2026-11-21 09:00:00+00:00', 7"
    _, writes = engines(address(bare_url))
    async with writes.begin() as connection:
        await schema.upgrade(connection, "0005")
        for number in (1, 2):
            await connection.execute(text(f"INSERT INTO batches VALUES ({number}, {head}, 'why', '[]', NULL)"))
            for line, row in enumerate(rows[: 4 * (number == 1) or 1], 1):
                place = {"batch": number, "line": line, **dict(zip("abcdefgh", row, strict=True))}
                await connection.execute(
                    text("INSERT INTO published VALUES (:batch, :line, :a, :b, :c, :d, :e, :f, :g, :h)"), place
                )
        proposal = f"1, {head}, 0, 'x', 'y', 'why', '[]', NULL, :rows, 'waiting', NULL, NULL"
        packed = {"rows": zlib.compress(json.dumps(rows).encode())}
        await connection.execute(text(f"INSERT INTO proposals VALUES ({proposal})"), packed)
    await writes.dispose()
    store = await Store.open(bare_url, clock)
    await store.migrate()
    async with store.reading() as work:
        assert [each.entries for each in await work.batches.after(0)] == [entries, entries[3:]]
        [waiting] = await work.proposals.waiting(9)
        assert waiting.entries == entries
    await store.close()


async def test_a_forgotten_migration_would_be_noticed(store: Store) -> None:
    async with store.writing() as work:
        await work.transaction.connection.execute(text("ALTER TABLE people ADD COLUMN nickname VARCHAR(10)"))
        assert await work.transaction.connection.run_sync(differences) != []


async def test_migrating_again_changes_nothing(store: Store) -> None:
    async with store.writing() as work:
        await work.marks.set("a", "1")
    await store.migrate()
    async with store.reading() as work:
        assert await work.marks.get("a") == "1"


async def test_several_workers_may_start_at_once(bare_url: str, clock: HandClock) -> None:
    stores = await asyncio.gather(*(Store.open(bare_url, clock) for _ in range(6)))
    async with asyncio.timeout(60):  # without the lock they wait for each other for ever
        await asyncio.gather(*(store.migrate() for store in stores))
    async with stores[3].reading() as work:
        assert await schema.revision(work.transaction.connection) == schema.revisions()[0]
    for store in stores:
        await store.close()


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    bare_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(bare_url, clock)
    real = schema.upgrade

    async def cut_off(connection: object) -> None:
        await real(connection)  # type: ignore[arg-type]  # it is passed on as it came
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "upgrade", cut_off)
        with pytest.raises(RuntimeError):
            await store.migrate()
    async with store.reading() as work:
        assert await work.transaction.connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []
    await store.migrate()
    await store.close()


async def test_a_database_of_a_later_version_is_left_alone(store: Store) -> None:
    async with store.writing() as work:
        await work.transaction.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(TooNew, match="revision 9999"):
        await store.migrate()


def test_no_key_is_drawn_by_the_database() -> None:
    """A restored PostgreSQL would draw it again."""
    assert [table.name for table in metadata.sorted_tables if table.autoincrement_column is not None] == []


async def test_a_file_made_in_one_step_guards_the_record_as_a_migrated_one(
    migrated_file: bytes, tmp_path: Path
) -> None:
    (tmp_path / "migrated.sqlite3").write_bytes(migrated_file)
    engine = single_file(tmp_path / "made.sqlite3")
    async with engine.begin() as connection:
        await schema.create(connection)
    await engine.dispose()
    triggers = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    found = []
    for path in (tmp_path / "migrated.sqlite3", tmp_path / "made.sqlite3"):
        with closing(sqlite3.connect(path)) as file:
            found.append(file.execute(triggers).fetchall())
    assert found[0] == found[1] != []
