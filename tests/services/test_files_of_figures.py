"""Spreadsheets behind the handlers: who may send one, what is read and doubted, the copy, and what a template needs."""

from datetime import UTC, datetime, timedelta

import pytest

from core.faults import DoubtKind, FaultKind
from core.files.spreadsheets.aside import SMALL
from core.services.uploads import Examined, Uploads
from core.store.deeds import NotAllowed
from core.store.work import Store
from tests.catalogues import catalogue
from tests.core.bad_files import GOOD, HEADINGS, text
from tests.databases import HandClock
from tests.publishing import EDITOR, NOBODY, OWNER, Office, figure, staffed


@pytest.fixture
async def desk(quick_store: Store, clock: HandClock) -> Office:
    return await staffed(quick_store, clock, second=False)


def uploads(at: Office) -> Uploads:
    return Uploads(at.store, catalogue(), at.published, at.clock)


async def test_only_who_may_draft_sends_a_file_or_takes_a_template(desk: Office) -> None:
    at = uploads(desk)
    await at.begin(EDITOR, desk.cause())
    assert (await at.blank(EDITOR, desk.cause())).year == desk.clock.now.year - 1
    with pytest.raises(NotAllowed):
        await at.begin(NOBODY, desk.cause(NOBODY))
    with pytest.raises(NotAllowed):
        await at.blank(NOBODY, desk.cause(NOBODY))
    tried = [(each.entry.after or {})["act"] for each in await desk.audit.read(OWNER, None)]
    assert tried == ["template", "spreadsheet"]


async def test_a_file_is_read_and_judged_beside_what_is_published(desk: Office) -> None:
    at = uploads(desk)
    content = text([HEADINGS, ("Риддер", "2.6", 2021, 9.9, "стат")])
    calm = await at.examine(content, {})
    assert (len(calm.draft.figures), calm.doubts) == (1, ())
    await desk.publish(figure("ridder"))
    read = await at.examine(content, {})
    assert [(each.kind, each.town) for each in read.doubts] == [(DoubtKind.BIG_CHANGE, "ridder")]


async def test_a_large_file_is_read_the_same_in_a_process_of_its_own(desk: Office) -> None:
    at = uploads(desk)
    seen: list[int] = []

    async def tell(rows: int, _: float) -> None:
        seen.append(rows)

    rows = [HEADINGS, *[GOOD] * 2, *[("Жоқ қала", *GOOD[1:])] * 2]
    small, padding = text(rows), b"\n" * SMALL
    read = await at.examine(small + padding, {}, tell)
    assert isinstance(read, Examined)
    assert read == await at.examine(small, {})
    assert [fault.kind for fault in read.draft.faults] == [FaultKind.TOWN_UNKNOWN] * 2
    assert seen == [4]


async def test_the_day_is_that_of_kazakhstan(desk: Office) -> None:
    at = uploads(desk)
    content = text([HEADINGS, (*GOOD[:2], 2027, *GOOD[3:])])
    desk.clock.now = datetime(2026, 12, 31, 18, tzinfo=UTC)
    assert [each.kind for each in (await at.examine(content, {})).draft.faults] == [FaultKind.YEAR_FUTURE]
    desk.clock.forward(timedelta(hours=1))
    assert (await at.examine(content, {})).draft.faults == ()


async def test_a_copy_is_marked_where_that_can_be(desk: Office) -> None:
    at = uploads(desk)
    copy = await at.mark(text([HEADINGS, GOOD]), {"D2": ["сан емес"]}, "Қате")
    assert copy is not None
    assert "сан емес" in copy.decode()
    assert await at.mark(b"%PDF", {"D2": ["сан емес"]}, "Қате") is None
