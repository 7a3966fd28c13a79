"""Fixtures for all tests; each plugin speaks of one thing."""

import pytest

pytest_plugins = ["tests.databases"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden screens anew instead of comparing them")
