from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.talk import Square, square


@pytest.fixture
async def town_square(tmp_path: Path) -> AsyncIterator[Square]:
    async with square(f"sqlite:///{tmp_path}/talk.sqlite3") as opened:
        yield opened


@pytest.fixture
async def any_square(database_url: str) -> AsyncIterator[Square]:
    """The same on both databases, for talks that store something."""
    async with square(database_url) as opened:
        yield opened
