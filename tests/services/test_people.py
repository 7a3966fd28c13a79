import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import FrozenInstanceError

import asyncpg
import pytest
from sqlalchemy import Engine, event, func, select, text

from core.access import EVERYWHERE, Role
from core.services.people import Cause, Group, People, Person
from core.store import news
from core.store.inbox import Inbox
from core.store.tables import dialogues, metadata
from core.store.tables import people as people_table
from core.store.work import Store
from tests.databases import HandClock

AIGUL, BOLAT, GROUP, SUPERGROUP = 7_000_000_001, 7_000_000_002, -4_000_000_009, -1_000_000_000_009


@pytest.fixture
def people(store: Store, clock: HandClock) -> People:
    return People(store, clock)


@pytest.fixture
async def elsewhere(store: Store, database_url: str, clock: HandClock) -> AsyncIterator[People]:
    """The same database, migrated by `store`, seen by another worker."""
    other = await Store.open(database_url, clock)
    yield People(other, clock)
    await other.close()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that goes to any database meanwhile."""
    seen: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", see)


async def rows(store: Store) -> int:
    async with store.reading() as work:
        counts = [
            (await work.transaction.connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        ]
    return sum(counts)


async def eventually(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await true():  # noqa: ASYNC110  # what is awaited happens in the database
            await asyncio.sleep(0.01)


async def test_a_stranger_is_a_resident_and_is_not_written_down(people: People, store: Store) -> None:
    assert await people.who(AIGUL) == Person(id=AIGUL, language=None, blocked=False, grants={})
    assert await people.group(GROUP) == Group(id=GROUP, language=None)
    assert await people.dialogue(GROUP, AIGUL) is None
    assert await rows(store) == 0


async def test_a_stranger_costs_one_read_and_an_acquaintance_none(people: People) -> None:
    with statements() as seen:
        await people.who(AIGUL)
        await people.group(GROUP)
        await people.dialogue(AIGUL, AIGUL)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 3
    with statements() as seen:
        for _ in range(100):
            await people.who(AIGUL)
            await people.group(GROUP)
            await people.dialogue(AIGUL, AIGUL)
    assert seen == []


async def test_an_update_that_changes_nothing_writes_nothing(people: People) -> None:
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.choose_group_language(GROUP, "ru", Cause(GROUP, 2))
    await people.who(AIGUL)
    await people.group(GROUP)
    await people.dialogue(AIGUL, AIGUL)
    with statements() as seen:
        await people.choose_language(AIGUL, "kk", Cause(AIGUL, 3))
        await people.choose_group_language(GROUP, "ru", Cause(GROUP, 4))
        await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 5))
        await people.mark_reachable(AIGUL)
    assert seen == []


async def test_a_language_is_chosen_and_changed(people: People, elsewhere: People) -> None:
    await people.choose_language(AIGUL, "ru", Cause(AIGUL, 1))
    assert (await people.who(AIGUL)).language == "ru"
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 2))
    await people.choose_group_language(GROUP, "en", Cause(GROUP, 3))
    await people.choose_group_language(GROUP, "ru", Cause(GROUP, 4))
    for seen_by in (people, elsewhere):
        assert (await seen_by.who(AIGUL)).language == "kk"
        assert (await seen_by.who(BOLAT)).language is None
        assert (await seen_by.group(GROUP)).language == "ru"


async def test_what_somebody_speaks_is_kept_of_those_who_hold_a_role_and_is_no_choice(people: People) -> None:
    await people.hear(await people.who(BOLAT), "ru", Cause(BOLAT, 1))
    assert (people.heard(BOLAT), (await people.who(BOLAT)).language) == ("ru", None)
    await people.seed_owners([AIGUL])
    as_met = await people.who(AIGUL)
    await people.hear(as_met, "ru", Cause(AIGUL, 2))
    for update_id in (2, 3):
        await people.hear(as_met, "kk", Cause(AIGUL, update_id))
    assert (people.heard(AIGUL), (await people.who(AIGUL)).language) == (None, "ru")
    await people.choose_language(AIGUL, "en", Cause(AIGUL, 3))
    assert (await people.who(AIGUL)).language == "en"
    await people.forget(BOLAT, Cause(BOLAT, 4))
    assert people.heard(BOLAT) is None


async def test_an_update_delivered_late_again_changes_nothing(people: People) -> None:
    for first, update_id in (("ru", 1), ("kk", 2)):
        await people.choose_language(AIGUL, "ru" if first == "ru" else "kk", Cause(AIGUL, update_id))
        await people.choose_group_language(GROUP, "ru" if first == "ru" else "kk", Cause(GROUP, update_id))
    await people.choose_language(AIGUL, "ru", Cause(AIGUL, 1))
    await people.choose_group_language(GROUP, "ru", Cause(GROUP, 1))
    assert (await people.who(AIGUL)).language == "kk"
    assert (await people.group(GROUP)).language == "kk"


ACTS = ("kk", "ru", "begin", "end", "forget")
TALES = [acts for acts in itertools.product(ACTS, repeat=3) if "ru" not in acts[: [*acts, "kk"].index("kk")]]
"""All that a person can do in three steps. The first language chosen is Kazakh: what is then true of it is true of
Russian, for nothing is done differently for either.
"""


async def act(people: People, name: str, person: int, update_id: int) -> None:
    cause = Cause(person, update_id)
    match name:
        case "begin":
            await people.begin_dialogue(person, person, "sum", {"asked by": update_id}, cause)
        case "end":
            await people.end_dialogue(person, person, cause)
        case "forget":
            await people.forget(person, cause)
        case _:
            await people.choose_language(person, "ru" if name == "ru" else "kk", cause)


@pytest.mark.no_cover  # a hundred tales of the same few acts
async def test_whatever_is_delivered_again_with_all_that_followed_it_changes_nothing(
    store: Store, clock: HandClock
) -> None:
    """Some of them change nothing the first time, and leave nothing by which they are known."""
    people = People(store, clock)

    async def standing(person: int) -> object:
        async with store.reading() as work:
            theirs = [select(table).where(table.c.person_id == person) for table in (people_table, dialogues)]
            return [(await work.transaction.connection.execute(query)).all() for query in theirs]

    for person, acts in enumerate(TALES, AIGUL):
        for number, name in enumerate(acts):
            await act(people, name, person, number)
        before = await standing(person)
        for first in range(len(acts)):
            for number in range(first, len(acts)):
                await act(people, acts[number], person, number)
            assert await standing(person) == before, f"{acts} again from {acts[first]}"


async def test_one_who_blocked_the_bot_is_marked_until_they_write(people: People) -> None:
    await people.mark_blocked(AIGUL)
    assert (await people.who(AIGUL)).blocked
    with statements() as seen:
        await people.mark_blocked(AIGUL)
    assert seen == []
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.mark_reachable(AIGUL)
    assert await people.who(AIGUL) == Person(id=AIGUL, language="kk")


async def test_a_group_that_moves_keeps_its_language(people: People) -> None:
    await people.choose_group_language(GROUP, "kk", Cause(GROUP, 1))
    await people.begin_dialogue(GROUP, AIGUL, "sum", {}, Cause(GROUP, 2))
    for chat in (GROUP, SUPERGROUP):
        await people.group(chat)
    assert await people.dialogue(GROUP, AIGUL) is not None
    await people.move_group(GROUP, SUPERGROUP, Cause(GROUP, 3))
    assert (await people.group(SUPERGROUP)).language == "kk"
    assert (await people.group(GROUP)).language is None
    assert await people.dialogue(GROUP, AIGUL) is None


async def test_a_group_that_moves_does_not_undo_what_was_chosen_since(people: People) -> None:
    await people.choose_group_language(GROUP, "kk", Cause(GROUP, 1))
    await people.move_group(GROUP, SUPERGROUP, Cause(GROUP, 2))
    await people.choose_group_language(GROUP, "en", Cause(GROUP, 3))
    await people.choose_group_language(SUPERGROUP, "ru", Cause(SUPERGROUP, 4))
    await people.move_group(GROUP, SUPERGROUP, Cause(GROUP, 2))
    assert (await people.group(GROUP)).language == "en"
    await people.move_group(GROUP, SUPERGROUP, Cause(GROUP, 5))
    assert (await people.group(SUPERGROUP)).language == "ru"


async def test_a_group_without_a_choice_moves_too(people: People, store: Store) -> None:
    await people.move_group(GROUP, SUPERGROUP, Cause(GROUP, 1))
    assert await people.group(SUPERGROUP) == Group(id=SUPERGROUP)
    assert await rows(store) == 1  # the update itself


async def test_what_is_remembered_needs_no_database(people: People) -> None:
    with statements() as seen:
        assert people.remembered(AIGUL) is None
    assert seen == []
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    met = await people.who(AIGUL)
    assert people.remembered(AIGUL) is met


async def test_a_dialogue_is_of_one_person_in_one_chat(people: People, clock: HandClock) -> None:
    await people.begin_dialogue(GROUP, AIGUL, "sum", {"town": "Теміртау"}, Cause(GROUP, 1))
    dialogue = await people.dialogue(GROUP, AIGUL)
    assert dialogue is not None
    assert (dialogue.name, dialogue.data, dialogue.since) == ("sum", {"town": "Теміртау"}, clock())
    assert await people.dialogue(GROUP, BOLAT) is None
    assert await people.dialogue(AIGUL, AIGUL) is None
    with pytest.raises(FrozenInstanceError):
        dialogue.name = "other"  # type: ignore[misc]  # the point


async def test_a_dialogue_goes_on_and_ends(people: People) -> None:
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 1))
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {"sum": 1}, Cause(AIGUL, 2))
    dialogue = await people.dialogue(AIGUL, AIGUL)
    assert dialogue is not None
    assert dialogue.data == {"sum": 1}
    await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 3))
    assert await people.dialogue(AIGUL, AIGUL) is None


async def test_a_dialogue_is_not_reopened_or_closed_by_a_late_repetition(people: People) -> None:
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 1))
    await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 2))
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 1))
    assert await people.dialogue(AIGUL, AIGUL) is None
    await people.begin_dialogue(AIGUL, AIGUL, "town", {}, Cause(AIGUL, 3))
    await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 2))
    assert await people.dialogue(AIGUL, AIGUL) is not None


async def test_whoever_ends_a_dialogue_hears_that_there_was_one_also_at_a_repetition(
    people: People, elsewhere: People
) -> None:
    assert not await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 1))
    assert not await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 1))
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 2))
    assert await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 3))
    for again in (people, elsewhere):
        assert await again.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 3))
    assert not await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 4))


async def test_ending_a_dialogue_that_another_worker_has_ended_is_still_ending_it(store: Store, people: People) -> None:
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 1))
    assert await people.dialogue(AIGUL, AIGUL)
    async with store.writing(Cause(AIGUL, 2), "dialogue") as work:
        await work.transaction.connection.execute(text("DELETE FROM dialogues"))
    assert await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 2))


async def test_one_update_may_end_a_dialogue_and_choose_a_language(people: People) -> None:
    await people.begin_dialogue(AIGUL, AIGUL, "language", {}, Cause(AIGUL, 1))
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 2))
    await people.end_dialogue(AIGUL, AIGUL, Cause(AIGUL, 2))
    assert await people.dialogue(AIGUL, AIGUL) is None


async def test_owners_are_those_of_the_settings(people: People, store: Store) -> None:
    await people.seed_owners([AIGUL, BOLAT, AIGUL])
    assert (await people.who(AIGUL)).roles == {Role.RESIDENT, Role.OWNER}
    with statements() as seen:
        await people.seed_owners([BOLAT])
    assert seen
    assert (await people.who(AIGUL)).roles == {Role.RESIDENT}
    assert (await people.who(BOLAT)).roles == {Role.RESIDENT, Role.OWNER}
    await people.seed_owners([])
    assert (await people.who(BOLAT)).roles == {Role.RESIDENT}
    assert await rows(store) == 0


async def test_an_owner_made_by_a_person_does_not_hang_on_the_settings(people: People, store: Store) -> None:
    await people.seed_owners([AIGUL, BOLAT])
    async with store.writing() as work:
        await work.transaction.connection.execute(
            text("UPDATE grants SET granted_by = :by WHERE person_id = :who"), {"by": AIGUL, "who": BOLAT}
        )
    await people.seed_owners([])
    assert (await people.who(BOLAT)).roles == {Role.RESIDENT, Role.OWNER}


async def test_two_workers_that_start_at_once_seed_the_same_owners(people: People, elsewhere: People) -> None:
    await asyncio.gather(people.seed_owners([AIGUL, BOLAT]), elsewhere.seed_owners([BOLAT, AIGUL]))
    assert Role.OWNER in (await elsewhere.who(AIGUL)).roles


async def test_everything_about_a_person_is_ready_for_a_file(people: People, store: Store, clock: HandClock) -> None:
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.choose_language(BOLAT, "ru", Cause(BOLAT, 2))
    await people.begin_dialogue(GROUP, AIGUL, "sum", {"town": "Теміртау"}, Cause(GROUP, 3))
    await people.seed_owners([AIGUL])
    await Inbox(store).keep([(4, b'{"update_id": 4, "message": {"from": {"id": 7000000001}, "text": "hi"}}')])
    now = clock().isoformat()
    everything = await people.everything_about(AIGUL)
    due = everything["inbox"][0]["due"]
    assert json.loads(json.dumps(everything)) == {
        "asked_at": now,
        "people": [{"person_id": AIGUL, "language": "kk", "blocked_at": None, "since": now}],
        "applied": [{"chat_id": AIGUL, "act": "language", "update_id": 1, "at": now}],
        "dialogues": [
            {"chat_id": GROUP, "person_id": AIGUL, "name": "sum", "data": {"town": "Теміртау"}, "since": now}
        ],
        "grants": [{"person_id": AIGUL, "role": "owner", "granted_at": now, "granted_by": None, "places": None}],
        "inbox": [
            {
                "update_id": 4,
                "kept_at": now,
                "due": due,
                "attempts": 0,
                "body": {"update_id": 4, "message": {"from": {"id": AIGUL}, "text": "hi"}},
            }
        ],
    }


async def test_a_forgotten_person_is_a_stranger_again(people: People, store: Store, clock: HandClock) -> None:
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.begin_dialogue(GROUP, AIGUL, "sum", {}, Cause(GROUP, 2))
    await people.begin_dialogue(AIGUL, AIGUL, "sum", {}, Cause(AIGUL, 3))
    await Inbox(store).keep([(4, b'{"update_id": 4, "message": {"from": {"id": 7000000001}, "text": "hi"}}')])
    for chat in (GROUP, AIGUL):
        assert await people.dialogue(chat, AIGUL) is not None
    await people.forget(AIGUL, Cause(AIGUL, 5))
    assert await people.who(AIGUL) == Person(id=AIGUL)
    for chat in (GROUP, AIGUL):
        assert await people.dialogue(chat, AIGUL) is None
    assert await people.everything_about(AIGUL) == {"asked_at": clock().isoformat()}
    assert await Inbox(store).claim(everything=True) == []


async def test_being_forgotten_is_not_repeated_after_a_new_beginning(people: People) -> None:
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.forget(AIGUL, Cause(AIGUL, 2))
    await people.choose_language(AIGUL, "ru", Cause(AIGUL, 3))
    await people.forget(AIGUL, Cause(AIGUL, 2))
    assert (await people.who(AIGUL)).language == "ru"
    await people.forget(AIGUL, Cause(AIGUL, 4))
    assert (await people.who(AIGUL)).language is None


async def test_being_forgotten_is_not_taken_for_the_wish_of_another(people: People) -> None:
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.forget(BOLAT, Cause(BOLAT, 3))
    await people.forget(AIGUL, Cause(AIGUL, 2))
    assert await people.who(AIGUL) == Person(id=AIGUL)


async def test_a_late_wish_to_be_forgotten_is_done_even_if_something_was_chosen_since(people: People) -> None:
    """Two workers may have taken the two updates up in the other order."""
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 3))
    await people.forget(AIGUL, Cause(AIGUL, 2))
    assert await people.who(AIGUL) == Person(id=AIGUL)


async def test_nothing_is_left_of_one_who_blocked_the_bot_when_all_is_delivered_again(
    people: People, store: Store
) -> None:
    for _ in range(2):
        await people.mark_blocked(AIGUL)
        await people.mark_reachable(AIGUL)
        await people.forget(AIGUL, Cause(AIGUL, 3))
        assert await rows(store) == 1  # that an update was done, and not whose


async def test_an_owner_who_is_forgotten_stays_an_owner(people: People) -> None:
    await people.seed_owners([AIGUL])
    await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await people.forget(AIGUL, Cause(AIGUL, 2))
    assert await people.who(AIGUL) == Person(id=AIGUL, grants={Role.OWNER: EVERYWHERE})


async def test_memory_is_bounded_and_forgets_the_longest_unseen(store: Store, clock: HandClock) -> None:
    people = People(store, clock, cache_size=2)
    for person in (1, 2, 1, 3):
        await people.who(person)
    with statements() as seen:
        await people.who(1)
        await people.who(3)
    assert seen == []
    with statements() as seen:
        await people.who(2)
    assert seen != []


async def test_a_row_read_before_a_change_and_returned_after_it_is_not_remembered(
    people: People, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = asyncio.Event(), asyncio.Event()
    reading_unit = store.reading

    class SlowReading:
        async def __aenter__(self) -> object:
            self.unit = reading_unit()
            return await self.unit.__aenter__()

        async def __aexit__(self, *error: object) -> None:
            await self.unit.__aexit__(None, None, None)
            read.set()
            await go_on.wait()

    with monkeypatch.context() as patch:
        patch.setattr(store, "reading", SlowReading)
        late = asyncio.create_task(people.who(AIGUL))
        await read.wait()
    async with store.writing() as work:
        await work.people.choose_language(AIGUL, "kk")
    go_on.set()
    assert (await late).language is None
    assert (await people.who(AIGUL)).language == "kk"


async def test_a_read_that_fails_is_tried_again(people: People, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(store, "reading", lambda: (_ for _ in ()).throw(OSError))
        with pytest.raises(OSError):  # noqa: PT011  # it has no words
            await people.who(AIGUL)
    assert await people.who(AIGUL) == Person(id=AIGUL)


async def test_a_change_is_not_seen_before_its_commit(people: People, store: Store) -> None:
    await people.who(AIGUL)
    async with store.writing() as work:
        await work.people.choose_language(AIGUL, "kk")
        assert (await people.who(AIGUL)).language is None
    assert (await people.who(AIGUL)).language == "kk"


class TestOtherWorkers:
    @pytest.fixture
    def database_url(self, migrated_postgresql_url: str) -> str:
        """Only PostgreSQL has several workers."""
        return migrated_postgresql_url

    @pytest.fixture(autouse=True)
    def quickly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(news, "AGAIN", 0.05)

    @pytest.fixture
    async def listening(self, elsewhere: People, people: People) -> AsyncIterator[People]:
        task = asyncio.create_task(elsewhere.listen())

        async def heard() -> bool:
            """A first change that arrives shows that the line is open."""
            await people.mark_blocked(BOLAT)
            await people.mark_reachable(BOLAT)
            return await lines_to(people) == 1

        await eventually(heard)
        yield elsewhere
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_every_kind_of_change_is_heard(self, people: People, listening: People) -> None:
        for person in (AIGUL, BOLAT):
            await listening.who(person)
        await listening.group(GROUP)
        await listening.dialogue(GROUP, AIGUL)

        await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
        await people.choose_group_language(GROUP, "ru", Cause(GROUP, 2))
        await people.begin_dialogue(GROUP, AIGUL, "sum", {}, Cause(GROUP, 3))
        await people.seed_owners([BOLAT])

        async def all_known() -> bool:
            return (
                (await listening.who(AIGUL)).language == "kk"
                and Role.OWNER in (await listening.who(BOLAT)).roles
                and (await listening.group(GROUP)).language == "ru"
                and await listening.dialogue(GROUP, AIGUL) is not None
            )

        await eventually(all_known)
        await people.forget(AIGUL, Cause(AIGUL, 4))

        async def all_forgotten() -> bool:
            return (await listening.who(AIGUL)).language is None and await listening.dialogue(GROUP, AIGUL) is None

        await eventually(all_forgotten)

    async def test_what_was_missed_while_the_line_was_cut_is_read_again(
        self, people: People, listening: People, database_url: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        await listening.who(AIGUL)
        server = await asyncpg.connect(database_url.replace("+asyncpg", ""))
        await server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        await people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))

        async def known() -> bool:
            return (await listening.who(AIGUL)).language == "kk"

        await eventually(known)
        assert "the line to the database was cut" in caplog.text
        await server.close()

    async def test_a_dead_line_is_found_by_asking(
        self, people: People, elsewhere: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(news, "HEARTBEAT", 0.02)
        task = asyncio.create_task(elsewhere.listen())

        async def listens() -> bool:
            return await lines_to(people) == 1

        await eventually(listens)
        monkeypatch.setattr(news, "PATIENCE", 0.000001)  # from now on no answer comes in time

        async def noticed() -> bool:
            return "cannot listen to the database: TimeoutError" in caplog.text

        await eventually(noticed)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def lines_to(people: People) -> int:
    """How many connections to this database listen."""
    async with people._store.reading() as work:
        found = await work.transaction.connection.execute(
            text(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query LIKE 'SELECT 1')"
                " AND pid <> pg_backend_pid()"
            )
        )
        count: int = found.scalar_one()
    return count


async def test_news_of_what_is_not_remembered_is_passed_over(people: People, store: Store) -> None:
    await people.who(AIGUL)
    store.news.tell(news.Change("marks", ("commands",)))
    with statements() as seen:
        await people.who(AIGUL)
    assert seen == []


async def test_a_group_that_moved_keeps_its_language(people: People) -> None:
    await people.move_group(-1, -100, Cause(-1, 1))
    assert (await people.group(-100)).language is None
    await people.choose_group_language(-1, "kk", Cause(-1, 2))
    await people.move_group(-1, -100, Cause(-1, 3))
    assert (await people.group(-100)).language == "kk"
