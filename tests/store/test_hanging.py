"""A server may hang together with its machine: the line stays open and nothing comes back."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from core.store import work as module
from core.store.trouble import Unreachable
from core.store.work import Store
from tests.databases import HandClock

PATIENCE = 1.0
AT_MOST = PATIENCE + 3  # the driver tries for two seconds to take its leave


class Line:
    """Between the store and the server. While it is cut, what arrives is held back on both sides."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.whole = asyncio.Event()
        self.whole.set()

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self.socket)
        await asyncio.gather(self.pass_on(reader, far_writer), self.pass_on(far_reader, writer))

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await reader.read(65536):
                await self.whole.wait()
                writer.write(some)
                await writer.drain()
        writer.close()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        async with await asyncio.start_server(self.join, "127.0.0.1", 0) as server:
            yield server.sockets[0].getsockname()[1]

    @contextmanager
    def cut(self) -> Iterator[None]:
        self.whole.clear()
        try:
            yield
        finally:
            self.whole.set()


@pytest.fixture
def line(postgresql_folder: Path) -> Line:
    return Line(postgresql_folder / ".s.PGSQL.5432")


@pytest.fixture
async def url(line: Line, migrated_postgresql_url: str) -> AsyncIterator[str]:
    name = migrated_postgresql_url.partition("@/")[2].partition("?")[0]
    async with line.open() as port:
        yield f"postgresql://postgres@127.0.0.1:{port}/{name}"


@pytest.fixture
async def store(url: str, clock: HandClock) -> AsyncIterator[Store]:
    opened = await Store.open(url, clock, patience=PATIENCE)
    yield opened
    await opened.close()


@contextmanager
def told_in_time() -> Iterator[None]:
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"^the database at PostgreSQL 127\.0\.0\.1:\d+/test_\w+ does not answer$"):
        yield
    assert time.monotonic() - began < AT_MOST


async def mark(store: Store, value: str) -> str | None:
    async with store.writing() as work:
        await work.marks.set("a", value)
    async with store.reading() as work:
        return await work.marks.get("a")


async def test_a_server_that_hangs_before_a_unit_of_work(store: Store, line: Line) -> None:
    assert await mark(store, "1") == "1"
    with line.cut():
        for _ in range(2):
            with told_in_time():
                await mark(store, "2")
        with told_in_time():
            await store.ping()
    assert await mark(store, "3") == "3"


async def test_a_server_that_hangs_within_a_unit_of_work(store: Store, line: Line) -> None:
    with told_in_time():
        async with store.writing() as work:
            await work.marks.set("a", "1")
            line.whole.clear()
            await work.marks.set("b", "1")
    line.whole.set()
    async with store.reading() as work:
        assert await work.marks.get("a") is None


async def test_a_server_that_hangs_at_the_commit(store: Store, line: Line) -> None:
    with told_in_time():
        async with store.writing() as work:
            await work.marks.set("a", "1")
            line.whole.clear()
    line.whole.set()
    assert await mark(store, "2") == "2"


async def test_a_server_that_hangs_keeps_a_crowd_no_longer(store: Store, line: Line) -> None:
    with line.cut():
        began = time.monotonic()
        told = await asyncio.gather(*(mark(store, "1") for _ in range(64)), return_exceptions=True)
        assert time.monotonic() - began < AT_MOST
    assert {type(one) for one in told} == {Unreachable}
    assert await mark(store, "2") == "2"


async def test_a_server_that_hangs_at_the_start(line: Line, url: str, clock: HandClock) -> None:
    with line.cut(), told_in_time():
        await Store.open(url, clock, patience=PATIENCE)


async def test_a_migration_has_more_time_and_not_for_ever(
    line: Line, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONG_PATIENCE", 3 * PATIENCE)
    with line.cut():
        began = time.monotonic()
        with told_in_time():
            await store.migrate()
        assert time.monotonic() - began > 2 * PATIENCE


async def test_long_work_may_take_longer_than_short_work(store: Store) -> None:
    async with store.patient() as patient, patient.reading() as work:
        await asyncio.sleep(2 * PATIENCE)
        assert await work.marks.get("a") is None
