"""One file published into a new SQLite database, as the bot does it: a line for each step, with time and memory.

python -m tests.bench.publishing FILE
"""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from core.access import CONSOLE
from core.files.spreadsheets.reading import read_spreadsheet
from core.judgement import all_warnings
from core.publishing import Published as Done
from core.services.imports import Imports
from core.services.published import Published
from core.store.memory import one_heap
from core.store.work import Store
from tests.bench.by_pandas import most_memory
from tests.bench.sheets import ROWS, TODAY, many_towns
from tests.catalogues import catalogue


def clock() -> datetime:
    """Any moment will do."""
    return datetime(2026, 11, 21, 9, tzinfo=UTC)


async def main(file: Path, folder: str) -> None:
    vocabulary = many_towns()
    known = replace(catalogue(), towns=vocabulary.towns, vocabulary=vocabulary)
    store = await Store.open(f"sqlite:///{folder}/new.sqlite3", clock)
    await store.migrate()
    published = Published(store, known)
    imports = Imports(store, known, published, clock, second_for_tiers=False)
    tell("begun", began := process_time())
    figures = read_spreadsheet(content_of(file), vocabulary, TODAY).figures
    assert len(figures) == ROWS
    now = tell("read and checked", began)
    all_warnings(figures, published.now().sheets, known.innovation)
    now = tell("weighed", now)
    proposed = await imports.propose(CONSOLE.id, figures, None)
    now = tell("diffed and proposed", now)
    outcome = await imports.confirm(CONSOLE.id, proposed.proposal.number, proposed.run.digest, None)
    assert isinstance(outcome, Done)
    assert len(outcome.batch.entries) == ROWS
    tell("published", now)
    tell("in all", began)
    await store.close()


def content_of(file: Path) -> bytes:
    return file.read_bytes()


def tell(step: str, since: float) -> float:
    now = process_time()
    print(step, now - since, most_memory(), sep="\t")
    return now


one_heap()
with TemporaryDirectory() as new:
    asyncio.run(main(Path(sys.argv[1]), new))
