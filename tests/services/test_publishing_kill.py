"""Publishing is killed at each of its steps: afterwards all of it has happened or nothing, and never twice."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from sqlalchemy import func, select

from core.publishing import Subscription
from core.services.audit import Audit
from core.services.imports import Published
from core.services.published import Published as Publications
from core.store.tables import audit, outbox
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import EDITOR, NOBODY, PUBLISHER, figure, staffed
from tests.services.test_published import beside, within_a_second

ROOT = Path(__file__).parent.parent.parent
Counts = tuple[int, ...]
NOTHING: Counts = (0, 0, 1, 3)
EVERYTHING: Counts = (1, 3, 2, 7)
"""Batches, figures, entries of the record, letters: three to those who may confirm it; then two notices at once, one
when the week is over, and one to the editor whose proposal it was.
"""
WISHES = (
    Subscription(NOBODY, "all", "", "any", "kk"),
    Subscription(NOBODY, "town", "aksu", "week", "kk"),
    Subscription(NOBODY + 9, "town", "kentau", "any", "ru"),
    Subscription(NOBODY + 9, "town", "temirtau", "week", "ru"),
)


async def rows(store: Store) -> Counts:
    async with store.reading() as work:
        published = await work.batches.after(0)
        others = [
            (await work.transaction.connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (audit, outbox)
        ]
    return len(published), sum(len(batch.entries) for batch in published), *others


@pytest.fixture(scope="module")
def publisher() -> Iterator[Popen[bytes]]:
    with Popen((sys.executable, "-m", "tests.services.publisher"), cwd=ROOT, stdin=PIPE, stdout=PIPE) as process:
        yield process


async def endings(publisher: Popen[bytes], *line: object) -> list[int]:
    """How the processes ended that were forked for this."""
    assert publisher.stdin
    assert publisher.stdout
    publisher.stdin.write((" ".join(map(str, line)) + "\n").encode())
    publisher.stdin.flush()
    return [int(code) for code in (await asyncio.wait_for(asyncio.to_thread(publisher.stdout.readline), 60)).split()]


async def test_killed_at_any_step_all_is_published_or_nothing(
    store: Store, database_url: str, clock: HandClock, publisher: Popen[bytes]
) -> None:
    at = await staffed(store, clock)
    async with store.writing() as work:
        for wish in WISHES:
            await work.subscriptions.add(wish)
    figures = [figure(), figure("aksu"), figure("kentau")]
    proposed = await at.imports.propose(EDITOR, figures, at.cause())
    step, ended, found = 0, -signal.SIGKILL, NOTHING
    while found == NOTHING:
        step += 1
        [ended] = await endings(publisher, "confirm", database_url, step, proposed.run.digest)
        found = await rows(store)
        assert found in (NOTHING, EVERYTHING)
        if found == NOTHING:
            assert ended == -signal.SIGKILL
    assert ended == -signal.SIGKILL  # it was on the disk, and nobody had been told
    assert step > 12
    again = await at.imports.confirm(PUBLISHER, 1, proposed.run.digest, Cause(PUBLISHER, 500))
    assert isinstance(again, Published)
    assert again.batch.number == 1
    assert await rows(store) == EVERYTHING
    await at.audit.verify()


FILE = "town;indicator;year;value;source\n{0};2.6;2021;4.6;Хат № 5\n{0};2.6;2022;4.7;Хат № 5\n"


async def test_the_command_line_killed_at_any_step_publishes_all_or_nothing_and_once(
    quick_store: Store, migrated_sqlite_url: str, clock: HandClock, publisher: Popen[bytes], tmp_path: Path
) -> None:
    """It is simply said again: what was left by the one that died stands in nobody's way."""
    found, step, ended, file = await rows(quick_store), 0, -signal.SIGKILL, written(tmp_path, "Риддер")
    while found[0] == 0:
        step += 1
        [ended] = await endings(publisher, "import", migrated_sqlite_url, step, file)
        found = await rows(quick_store)
        proposals = found[2] - found[0]
        assert found in ((0, 0, proposals, 0), (1, 2, proposals + 1, 0))
    assert ended == -signal.SIGKILL
    assert step > 20
    assert await endings(publisher, "import", migrated_sqlite_url, 0, file) == [0]
    assert await rows(quick_store) == found
    await Audit(quick_store).verify()


async def test_of_publishers_racing_each_is_published_whole_or_told_to_come_again(
    store: Store, database_url: str, publisher: Popen[bytes], tmp_path: Path
) -> None:
    files = [written(tmp_path, town) for town in ("Риддер", "Ақсу", "Кентау", "Алтай")]
    left = files
    while left:
        codes = await endings(publisher, "import", database_url, 0, *left)
        assert set(codes) <= {0, 3}
        assert 0 in codes
        left = [file for file, code in zip(left, codes, strict=True) if code]
        done = len(files) - len(left)
        assert (await rows(store))[:2] == (done, 2 * done)
    await Audit(store).verify()


async def test_what_the_command_line_publishes_a_bot_beside_it_shows_within_a_second(
    store: Store, database_url: str, publisher: Popen[bytes], tmp_path: Path
) -> None:
    published, listening = Publications(store, catalogue()), asyncio.Event()
    store.news.subscribe(lambda _: None, listening.set)
    async with beside(published.watch(), store.listen()):
        if store.shared:
            await asyncio.wait_for(listening.wait(), 10)
        assert await endings(publisher, "import", database_url, 0, written(tmp_path, "Риддер")) == [0]
        await within_a_second(lambda: published.now().version == 1)
        assert published.now().sheets["ridder"].observations["2.6"].raw == "4.7"


def written(folder: Path, town: str) -> Path:
    file = folder / f"{town}.csv"
    file.write_text(FILE.format(town), encoding="utf-8")
    return file
