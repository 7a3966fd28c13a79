"""Work on a large file in a process of its own: its result, what it tells on the way, and how it may fail."""

import asyncio
import os
import signal
from collections.abc import Iterator
from functools import partial
from multiprocessing import active_children
from types import MappingProxyType

import pytest

from core.files.spreadsheets import aside as module
from core.files.spreadsheets.aside import SMALL, Broken, Done, Lost, aside, child
from core.files.spreadsheets.reading import Progress

Told = list[tuple[int, float]]
LARGE = SMALL + 1


def count(most: int, progress: Progress) -> tuple[int, int]:
    for at in range(most):
        progress(at, at / most)
    return most, os.getpid()


def mirrored(facts: MappingProxyType[str, int], _: Progress) -> MappingProxyType[str, int]:
    return facts


def breaks(_: Progress) -> None:
    raise ValueError("a cell nobody thought of")


def dies(_: Progress) -> None:
    os._exit(3)


def hangs(_: Progress) -> None:
    while True:
        signal.pause()


@pytest.fixture
def keyboard() -> Iterator[None]:
    """What a child does about Ctrl-C is done here in the process of the tests."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_work_is_done_and_tells_how_far_it_is(size: int) -> None:
    told: Told = []

    async def tell(rows: int, share: float) -> None:
        told.append((rows, share))

    most, where = await aside(partial(count, 4), size, tell)
    assert (most, where == os.getpid()) == (4, size == SMALL)
    await asyncio.sleep(0)
    assert told == [(0, 0.0), (1, 0.25), (2, 0.5), (3, 0.75)]


async def test_what_cannot_change_travels_as_it_is() -> None:
    back = await aside(partial(mirrored, MappingProxyType({"a": 1})), LARGE)
    assert back == {"a": 1}
    assert isinstance(back, MappingProxyType)


async def test_what_breaks_there_says_why_here() -> None:
    with pytest.raises(Lost, match="a cell nobody thought of"):
        await aside(breaks, LARGE)


async def test_a_process_that_dies_is_noticed() -> None:
    with pytest.raises(Lost, match="EOFError"):
        await aside(dies, LARGE)


async def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    with pytest.raises(Lost, match="TimeoutError"):
        await aside(hangs, LARGE)
    assert active_children() == []


@pytest.mark.usefixtures("keyboard")
def test_a_child_sends_what_it_finds_and_how_it_fails() -> None:
    ours, theirs = module.SPAWN.Pipe(duplex=False)
    child(theirs, partial(count, 1))
    child(theirs, breaks)
    said = [ours.recv() for _ in range(3)]
    assert said[:2] == [(0, 0.0), Done((1, os.getpid()))]
    assert isinstance(said[2], Broken)
    assert "a cell nobody thought of" in said[2].trace
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
