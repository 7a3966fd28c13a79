from collections.abc import AsyncIterator

import pytest

from tests.talk import Square, square


@pytest.fixture
async def town_square(migrated_sqlite_url: str) -> AsyncIterator[Square]:
    async with square(migrated_sqlite_url) as opened:
        yield opened


@pytest.fixture
async def any_square(database_url: str) -> AsyncIterator[Square]:
    """The same on both databases, for talks that store something."""
    async with square(database_url) as opened:
        yield opened
