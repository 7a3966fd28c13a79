from collections.abc import Iterator

import pytest

from tests.process.running import NURSERY


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    yield
    NURSERY.end()
