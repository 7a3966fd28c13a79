"""Content on its way to everybody's screen: impact, proposal, two confirmations, undo; all of it or nothing."""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from core.access import EVERYWHERE, Role
from core.cases import Case, Event
from core.catalogue import Catalogue, Unknown
from core.content import NEWS, Files, Issue, Part
from core.files.content import Folder
from core.files.definitions import load
from core.flaws import Flaw, FlawKind
from core.issuing import Concerned, Issued, Same, Seconding, Stale
from core.services.audit import Tampered
from core.services.contents import BadData, NotAllowed, Unfit
from core.services.guide import Guide
from core.services.published import Published, Unreadable
from core.services.scores import Scores
from core.store.concerned import DATES, tell
from core.store.tables import applications, audit, outbox
from core.store.tables_content import content_drafts, content_files, content_issues
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import DATA, catalogue
from tests.content import (
    AUTUMN,
    MARK,
    Ministry,
    Newer,
    Read,
    applied,
    calendar,
    contacts,
    data,
    ministry,
    moon,
    offices,
    settled,
    spoilt,
    tiers,
    zipped,
)
from tests.databases import HandClock
from tests.publishing import EDITOR, LOCAL, NOBODY, OWNER, PUBLISHER, SECOND, figure
from tests.services.test_published import beside, within_a_second

CONTACTS = ("directory.yaml", contacts())
ROADS = data("methodology/innovation.yaml").replace(
    b"most: 100\n    bands:\n      - { score: 0, above: 50", b"most: 90\n    bands:\n      - { score: 0, above: 50"
)
"""More than 90 % bad roads there are not."""
SOURCES = Part("sources.yaml", data("sources.yaml") + b"# seen\n")


@pytest.fixture
async def at(quick_store: Store, clock: HandClock) -> Ministry:
    return await ministry(quick_store, clock)


async def issued(at: Ministry, name: str, body: bytes, *, confirm: tuple[int, int] = (PUBLISHER, SECOND)) -> Issued:
    proposed = await at.contents.propose(EDITOR, name, body, at.office.cause())
    return await both(at, proposed.proposal.number, proposed.proposal.digest, confirm)


async def both(at: Ministry, number: int, digest: str, by: tuple[int, int] = (PUBLISHER, SECOND)) -> Issued:
    first = await at.contents.confirm(by[0], number, digest, at.office.cause(by[0]))
    assert isinstance(first, Seconding)
    outcome = await at.contents.confirm(by[1], number, digest[:8], at.office.cause(by[1]))
    assert isinstance(outcome, Issued)
    return outcome


async def test_from_a_file_to_everybody_and_back(store: Store, clock: HandClock) -> None:
    at = await ministry(store, clock)
    heard: list[str] = []
    at.published.subscribe(lambda catalogue: heard.append(catalogue.version))
    proposed = await at.contents.propose(EDITOR, *CONTACTS, at.office.cause(), reason="қоңырау шалдық")
    number, digest = proposed.proposal.number, proposed.proposal.digest
    [change] = proposed.impact.contacts
    assert (change.fate, change.contact.town, change.contact.phone) == ("new", "temirtau", "8 7213 12-34-56")
    assert proposed.concerned == Concerned(0, 0)
    assert [each.number for each in await at.contents.waiting(PUBLISHER, None)] == [number]
    assert await at.contents.find(PUBLISHER, number, None) == proposed
    with pytest.raises(NotAllowed):
        await at.contents.confirm(EDITOR, number, digest, at.office.cause())
    for _ in range(2):  # one alone is not two
        first = await at.contents.confirm(PUBLISHER, number, digest, at.office.cause(PUBLISHER))
        assert isinstance(first, Seconding)
    assert at.published.catalogue.content == 0
    outcome = await at.contents.confirm(SECOND, number, digest[:8], at.office.cause(SECOND))
    assert isinstance(outcome, Issued)
    assert (outcome.issue.number, outcome.issue.reason) == (1, "қоңырау шалдық")
    assert outcome.issue.by != outcome.issue.seconded_by
    assert outcome.concerned == Concerned(0, 0)
    assert [each.phone for each in at.published.catalogue.directory.of("temirtau", "centre")] == ["8 7213 12-34-56"]
    again = await at.contents.confirm(SECOND, number, digest, at.office.cause(SECOND))
    assert again == Issued(outcome.issue)
    undoing = await at.contents.undo(EDITOR, 1, at.office.cause(), reason="қате")
    assert [each.fate for each in undoing.impact.contacts] == ["gone"]
    await both(at, undoing.proposal.number, undoing.proposal.digest)
    assert at.published.catalogue.version == Read(DATA).over({}).version
    elsewhere, _ = offices(store, clock)
    await elsewhere.refresh()
    assert elsewhere.issues == at.published.issues
    assert heard[-1] == elsewhere.catalogue.version != heard[0]
    assert [each.undoes for each in await at.contents.history(EDITOR, None)] == [1, None]
    assert [each.entry.act for each in reversed(await at.office.audit.read(OWNER, None))] == [
        "propose content", "denied", "confirm content", "confirm content", "publish content",
        "propose content", "confirm content", "undo content",
    ]  # fmt: skip
    assert (await at.office.audit.verify()).entries == 8


