import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ordering import Job, Lanes

WHO: ContextVar[str] = ContextVar("WHO")


def lasting(seconds: float, then: Callable[[], object] = lambda: None) -> Job:
    async def job() -> None:
        await asyncio.sleep(seconds)
        then()

    return job


async def end(lanes: Lanes, patience: float) -> None:
    await lanes.close(patience / 2)
    await lanes.finish(patience / 2)


@settings(max_examples=40, deadline=None)
@given(
    jobs=st.lists(st.tuples(st.sampled_from([1, 2, -3, None]), st.integers(0, 3)), max_size=40),
    parallel=st.integers(1, 8),
)
def test_one_lane_is_in_order_and_alone(jobs: list[tuple[int | None, int]], parallel: int) -> None:
    seen: dict[int | None, list[int]] = defaultdict(list)
    at_work: dict[int | None, int] = defaultdict(int)
    most = 0

    async def job(lane: int | None, number: int, milliseconds: int) -> None:
        nonlocal most
        at_work[lane] += 1
        assert lane is None or at_work[lane] == 1
        most = max(most, sum(at_work.values()))
        await asyncio.sleep(milliseconds / 1000)
        at_work[lane] -= 1
        seen[lane].append(number)

    async def run() -> None:
        lanes = Lanes(parallel)
        done = [lanes.submit(lane, partial(job, lane, number, ms)) for number, (lane, ms) in enumerate(jobs)]
        assert lanes.pending == len(jobs)
        await asyncio.gather(*done)
        assert lanes.pending == 0

    asyncio.run(run())
    assert most <= parallel
    for lane in {lane for lane, _ in jobs}:
        delivered = [number for number, (other, _) in enumerate(jobs) if other == lane]
        assert sorted(seen[lane]) == delivered
        if lane is not None:
            assert seen[lane] == delivered


async def test_a_flooding_chat_delays_only_itself() -> None:
    lanes = Lanes(parallel=4)
    for _ in range(2000):
        lanes.submit(1, lasting(0.04))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await lanes.submit(2, lasting(0.01))
    assert time.monotonic() - began < 0.1
    assert lanes.pending > 1900
    assert len(asyncio.all_tasks()) < 5  # the flood is a queue, not a pile of tasks
    await end(lanes, 0)


async def test_many_flooding_chats_take_turns() -> None:
    lanes = Lanes(parallel=2)
    for chat in range(10):
        for _ in range(50):
            lanes.submit(chat, lasting(0.005))
    began = time.monotonic()
    await lanes.submit(99, lasting(0.005))
    assert time.monotonic() - began < 0.3  # one round of ten, not five hundred before it
    await end(lanes, 0)


async def test_updates_without_a_lane_run_side_by_side() -> None:
    lanes = Lanes()
    began = time.monotonic()
    await asyncio.gather(*[lanes.submit(None, lasting(0.05)) for _ in range(20)])
    assert time.monotonic() - began < 0.5


async def test_a_job_that_breaks_is_told_and_the_lane_goes_on() -> None:
    async def breaks() -> None:
        raise ZeroDivisionError

    lanes = Lanes()
    first, second = lanes.submit(1, breaks), lanes.submit(1, lasting(0))
    with pytest.raises(ZeroDivisionError):
        await first
    await second


async def test_a_job_that_is_broken_off_from_within_does_not_stop_its_lane() -> None:
    async def leaves() -> None:
        raise asyncio.CancelledError

    lanes = Lanes()
    first, second = lanes.submit(1, leaves), lanes.submit(1, lasting(0))
    await second
    assert first.cancelled()


async def test_whoever_waited_may_leave() -> None:
    done: list[str] = []
    lanes = Lanes()
    lanes.submit(1, lasting(0.01, lambda: done.append("first"))).cancel()
    await lanes.submit(1, lasting(0, lambda: done.append("second")))
    assert done == ["first", "second"]


async def test_a_job_sees_the_context_of_its_own_submitter() -> None:
    seen: list[str] = []
    lanes = Lanes()

    async def job() -> None:
        seen.append(WHO.get())

    for name in ("first", "second", "third"):
        WHO.set(name)
        lanes.submit(1, job)
    await end(lanes, 1)
    assert seen == ["first", "second", "third"]


async def test_finishing_waits_for_what_waits() -> None:
    done: list[int] = []
    lanes = Lanes()
    for number in range(5):
        lanes.submit(1, lasting(0.01, partial(done.append, number)))
    await end(lanes, 2)
    assert done == [0, 1, 2, 3, 4]


async def test_finishing_ends_what_began_and_withdraws_what_did_not() -> None:
    done: list[str] = []
    lanes = Lanes(parallel=1)
    begun = lanes.submit(1, lasting(0.15, lambda: done.append("begun")))
    waiting = [lanes.submit(chat, lasting(0, lambda: done.append("waiting"))) for chat in (1, 1, 2, None)]
    began = time.monotonic()
    await end(lanes, 0.2)
    assert time.monotonic() - began < 0.3
    await begun
    assert all(future.cancelled() for future in waiting)
    assert done == ["begun"]
    assert lanes.pending == 0


async def test_finishing_gives_up_what_does_not_end() -> None:
    lanes = Lanes()
    endless = lanes.submit(1, lasting(60))
    await end(lanes, 0.05)
    assert endless.cancelled()
    assert lanes.pending == 0


async def test_trouble_in_a_job_that_nobody_waits_for_is_told() -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))

    async def breaks() -> None:
        raise ZeroDivisionError

    lanes = Lanes()
    lanes.submit(1, breaks).cancel()
    await lanes.submit(1, lasting(0))
    assert [type(trouble) for trouble in told] == [ZeroDivisionError]
