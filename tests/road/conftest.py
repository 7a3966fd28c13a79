"""What the tests of the road share."""

import pytest

from bot.ordering import Lanes
from bot.road import Road
from tests.road.hooked import Site
from tests.road.polled import World
from tests.road.stand_ins import Desk, MemoryInbox


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
def road(desk: Desk, inbox: MemoryInbox) -> Road:
    return Road(desk.handle, inbox, Lanes())


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def site() -> Site:
    return Site()