async def test_another_worker_has_it_in_force(store: Store, database_url: str, clock: HandClock) -> None:
    """Within a second, and the bench says how long; here it is enough that nobody has to ask or to start anew."""
    at = await ministry(store, clock)
    other = await Store.open(database_url, clock)
    published, _ = offices(other, clock)
    renewed = asyncio.Event()
    published.subscribe(lambda _: renewed.set())
    tasks = [asyncio.create_task(each) for each in (published.watch(), other.listen())]
    await issued(at, *CONTACTS)
    await asyncio.wait_for(renewed.wait(), 20)
    assert published.catalogue.directory.of("temirtau", "centre") != ()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await other.close()


async def test_what_was_published_cannot_be_changed(store: Store, clock: HandClock) -> None:
    at = await ministry(store, clock)
    await issued(at, *CONTACTS)
    for forbidden in (
        "UPDATE content_issues SET reason = ''",
        "DELETE FROM content_issues",
        "UPDATE content_files SET path = 'sources.yaml'",
        "DELETE FROM content_files",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            async with store.writing() as work:
                await work.transaction.connection.execute(text(forbidden))
    async with store.writing() as work:
        await work.transaction.connection.execute(
            content_files.insert().values(issue=1, path="sources.yaml", body=b"documents: {}")
        )
    with pytest.raises(Tampered, match="issue 1"):
        await at.office.audit.verify()


async def test_each_fault_is_told_with_file_and_line(at: Ministry) -> None:
    broken = spoilt("calendar/2026.yaml", "holiday: capital", "holiday: capitol")
    line = broken[: broken.index(b"capitol")].count(b"\n") + 1
    with pytest.raises(BadData) as bad:
        await at.contents.propose(EDITOR, "2026.yaml", broken, at.office.cause())
    assert bad.value.flaws[0].where.startswith(f"2026.yaml:{line}: ")
    with pytest.raises(Unfit):
        await at.contents.propose(EDITOR, "towns.yaml", b"a: 1", at.office.cause())
    with pytest.raises(Same):
        await at.contents.propose(EDITOR, "2026.yaml", data("calendar/2026.yaml"), at.office.cause())
    assert await at.contents.waiting(EDITOR, None) == ()


async def test_who_is_responsible_for_a_town_may_propose_its_contacts_and_nothing_else(at: Ministry) -> None:
    cause = at.office.cause
    proposed = await at.contents.propose(LOCAL, *CONTACTS, cause(LOCAL))
    assert isinstance(await at.contents.confirm(LOCAL, 1, proposed.proposal.digest, cause(LOCAL)), Seconding)
    for name, body in (("directory.yaml", contacts("rudny")), ("2026.yaml", settled())):
        with pytest.raises(NotAllowed):
            await at.contents.propose(LOCAL, name, body, cause(LOCAL))
    with pytest.raises(NotAllowed):
        await at.contents.propose(NOBODY, *CONTACTS, cause(NOBODY))
    for asked in (at.contents.waiting(NOBODY, None), at.contents.find(NOBODY, 1, None)):
        with pytest.raises(NotAllowed):
            await asked


async def test_a_confirmation_is_of_what_was_seen(at: Ministry) -> None:
    one = await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
    two = await at.contents.propose(EDITOR, "2026.yaml", settled(), at.office.cause())
    for digest in ("", one.proposal.digest[:7], "0" * 64):
        assert isinstance(await at.contents.confirm(PUBLISHER, 1, digest, at.office.cause(PUBLISHER)), Stale)
    await both(at, 1, one.proposal.digest)
    outcome = await at.contents.confirm(PUBLISHER, 2, two.proposal.digest, at.office.cause(PUBLISHER))
    assert isinstance(outcome, Stale)
    with pytest.raises(Unknown):
        await at.contents.confirm(PUBLISHER, 3, two.proposal.digest, at.office.cause(PUBLISHER))


async def test_figures_proposed_over_other_content_are_run_again(at: Ministry) -> None:
    proposed = await at.office.imports.propose(EDITOR, [figure()], at.office.cause())
    await issued(at, "2026.yaml", settled())
    outcome = await at.office.imports.confirm(PUBLISHER, 1, proposed.run.digest, at.office.cause(PUBLISHER))
    assert type(outcome).__name__ == "Stale"


async def test_a_right_taken_away_meanwhile_counts_for_nothing(at: Ministry) -> None:
    proposed = await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
    digest = proposed.proposal.digest
    await at.contents.confirm(PUBLISHER, 1, digest, at.office.cause(PUBLISHER))
    await at.office.rights.revoke(OWNER, PUBLISHER, Role.PUBLISHER, at.office.cause(OWNER))
    assert isinstance(await at.contents.confirm(SECOND, 1, digest, at.office.cause(SECOND)), Seconding)
    assert isinstance(await at.contents.confirm(OWNER, 1, digest, at.office.cause(OWNER)), Issued)


async def test_who_is_forgotten_is_no_first_of_two(at: Ministry, quick_store: Store) -> None:
    proposed = await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
    await at.contents.confirm(PUBLISHER, 1, proposed.proposal.digest, at.office.cause(PUBLISHER))
    async with quick_store.writing() as work:
        await work.traces.erase(PUBLISHER, handled=None)
    outcome = await at.contents.confirm(SECOND, 1, proposed.proposal.digest, at.office.cause(SECOND))
    assert isinstance(outcome, Seconding)


async def test_a_second_delivery_does_nothing_twice(at: Ministry) -> None:
    cause = at.office.cause()
    one = await at.contents.propose(EDITOR, *CONTACTS, cause)
    assert await at.contents.propose(EDITOR, *CONTACTS, cause) == one
    first, second = at.office.cause(PUBLISHER), at.office.cause(SECOND)
    for _ in range(2):
        assert isinstance(await at.contents.confirm(PUBLISHER, 1, one.proposal.digest, first), Seconding)
    done = [await at.contents.confirm(SECOND, 1, one.proposal.digest, second) for _ in range(2)]
    assert [each.issue.number for each in done if isinstance(each, Issued)] == [1, 1]
    assert len(await at.contents.history(EDITOR, None)) == 1


async def test_a_proposal_is_withdrawn_by_its_author_or_a_publisher(at: Ministry, quick_store: Store) -> None:
    for by in (EDITOR, PUBLISHER):
        await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
        number = (await at.contents.waiting(EDITOR, None))[0].number
        await at.office.rights.grant(OWNER, NOBODY, Role.EDITOR, EVERYWHERE, at.office.cause(OWNER))
        with pytest.raises(NotAllowed):
            await at.contents.withdraw(NOBODY, number, at.office.cause(NOBODY))
        cause = at.office.cause(by)
        for _ in range(2):
            await at.contents.withdraw(by, number, cause)
        with pytest.raises(Unknown):
            await at.contents.find(EDITOR, number, None)
    async with quick_store.reading() as work:
        left = await work.transaction.connection.execute(select(content_drafts))
        assert left.all() == []


async def test_old_proposals_are_cleared_away(at: Ministry, quick_store: Store, clock: HandClock) -> None:
    await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
    clock.forward(timedelta(days=31))
    await quick_store.housekeeping()
    assert await at.contents.waiting(EDITOR, None) == ()


async def test_a_file_is_handed_out_as_it_is_in_force(at: Ministry) -> None:
    assert await at.contents.file(EDITOR, "directory.yaml", None) == data("directory.yaml")
    await issued(at, *CONTACTS)
    assert await at.contents.file(EDITOR, "directory.yaml", None) == CONTACTS[1]
    assert "programmes/2012-2020/procedure.yaml" in at.contents.places()
    for path in ("towns.csv", "../README.md", "calendar/2031.yaml"):
        with pytest.raises(Unknown):
            await at.contents.file(EDITOR, path, None)


async def test_an_undo_leaves_what_came_later(at: Ministry) -> None:
    await issued(at, "content.zip", zipped({"directory.yaml": contacts(), "calendar/2026.yaml": settled()}))
    await issued(at, "directory.yaml", contacts(phone="8 7213 65-43-21"))
    undoing = await at.contents.undo(EDITOR, 1, at.office.cause())
    assert (undoing.overtaken, undoing.proposal.parts) == (
        ("directory.yaml",),
        (Part("calendar/2026.yaml", None),),
    )
    await both(at, undoing.proposal.number, undoing.proposal.digest)
    for number, error in ((1, Same), (7, Unknown)):
        with pytest.raises(error):
            await at.contents.undo(EDITOR, number, at.office.cause())


async def letters(store: Store, person: int) -> dict[str, list[datetime]]:
    async with store.reading() as work:
        rows = await work.transaction.connection.execute(select(outbox).where(outbox.c.chat_id == person))
        found: dict[str, list[datetime]] = {}
        for row in rows:
            found.setdefault(row.kind, []).append(row.due_at)
    return found


async def test_applications_whose_dates_move_are_planned_anew_and_told(store: Store, clock: HandClock) -> None:
    clock.now = AUTUMN
    at = await ministry(store, clock)
    await applied(store, clock, 71, consent=True)
    quiet = await applied(store, clock, 72, consent=False)
    before = await letters(store, 71)
    proposed = await at.contents.propose(EDITOR, "2026.yaml", calendar(), at.office.cause())
    assert proposed.concerned == Concerned(applications=2, told=1)
    await both(at, proposed.proposal.number, proposed.proposal.digest)
    after = await letters(store, 71)
    assert after.pop("content") == [clock()]
    assert after != before
    later = Guide(at.published.catalogue, clock)
    async with store.reading() as work:
        case = await work.applications.find(71, 1)
    assert case is not None
    assert sorted(due.at for due in later.plan(case, clock())) == sorted(chain(*after.values()))
    assert await letters(store, 72) == {}
    silent = await quiet.find(72, 1)
    assert (silent.moved_at, silent.last_step_at) == (clock(), case.last_step_at)
    answered = await quiet.record(72, 1, Event("centre", "done", date(2026, 10, 20)), Cause(72, 3))
    assert answered.moved_at is None


class Dead(Exception):
    """What a process that is killed at some step leaves to the database: a connection that breaks off."""


@contextmanager
def dead_at(last: int) -> Iterator[None]:
    """Each statement that writes is a step, and each end of a transaction."""
    left = last

    def step(_: object, __: object = None, statement: str = "COMMIT", *___: object) -> None:
        nonlocal left
        left -= not statement.startswith(("SELECT", "BEGIN"))
        if left == 0:
            raise Dead

    moments = "before_cursor_execute", "commit"
    for moment in moments:
        event.listen(Engine, moment, step)
    yield
    for moment in moments:
        event.remove(Engine, moment, step)


async def kept(store: Store) -> tuple[int, ...]:
    """Issues, files, entries of the record, drafts, letters that tell of it, applications whose dates moved."""
    letters, moved = outbox.c.kind == NEWS, applications.c.moved_at.is_not(None)
    of = select(func.count()).select_from
    counted = (of(each) for each in (content_issues, content_files, audit, content_drafts))
    async with store.reading() as work:
        wanted = (*counted, of(outbox).where(letters), of(applications).where(moved))
        return tuple([(await work.transaction.connection.execute(each)).scalar_one() for each in wanted])


async def test_whatever_step_it_dies_at_it_is_published_whole_or_not_at_all(store: Store, clock: HandClock) -> None:
    """A real kill ends in the same way: see test_publishing_kill.py, where processes that publish figures die."""
    clock.now = AUTUMN
    at = await ministry(store, clock)
    await applied(store, clock, 71, consent=True)
    digest = (await at.contents.propose(EDITOR, "2026.yaml", calendar(), at.office.cause())).proposal.digest
    await at.contents.confirm(PUBLISHER, 1, digest, at.office.cause(PUBLISHER))
    nothing, everything = (0, 0, 2, 1, 0, 0), (1, 1, 3, 0, 1, 1)
    cause, step, found = at.office.cause(SECOND), 0, await kept(store)
    assert found == nothing
    while found == nothing:
        step += 1
        with dead_at(step), suppress(Dead):
            await at.contents.confirm(SECOND, 1, digest, cause)
        found = await kept(store)
        assert found in (nothing, everything)
    assert step > 10
    assert isinstance(await at.contents.confirm(SECOND, 1, digest, cause), Issued)
    assert await kept(store) == everything
    await at.office.audit.verify()


async def test_an_application_stays_with_the_programme_it_began_under(at: Ministry, quick_store: Store) -> None:
    clock = at.office.clock
    clock.now = AUTUMN
    applications = await applied(quick_store, clock, 71, consent=True)
    outcome = await issued(at, "moon.zip", zipped(moon("2026-01-01")))
    assert outcome.concerned == Concerned(1, 1)
    guide = Guide(at.published.catalogue, clock)
    assert guide.standing().edition.id == "fiction"
    case = await applications.find(71, 1)
    assert guide.held(case).standing.edition.id == "2012-2020"
    with pytest.raises(BadData, match="edition_gone value=fiction"):
        await at.contents.undo(EDITOR, 1, at.office.cause())


async def test_a_scale_must_fit_the_figures_that_are_published(at: Ministry) -> None:
    await at.office.publish(figure("ridder", Decimal(95), "2.4"))
    with pytest.raises(BadData) as bad:
        await at.contents.propose(EDITOR, "innovation.yaml", ROADS, at.office.cause())
    assert [(each.file, each.kind) for each in bad.value.flaws] == [("innovation.yaml", FlawKind.FIGURE_UNFIT)]


async def test_new_figures_make_the_impact_of_a_methodology_stale(at: Ministry) -> None:
    proposed = await at.contents.propose(EDITOR, "innovation.yaml", tiers(), at.office.cause())
    assert [(each.town, each.tier_before, each.tier_after) for each in proposed.impact.towns] == [
        ("balkhash", "medium", "low")
    ]
    await at.office.publish(figure("balkhash", Decimal("4.6")))
    number, digest = proposed.proposal.number, proposed.proposal.digest
    assert isinstance(await at.contents.confirm(PUBLISHER, number, digest, at.office.cause(PUBLISHER)), Stale)


async def test_a_day_before_another_methodology_is_scored_by_what_was_in_force(
    at: Ministry, quick_store: Store, clock: HandClock
) -> None:
    before = clock()
    clock.forward(timedelta(days=3))
    await issued(at, *CONTACTS)
    await issued(at, "innovation.yaml", tiers())
    between = clock()
    clock.forward(timedelta(days=3))
    await issued(at, "innovation.yaml", data("methodology/innovation.yaml"))
    elsewhere, _ = offices(quick_store, clock)  # another process reads all issues at once
    for published in (at.published, elsewhere):
        await published.refresh()
        scores = Scores(published.catalogue, published.now, published.methodology)
        then = [scores.then("balkhash", day=each.date()).then.card for each in (before, between, clock())]
        assert [each and each.tier for each in then] == ["medium", "low", "medium"]
        assert published.past(published_by=between).cards["balkhash"].tier == "low"


async def test_what_later_content_has_mended_is_no_obstacle(at: Ministry, quick_store: Store) -> None:
    await issued(at, *CONTACTS)
    await issued(at, "innovation.yaml", tiers())
    folder = Read(DATA)

    def both_or_nothing(catalogue: Catalogue, files: Files, changed: Collection[str]) -> Catalogue:
        if len(files) < 2:
            raise BadData([Flaw("directory.yaml", FlawKind.MISSING, {"key": "other"}, 1)])
        return folder.renewed(catalogue, files, changed)

    published = Published(quick_store, folder.over({}), both_or_nothing)
    assert (await published.refresh()).cards["balkhash"].tier == "low"
    assert published.catalogue.content == 2


async def test_content_that_cannot_be_read_leaves_what_stood_before(
    at: Ministry, quick_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await issued(at, *CONTACTS)
    tried: list[int] = []

    def older(*_: object) -> Catalogue:
        tried.append(len(tried))
        raise BadData([Flaw("directory.yaml", FlawKind.UNKNOWN_KEY, {"key": "later"}, 1)])

    published = Published(quick_store, Read(DATA).over({}), older)
    with caplog.at_level(logging.ERROR):
        watching = asyncio.create_task(published.watch())
        await until(lambda: len(tried) == 1)
        quick_store.news.missed()
        await asyncio.sleep(0.1)
        watching.cancel()
    assert (tried, published.catalogue.content) == ([0], 0)
    assert "cannot be read" in caplog.text


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # what is awaited happens elsewhere
            await asyncio.sleep(0.01)


async def test_what_a_newer_release_cannot_read_is_taken_back_by_one_alone(
    at: Ministry, quick_store: Store, clock: HandClock
) -> None:
    """It does not start, so there is nobody else to confirm it. Applications whose dates move by it are told."""
    clock.now = AUTUMN
    await issued(at, *CONTACTS)
    await issued(at, "2026.yaml", calendar() + MARK)
    await applied(quick_store, clock, 71, consent=True, before=at.published.catalogue)
    await issued(at, "innovation.yaml", tiers())
    published, contents = offices(quick_store, clock, Newer(DATA))
    with pytest.raises(Unreadable, match=r"2026.yaml:1: ") as unreadable:
        await published.begin()
    assert (unreadable.value.out.undo, unreadable.value.out.back) == (2, ())
    published.mend(unreadable.value)
    assert (published.catalogue.content, published.now().cards["balkhash"].tier) == (3, "low")
    proposed = await contents.propose(EDITOR, "2026.yaml", settled(), at.office.cause())
    first = await contents.confirm(
        PUBLISHER, proposed.proposal.number, proposed.proposal.digest, at.office.cause(PUBLISHER)
    )
    assert isinstance(first, Seconding)  # what is new is confirmed by two, also now
    undoing = await contents.undo(PUBLISHER, 2, at.office.cause(PUBLISHER))
    done = await contents.confirm(
        PUBLISHER, undoing.proposal.number, undoing.proposal.digest, at.office.cause(PUBLISHER)
    )
    assert isinstance(done, Issued)
    assert done.concerned == Concerned(1, 1)
    assert "content" in await letters(quick_store, 71)
    assert not published.mending
    [written] = await at.office.audit.read(OWNER, None, act="undo content")
    assert written.entry.after
    assert written.entry.after["alone"] is True
    again, _ = offices(quick_store, clock, Newer(DATA))
    await again.begin()
    assert again.catalogue == published.catalogue


async def test_files_go_back_to_what_data_says(at: Ministry, quick_store: Store, clock: HandClock) -> None:
    for phone in ("8 7213 12-34-56", "8 7213 65-43-21"):
        await issued(at, "directory.yaml", contacts(phone=phone) + MARK)
    published, contents = offices(quick_store, clock, Newer(DATA))
    with pytest.raises(Unreadable) as unreadable:
        await published.begin()
    assert (unreadable.value.out.undo, unreadable.value.out.back) == (None, ("directory.yaml",))
    published.mend(unreadable.value)
    with pytest.raises(Unknown, match=r"published file 'sources.yaml'"):
        await contents.back(PUBLISHER, ["directory.yaml", "sources.yaml"], at.office.cause(PUBLISHER))
    proposed = await contents.back(PUBLISHER, ["directory.yaml"], at.office.cause(PUBLISHER))
    await contents.confirm(PUBLISHER, proposed.proposal.number, proposed.proposal.digest, at.office.cause(PUBLISHER))
    assert await contents.file(PUBLISHER, "directory.yaml", None) == data("directory.yaml")
    assert published.catalogue.directory == catalogue().directory


async def test_an_application_that_is_deleted_meanwhile_is_told_nothing(quick_store: Store, clock: HandClock) -> None:
    gone = Case(71, 1, "2012-2020", "kk", clock(), clock(), handed_in=clock().date(), consented_at=clock())
    async with quick_store.writing() as work:
        await tell(work, ((gone, DATES),), catalogue(), 1, clock())
    assert await letters(quick_store, 71) == {}


async def test_to_look_at_what_a_file_would_change_keeps_nothing(at: Ministry) -> None:
    impact, found = await at.contents.look(EDITOR, *CONTACTS, at.office.cause())
    assert [each.fate for each in impact.contacts] == ["new"]
    assert found == Concerned(0, 0)
    assert await at.contents.waiting(EDITOR, None) == ()
    with pytest.raises(NotAllowed):
        await at.contents.look(NOBODY, *CONTACTS, at.office.cause(NOBODY))


async def test_the_same_again_over_what_is_published_now(at: Ministry) -> None:
    one = await at.contents.propose(EDITOR, "2026.yaml", settled(), at.office.cause(), reason="хат")
    await issued(at, *CONTACTS)
    again = await at.contents.again(EDITOR, one.proposal.number, at.office.cause())
    assert (again.proposal.base, again.proposal.reason, again.proposal.parts) == (1, "хат", one.proposal.parts)
    assert [each.number for each in await at.contents.waiting(EDITOR, None)] == [again.proposal.number]
    undoing = await at.contents.undo(EDITOR, 1, at.office.cause())
    await both(at, again.proposal.number, again.proposal.digest)
    once_more = await at.contents.again(EDITOR, undoing.proposal.number, at.office.cause())
    assert (once_more.proposal.undoes, once_more.proposal.base) == (1, 2)
    await both(at, once_more.proposal.number, once_more.proposal.digest)
    assert [each.undoes for each in await at.contents.history(EDITOR, None)] == [1, None, None]
    with pytest.raises(Unknown):
        await at.contents.again(EDITOR, once_more.proposal.number, at.office.cause())


async def test_another_worker_shows_content_within_a_second(store: Store, database_url: str, clock: HandClock) -> None:
    """Also where all of data/ hangs on it: nobody in this process has read these files before, but data/ itself."""
    other = await Store.open(database_url, clock)
    published, listening = Published(other, load(DATA), Folder(DATA).renewed), asyncio.Event()
    other.news.subscribe(lambda _: None, listening.set)
    async with beside(published.watch(), other.listen()):
        if other.shared:
            await asyncio.wait_for(listening.wait(), 10)
        for number, part in enumerate((Part("methodology/innovation.yaml", tiers()), SOURCES), 1):
            async with store.writing() as work:
                await work.contents.publish(Issue(number, clock(), 1, 2, (part,), ""))
            await within_a_second(lambda: published.catalogue.content == number)  # noqa: B023  # it is awaited here
        assert published.now().cards["balkhash"].tier == "low"
    await other.close()


async def test_of_two_second_confirmations_at_once_one_publishes(
    store: Store, database_url: str, clock: HandClock
) -> None:
    at, other = await ministry(store, clock), await Store.open(database_url, clock)
    _, elsewhere = offices(other, clock)
    proposed = await at.contents.propose(EDITOR, *CONTACTS, at.office.cause())
    digest = proposed.proposal.digest
    await at.contents.confirm(PUBLISHER, 1, digest, at.office.cause(PUBLISHER))
    outcomes = await asyncio.gather(
        at.contents.confirm(SECOND, 1, digest, at.office.cause(SECOND)),
        elsewhere.confirm(OWNER, 1, digest, at.office.cause(OWNER)),
    )
    assert [each.issue.number for each in outcomes if isinstance(each, Issued)] == [1, 1]
    assert len(await at.contents.history(EDITOR, None)) == 1
    await other.close()
