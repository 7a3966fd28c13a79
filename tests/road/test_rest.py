"""Lanes whose first job has to wait for something outside, and chats that flood us."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from bot.ordering import Crowd, Job, Lanes
from bot.request import NotYet
from tests.road.stand_ins import until


def put_off(times: int, seconds: float, begun: Callable[[], object], done: Callable[[], object]) -> Job:
    """Can do its work only when it has been put off that often."""
    left = [seconds] * times

    async def job() -> None:
        begun()
        await asyncio.sleep(0)
        if left:
            raise NotYet(left.pop())
        done()

    return job


async def test_a_job_that_cannot_be_done_yet_runs_again_before_the_rest_of_its_lane() -> None:
    seen: list[str] = []
    lanes = Lanes(parallel=1)
    began = time.monotonic()
    lanes.submit(1, put_off(3, 0.05, partial(seen.append, "try"), partial(seen.append, "first")))
    last = lanes.submit(1, put_off(0, 0, lambda: None, partial(seen.append, "second")))
    await lanes.submit(2, put_off(0, 0, lambda: None, partial(seen.append, "other")))
    assert seen == ["try", "other"]
    await last
    assert seen == ["try", "other", "try", "try", "try", "first", "second"]
    assert 0.15 <= time.monotonic() - began < 1
    assert lanes.pending == 0


async def test_lanes_at_rest_hold_up_nobody() -> None:
    lanes = Lanes(parallel=4)
    resting = [lanes.submit(chat, put_off(1, 0.2, lambda: None, lambda: None)) for chat in range(64)]
    await asyncio.sleep(0.01)
    await until(lambda: len(asyncio.all_tasks()) == 1)  # a rest is a timer
    began = time.monotonic()
    await lanes.submit(99, put_off(0, 0, lambda: None, lambda: None))
    assert time.monotonic() - began < 0.1
    await asyncio.gather(*resting)


async def test_a_pause_lends_the_place_to_others() -> None:
    lanes = Lanes(parallel=2)
    seen: list[str] = []

    async def pausing() -> None:
        await lanes.pause(0.1)
        seen.append("pausing")

    async def quick() -> None:
        seen.append("quick")

    await asyncio.gather(*[lanes.submit(chat, pausing) for chat in range(8)], lanes.submit(99, quick))
    assert seen == ["quick", *["pausing"] * 8]
    most = 0
    at_work = 0

    async def counted() -> None:
        nonlocal most, at_work
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.01)
        at_work -= 1

    await asyncio.gather(*[lanes.submit(chat, counted) for chat in range(8)])
    assert most == 2  # the places that were lent have been given back


async def test_closing_does_not_wait_for_lanes_at_rest() -> None:
    lanes = Lanes()
    seen: list[str] = []
    waiting = [lanes.submit(1, put_off(1, 60, partial(seen.append, "try"), lambda: None)) for _ in range(3)]
    await until(lambda: seen)
    began = time.monotonic()
    await lanes.close(2)
    await lanes.finish(2)
    assert time.monotonic() - began < 0.1
    assert all(future.cancelled() for future in waiting)
    assert lanes.pending == 0


async def test_a_job_that_cannot_be_done_while_closing_is_left_with_all_that_stand_behind_it() -> None:
    lanes = Lanes()
    seen: list[str] = []

    async def slow() -> None:
        seen.append("try")
        await asyncio.sleep(0.05)
        raise NotYet(0.001)

    waiting = [lanes.submit(1, slow), lanes.submit(1, put_off(0, 0, lambda: None, partial(seen.append, "behind")))]
    await until(lambda: seen)
    began = time.monotonic()
    await lanes.close(2)
    await lanes.finish(2)
    assert time.monotonic() - began < 0.2
    assert seen == ["try"]
    assert all(future.cancelled() for future in waiting)


@given(moves=st.lists(st.tuples(st.sampled_from([1, 2, None]), st.booleans()), max_size=60))
def test_a_crowd_counts_each_lane_only_so_far(moves: list[tuple[int | None, bool]]) -> None:
    crowd = Crowd(longest_lane=5, counted=3)
    lanes: dict[int | None, int] = {1: 0, 2: 0, None: 0}
    for lane, enters in moves:
        if enters:
            crowd.enter(lane)
            lanes[lane] += 1
        elif lanes[lane]:
            crowd.leave(lane)
            lanes[lane] -= 1
        assert crowd.size == sum(min(waiting, 3) for waiting in lanes.values())
        assert crowd.full(lane) == (lanes[lane] >= 5)


def test_an_overflow_is_news_once_until_the_lane_was_empty() -> None:
    crowd = Crowd(longest_lane=1)
    crowd.enter(1)
    assert [crowd.overflows_anew(1), crowd.overflows_anew(1), crowd.overflows_anew(2)] == [True, False, True]
    crowd.leave(1)
    crowd.enter(1)
    assert crowd.overflows_anew(1)
