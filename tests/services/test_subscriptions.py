"""Letters of what is published: planned with it, one for each reader, true when they are sent."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.letters import DAYTIME
from core.catalogue import Unknown
from core.clock import KAZAKHSTAN
from core.dry_run import dry_run
from core.ledger import Batch, Figure, Ledger, key_of
from core.notices import Span, Week
from core.publishing import Extent, Kind, Subscription
from core.services.people import People
from core.services.proposals import Proposals
from core.services.published import Published
from core.services.subscriptions import BATCH, ISSUE, WEEK, Subscriptions
from core.store.tables import outbox
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import EDITOR, PUBLISHER, figure, staffed, whole_town

READER, OTHER, THIRD, GROUP = 8_000_000_001, 8_000_000_002, 8_000_000_003, -100_000_005
LOW = Decimal("9.9")
MONDAY = "2026-03-02"
"""The clock of tests stands on its noon, a Monday."""


class Post:
    def __init__(self, store: Store, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.published = Published(store, catalogue())  # of another worker than the one that publishes
        self.subscriptions = Subscriptions(store, catalogue(), self.published, clock, DAYTIME.opening)
        self.updates = 0

    async def begin(self) -> "Post":
        self.office = await staffed(self.store, self.clock, self.subscriptions.plan, second=False)
        return self

    def cause(self, chat: int) -> Cause:
        self.updates += 1
        return Cause(chat, self.updates)

    async def wish(
        self, kind: Kind, extent: Extent = "all", place: str = "", chat: int = READER, *, wanted: bool = True
    ) -> Subscription:
        made = Subscription(chat, extent, place, kind, "kk")
        await self.subscriptions.wish(max(chat, READER), made, self.cause(chat), wanted=wanted)
        return made

    async def letters(self) -> list[tuple[int, str]]:
        async with self.store.reading() as work:
            notices = outbox.c.kind.in_((BATCH, ISSUE, WEEK))
            query = select(outbox).where(outbox.c.state == "waiting", notices).order_by(outbox.c.chat_id, outbox.c.key)
            return [(row.chat_id, row.key) for row in await work.transaction.connection.execute(query)]

    async def due(self, chat: int, key: str) -> datetime:
        async with self.store.reading() as work:
            query = select(outbox.c.due_at).where(outbox.c.chat_id == chat, outbox.c.key == key)
            found: datetime = (await work.transaction.connection.execute(query)).scalar_one()
            return found

    async def heard(self, number: int, chat: int = READER) -> list[str]:
        found = await self.subscriptions.told(chat, {"batch": number})
        return [each.town.id for each in found.towns] if found else []

    async def of_week(self, monday: str = MONDAY, chat: int = READER) -> Any:
        return await self.subscriptions.told(chat, {"monday": monday})

    async def publish(self, *figures: Figure) -> int:
        return await self.office.publish(*figures)


@pytest.fixture
async def post(store: Store, clock: HandClock) -> Post:
    return await Post(store, clock).begin()


@pytest.fixture
async def quick_post(quick_store: Store, clock: HandClock) -> Post:
    return await Post(quick_store, clock).begin()


async def test_one_letter_for_each_reader_and_batch(post: Post) -> None:
    await post.wish("any")
    await post.wish("any", "town", "ridder")
    await post.wish("tier", "oblast", "karaganda", OTHER)
    await post.wish("any", "town", "aksu", THIRD)
    await post.wish("any", "oblast", "east_kazakhstan", GROUP)
    assert await post.publish(figure(), figure("kentau")) == 1
    await post.publish(figure("aksu"))
    assert await post.letters() == [
        (GROUP, "figures: 1"),
        (READER, "figures: 1"),
        (READER, "figures: 2"),
        (THIRD, "figures: 2"),
    ]
    assert await post.heard(1) == ["ridder", "kentau"]
    assert await post.heard(1, GROUP) == ["ridder"]
    assert await post.heard(1, THIRD) == []


async def test_what_is_true_when_it_is_sent_is_told(post: Post) -> None:
    await post.wish("any")
    await post.publish(figure())
    await post.wish("any", wanted=False)
    assert await post.heard(1) == []
    await post.wish("any", "town", "ridder")
    found = await post.subscriptions.told(READER, {"batch": 1})
    assert found
    assert found.wishes == (Subscription(READER, "town", "ridder", "any", "kk"),)
    assert isinstance(found.about, Batch)
    assert (found.about.number, found.undone_by) == (1, None)
    undoing = await post.office.imports.undo(EDITOR, 1, post.office.cause())
    await post.office.imports.confirm(
        PUBLISHER, undoing.proposal.number, undoing.run.digest, post.office.cause(PUBLISHER)
    )
    await post.published.refresh()
    found = await post.subscriptions.told(READER, {"batch": 1})
    assert found
    assert found.undone_by == 2
    assert await post.letters() == [(READER, "figures: 1"), (READER, "figures: 2")]


async def test_nobody_is_woken(quick_post: Post) -> None:
    quick_post.clock.now = datetime(2026, 3, 2, 21, tzinfo=KAZAKHSTAN) + timedelta(hours=5)
    await quick_post.wish("any")
    await quick_post.publish(figure())
    assert await quick_post.due(READER, "figures: 1") == datetime(2026, 3, 3, 8, tzinfo=KAZAKHSTAN)


async def test_the_week_is_told_once_on_monday_morning(post: Post) -> None:
    await post.publish(figure("aksu"))
    await post.wish("week")
    await post.publish(figure())
    post.clock.forward(timedelta(days=3))
    await post.publish(figure(value=LOW))
    post.clock.forward(timedelta(days=4))
    await post.publish(figure("kentau"))
    assert await post.letters() == [(READER, "week: 2026-03-02"), (READER, "week: 2026-03-09")]
    assert await post.due(READER, "week: 2026-03-02") == datetime(2026, 3, 9, 9, tzinfo=KAZAKHSTAN)
    found = await post.of_week()
    assert {each.town.id for each in found.towns} == {"aksu", "ridder"}
    assert found.about == Week(date.fromisoformat(MONDAY))
    [ridder] = [each for each in found.towns if each.town.id == "ridder"]
    assert [(each.before, each.after.value) for each in ridder.figures] == [(None, LOW)]
    assert [each.town.id for each in (await post.of_week("2026-03-09")).towns] == ["kentau"]
    assert await post.of_week("2026-03-16") is None
    await post.wish("week", wanted=False)
    assert await post.of_week() is None


async def test_a_methodology_that_this_program_cannot_read_is_left_to_one_that_can(quick_post: Post) -> None:
    await quick_post.wish("any")
    with pytest.raises(Unknown):
        await quick_post.subscriptions.told(READER, {"issue": 1})


async def test_what_was_undone_within_the_week_is_no_news_of_it(quick_post: Post) -> None:
    await quick_post.wish("week")
    await quick_post.publish(figure())
    undoing = await quick_post.office.imports.undo(EDITOR, 1, quick_post.office.cause())
    await quick_post.office.imports.confirm(
        PUBLISHER, undoing.proposal.number, undoing.run.digest, quick_post.office.cause(PUBLISHER)
    )
    assert await quick_post.of_week() is None


async def test_a_dry_run_says_how_many_would_hear_of_it(post: Post) -> None:
    await post.wish("any")
    await post.wish("tier", "town", "aksu", OTHER)
    await post.wish("week", "town", "ridder", OTHER)
    await post.wish("any", chat=THIRD)
    await People(post.store, post.clock).mark_blocked(THIRD)
    run = dry_run(post.office.published.now().ledger, catalogue().innovation, [figure()])
    assert await Proposals(post.store, catalogue()).audience(run) == 2
    await post.publish(figure())
    assert await post.letters() == [(READER, "figures: 1"), (OTHER, "week: 2026-03-02")]


async def test_wishes_are_kept_changed_and_ended(post: Post) -> None:
    subscriptions = post.subscriptions
    assert (await subscriptions.watched(READER, "town", "ridder")).kinds == frozenset()
    await post.wish("any", "town", "ridder")
    await post.wish("week", "town", "ridder")
    await post.wish("tier", "oblast", "karaganda")
    await post.wish("tier")
    of_all, oblast, town = await subscriptions.of(READER)
    assert (of_all.extent, of_all.place) == ("all", None)
    assert of_all.kinds == {"tier"}
    assert (oblast.id, oblast.place) == ("karaganda", catalogue().oblast("karaganda").name)
    assert town.id == "ridder"
    assert town.kinds == {"any", "week"}
    assert await subscriptions.watched(READER, "town", "ridder") == town
    await post.wish("any", "town", "ridder", wanted=False)
    assert (await subscriptions.watched(READER, "town", "ridder")).kinds == {"week"}
    await post.wish("tier", chat=OTHER)
    cause = post.cause(READER)
    await subscriptions.end(READER, cause)
    assert await subscriptions.of(READER) == ()
    assert len(await subscriptions.of(OTHER)) == 1
    await post.wish("tier")
    await subscriptions.end(READER, cause)
    assert len(await subscriptions.of(READER)) == 1


async def test_a_wish_delivered_again_changes_nothing(post: Post) -> None:
    first = Subscription(READER, "town", "ridder", "any", "kk")
    cause = post.cause(READER)
    await post.subscriptions.wish(READER, first, cause, wanted=True)
    await post.wish("any", "town", "ridder", wanted=False)
    await post.subscriptions.wish(READER, first, cause, wanted=True)
    assert await post.subscriptions.of(READER) == ()


@pytest.mark.parametrize(("extent", "place"), [("town", "atlantis"), ("oblast", "atlantis")])
async def test_what_is_not_there_cannot_be_wished_for(quick_post: Post, extent: Extent, place: str) -> None:
    with pytest.raises(Unknown):
        await quick_post.wish("any", extent, place)
    with pytest.raises(Unknown):
        await quick_post.subscriptions.watched(READER, extent, place)


async def test_a_group_takes_its_wishes_and_letters_along_to_another_id(post: Post) -> None:
    people, new = People(post.store, post.clock), -100_000_006
    await post.wish("any", chat=GROUP)
    await post.publish(figure())
    await people.move_group(GROUP, new, post.cause(GROUP))
    assert await post.subscriptions.of(GROUP) == ()
    assert await post.heard(1, new) == ["ridder"]
    assert await post.letters() == [(new, "figures: 1")]
    await people.gone(new)
    assert await post.subscriptions.of(new) == ()


async def test_news_of_a_few_batches_are_kept_at_hand(quick_post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int]] = []
    real = Subscriptions._told_by

    def counted(self: Subscriptions, ledger: Ledger, span: Span) -> Any:
        made.append((span.first, span.last))
        return real(self, ledger, span)

    monkeypatch.setattr(Subscriptions, "_told_by", counted)
    await quick_post.wish("any")
    await quick_post.wish("any", chat=OTHER)
    for year in range(2021, 2026):
        await quick_post.publish(figure(year=year))
    for number in (1, 1, 2, 3, 4, 5, 5, 1):
        for chat in (READER, OTHER):
            assert await quick_post.heard(number, chat) == ["ridder"]
    assert made == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (1, 1)]


async def test_a_letter_is_planned_for_whoever_has_something_to_hear_and_for_nobody_else(quick_post: Post) -> None:
    """Who is written to is decided as it is published, what they are told when it is sent: by one and the same rule."""
    chance = random.Random(5)
    towns, oblasts = [each.id for each in catalogue().towns], [*catalogue().oblasts]
    readers = range(READER, READER + 60)
    for chat in readers:
        for _ in range(chance.randint(1, 3)):
            extent: Extent = chance.choice(("town", "oblast", "all"))
            place = {"town": chance.choice(towns), "oblast": chance.choice(oblasts), "all": ""}[extent]
            await quick_post.wish(chance.choice(("tier", "any", "week")), extent, place, chat)
    planned, batches = set(await quick_post.letters()), list[int]()
    assert {key for _, key in planned} == {f"week: {MONDAY}"}  # of those who wished for it
    for _ in range(4):
        some = chance.sample(towns, 5)
        whole = whole_town(chance.choice(("ridder", "zhezkazgan", "aksu")), chance.choice((0, -1)))
        changed = {key_of(each): each for each in (*(figure(town, LOW - len(batches)) for town in some), *whole)}
        batches.append(await quick_post.publish(*changed.values()))
    written = await quick_post.letters()
    told = [(chat, number) for chat in readers for number in batches if await quick_post.heard(number, chat)]
    assert sorted((chat, int(key.split()[1])) for chat, key in written if key.startswith("figures")) == sorted(told)
    assert 0 < len(told) < len(readers) * len(batches)
    weekly = {chat for chat in readers if await quick_post.of_week(chat=chat)}
    assert weekly <= {chat for chat, key in written if key.startswith("week")}
