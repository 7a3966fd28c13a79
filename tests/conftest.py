"""Fixtures for all tests; each plugin speaks of one thing."""

import gc
import logging
import os
import pkgutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import groupby

import pytest
from coverage import Coverage
from hypothesis import is_hypothesis_test, settings

import bot
import core
from core.bulk import in_bulk

pytest_plugins = ["tests.databases"]


# How long an example takes says more about the machine than about the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Starting the bot sets up the logs of the whole process, and the next test counts what it hears."""
    ours, everybody = logging.getLogger("monoqala"), logging.getLogger()
    before = ours.level, everybody.level, everybody.handlers[:]
    yield
    ours.setLevel(before[0])
    everybody.setLevel(before[1])
    everybody.handlers[:] = before[2]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden screens anew instead of comparing them")


@contextmanager
def unmeasured() -> Iterator[None]:
    """Coverage slows down all that runs, also what belongs to others and is not measured. A worker of the tests has two
    that measure: when the newer one pauses, the older one, whose findings nobody reads, would go on. It ends here.
    """
    newest = Coverage.current()
    while measuring := Coverage.current():
        measuring.stop()
    try:
        yield
    finally:
        if newest:
            newest.start()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """What stands in our modules outside of functions runs once, when they are imported: it is measured here.

    All that is here at the end of it stays to the end: to look for circles among it again and again would take
    a tenth of the time of all tests, and so would it among what tests read of data/ and share.
    """
    with in_bulk():
        for package in (bot, core):
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                if not module.name.startswith("core.store.migrations") and not module.name.endswith("__main__"):
                    import_module(module.name)
        with unmeasured():
            collected = yield
    gc.collect()
    gc.freeze()
    gc.set_threshold(1000, 10, 100)
    return collected


@pytest.fixture(scope="session")
def aiogram() -> None:
    """To import it takes longer than the tests that need it."""
    with unmeasured(), in_bulk():
        import_module("aiogram")
    gc.freeze()


WAITING = (
    "tests/process/",
    "tests/sandbox/test_browser_",
    "tests/store/test_hanging",
    "tests/road/test_kill",
    "tests/road/test_outbox_kill",
    "tests/road/test_polling_trouble",
    "tests/conversations/test_repeats",
    "tests/services/test_people",
    "tests/services/test_publishing_kill",
)
"""Their tests wait for other processes and for time to pass."""

UNMEASURED = (
    "tests/golden/",
    "tests/promises/",
    "tests/process/",
    "tests/sandbox/test_browser_",
    "tests/sandbox/test_bot_api_description",
)
"""They go the same ways again and again, as tests by hypothesis do and talks on a second database, or in other
processes. To measure which lines they reach makes them several times slower; that each line is reached is shown by
all others, so they are left out where that is measured.
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("cov_source"):
        known = [item for item in items if goes_known_ways(item)]
        config.hook.pytest_deselected(items=known)
        left_out = set(known)
        items[:] = [item for item in items if item not in left_out]
    deal(items)


def goes_known_ways(item: pytest.Item) -> bool:
    second_time = item.nodeid.startswith("tests/conversations/") and "postgresql" in item.nodeid.partition("[")[2]
    if second_time or item.get_closest_marker("no_cover"):
        return True
    return item.nodeid.startswith(UNMEASURED) or is_hypothesis_test(getattr(item, "obj", None))


def deal(items: list[pytest.Item]) -> None:
    """Those that wait go first, dealt out to all workers: while one waits the others compute, and at the end
    nobody waits alone. A worker begins with a stretch of the list, all of one length; who is done early, steals.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    files = [list(tests) for file, tests in groupby(items, key=lambda item: item.nodeid.partition("::")[0])]
    slow = [file for file in files if file[0].nodeid.startswith(WAITING)]
    quick = [item for file in files if not file[0].nodeid.startswith(WAITING) for item in file]
    hands = [[item for file in slow[worker::workers] for item in file] for worker in range(workers)]
    items[:] = []
    for left, hand in zip(range(workers, 0, -1), hands, strict=True):
        rest = sum(map(len, hands[workers - left :])) + len(quick)
        fill = max(rest // left - len(hand), 0)
        items += [*hand, *quick[:fill]]
        del quick[:fill]
