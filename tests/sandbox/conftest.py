import pytest

from tests.sandbox.browser import browser, chat
from tests.sandbox.stage import Stage

__all__ = ["browser", "chat"]  # the fixtures of the tests in a real browser


@pytest.fixture
def stage(aiogram: None) -> Stage:
    return Stage.build()
