import pytest

from tests.sandbox.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage.build()
