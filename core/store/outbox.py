"""Sending letters, at most one on the wire per worker, at one pace for all workers together.

Whoever claims a letter has it for the time of a lease and settles it straight after the send. A worker that dies
in between leaves that one letter, which another takes over when the lease has ended: nothing is lost, and only
the send that was on the wire may repeat.

Letters fall due by the clock that people go by. Leases and the pace go by the database's own clock, which is one
for all workers and which nobody moves.
"""

import logging
import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Double, Row, and_, case, cast, extract, func, select, update

from core.store.letters import WAITING, Letter, State
from core.store.tables import outbox, pace
from core.store.transaction import Transaction
from core.store.work import Store, Work

log = logging.getLogger(__name__)

RATE: Final = 28
"""Messages a second; Telegram takes about 30, and answers to people need some of them."""
LEASE = timedelta(seconds=120)
"""Longer than a send may take."""
ATTEMPTS = 5
LONGEST_WAIT = 1.0
"""Seconds that a letter is held before its turn; when the turn is later, it is not taken up yet."""
TELEGRAM = "telegram"
EPOCH_AS_JULIAN_DAY = 2440587.5
DAY_IN_SECONDS = 86400.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that may go out in `wait` seconds; without one, seconds until it is worth asking again."""

    wait: float
    letter: Letter | None = None


class Outbox:
    def __init__(self, store: Store, lease: timedelta = LEASE) -> None:
        self._store = store
        self._lease = lease.total_seconds()

    async def claim(self) -> Claim:
        """What is due longest and in nobody's hands. When there is nothing, nothing is written."""
        due = await self._first_due()
        now = self._store.clock()
        if due is None or due > now:
            return Claim(math.inf if due is None else (due - now).total_seconds())
        async with self._store.writing() as work:
            wait = await reserve(work.transaction)
            found = None if wait > LONGEST_WAIT else await pick(work, now)
            if found is None:  # all must wait, or another worker was faster
                return Claim(wait)
            if found.attempts >= ATTEMPTS:
                await set_aside(work, letter_of(found))
                return Claim(0.0)
            letter = replace(letter_of(found), attempts=found.attempts + 1)
            held_until = clock_of(work.transaction) + self._lease
            await change(work, letter, lease_until=held_until, attempts=letter.attempts)
        return Claim(wait, letter)

    async def settle(self, letter: Letter, state: State) -> None:
        """It is over. What it said is not needed any more; that it was sent is."""
        async with self._store.writing() as work:
            await change(work, letter, state=state, payload={}, lease_until=0.0)

    async def put_off(self, letter: Letter, until: datetime, *, tried: bool = True) -> None:
        """`tried` counts: whatever fails too often is set aside."""
        async with self._store.writing() as work:
            await release(work, letter, tried=tried, due_at=until)

    async def hold(self, letter: Letter, seconds: float) -> None:
        """Telegram asks us to wait, or cannot be reached: nobody sends anything meanwhile."""
        async with self._store.writing() as work:
            await reserve(work.transaction, seconds)
            await release(work, letter, tried=False)

    async def _first_due(self) -> datetime | None:
        async with self._store.reading() as work:
            free = select(func.min(outbox.c.due_at)).where(unheld(work.transaction))
            found: datetime | None = (await work.transaction.connection.execute(free)).scalar_one()
        return found


def unheld(transaction: Transaction) -> ColumnElement[bool]:
    return and_(outbox.c.state == WAITING, outbox.c.lease_until <= clock_of(transaction))


def clock_of(transaction: Transaction) -> ColumnElement[float]:
    """Seconds, as the database counts them."""
    if transaction.shared:
        return cast(extract("epoch", func.clock_timestamp()), Double)
    return (func.julianday("now", type_=Double) - EPOCH_AS_JULIAN_DAY) * DAY_IN_SECONDS


async def reserve(transaction: Transaction, seconds: float = 0.0) -> float:
    """The next turn to send, and how many seconds away it is; with `seconds`, nobody has one before they are over.
    Until the transaction ends the other workers wait here.
    """
    now, gap = clock_of(transaction), 1 / RATE
    insert = transaction.insert(pace).values(name=TELEGRAM, free_at=now + seconds + gap)
    free = case((pace.c.free_at > now + seconds, pace.c.free_at), else_=now + seconds)
    made = await transaction.connection.execute(
        insert.on_conflict_do_update(index_elements=[pace.c.name], set_={"free_at": free + gap}).returning(
            pace.c.free_at - gap - now
        )
    )
    wait: float = made.scalar_one()
    return max(wait, 0.0)


async def pick(work: Work, now: datetime) -> Row[tuple[object, ...]] | None:
    found = await work.transaction.connection.execute(
        select(outbox)
        .where(unheld(work.transaction), outbox.c.due_at <= now)
        .order_by(outbox.c.due_at, outbox.c.chat_id, outbox.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return found.first()


def letter_of(row: Row[tuple[object, ...]]) -> Letter:
    return Letter(row.chat_id, row.key, row.about, row.kind, row.due_at, row.language, row.payload, row.attempts)


async def set_aside(work: Work, letter: Letter) -> None:
    log.error("letter set aside", extra={"kind": letter.kind, "about": letter.about, "attempts": ATTEMPTS})
    await change(work, letter, state="aside")


async def release(work: Work, letter: Letter, *, tried: bool, **values: object) -> None:
    """Out of our hands, for whoever claims it next; unless somebody has done so already, our lease being over."""
    ours = outbox.c.attempts == letter.attempts
    await change(work, letter, ours, lease_until=0.0, attempts=letter.attempts - int(not tried), **values)


async def change(work: Work, letter: Letter, *where: ColumnElement[bool], **values: object) -> None:
    """Nothing when it was settled or deleted meanwhile: its person may have asked for that."""
    this = (outbox.c.chat_id == letter.chat_id, outbox.c.key == letter.key, outbox.c.state == WAITING)
    await work.transaction.connection.execute(update(outbox).where(*this, *where).values(**values))
