"""Fixtures for all tests; each plugin speaks of one thing."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

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
