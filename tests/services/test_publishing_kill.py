"""Publishing is killed at each of its steps: afterwards all of it has happened or nothing, and never twice."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from sqlalchemy import func, select

from core.services.imports import Published
from core.store.tables import audit, batches, outbox, published
from core.store.transaction import Cause
from core.store.work import Store
from tests.databases import HandClock
from tests.publishing import EDITOR, PUBLISHER, figure, staffed

ROOT = Path(__file__).parent.parent.parent
Counts = tuple[int, ...]
NOTHING: Counts = (0, 0, 1, 0)
EVERYTHING: Counts = (1, 3, 2, 1)
"""Batches, figures, entries of the record, letters."""


async def rows(store: Store) -> Counts:
    async with store.reading() as work:
        counts = [
            (await work.transaction.connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (batches, published, audit, outbox)
        ]
    return tuple(counts)


@pytest.fixture(scope="module")
def publisher() -> Iterator[Popen[bytes]]:
    with Popen((sys.executable, "-m", "tests.services.publisher"), cwd=ROOT, stdin=PIPE, stdout=PIPE) as process:
        yield process


async def ending(publisher: Popen[bytes], line: str) -> int:
    """How the process ended that was forked for this."""
    assert publisher.stdin
    assert publisher.stdout
    publisher.stdin.write(f"{line}\n".encode())
    publisher.stdin.flush()
    return int(await asyncio.wait_for(asyncio.to_thread(publisher.stdout.readline), 30))


async def test_killed_at_any_step_all_is_published_or_nothing(
    store: Store, database_url: str, clock: HandClock, publisher: Popen[bytes]
) -> None:
    at = await staffed(store, clock)
    figures = [figure(), figure("aksu"), figure("kentau")]
    proposed = await at.imports.propose(EDITOR, figures, at.cause())
    step, ended, found = 0, -signal.SIGKILL, NOTHING
    while found == NOTHING:
        step += 1
        ended = await ending(publisher, f"{database_url} {proposed.run.digest} {step}")
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
