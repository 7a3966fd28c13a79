"""Fixtures for all tests; each plugin speaks of one thing."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]


# How long an example takes says more about the machine than about the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden screens anew instead of comparing them")
