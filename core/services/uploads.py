"""A spreadsheet somebody has sent: read, judged, marked; and the one they fill in. What becomes of its figures is the
business of services/imports.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from core.access import At, Extent, Permission, allowed
from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN, Clock
from core.drafts import Answers, Draft
from core.faults import Doubt
from core.files.spreadsheets.aside import Lost, Tell, aside
from core.files.spreadsheets.cells import LARGEST_FILE, Refused
from core.files.spreadsheets.marking import Remarks, marked
from core.files.spreadsheets.reading import Progress, read_spreadsheet
from core.judgement import all_warnings
from core.methodology import Methodology
from core.observations import Sheet
from core.snapshot import Snapshot
from core.store.deeds import NotAllowed, ask
from core.store.transaction import Cause
from core.store.work import Store
from core.towns import Town
from core.vocabulary import Vocabulary

__all__ = ["LARGEST_FILE", "Blank", "Examined", "Lost", "NotAllowed", "Uploads"]

AT_ONCE = 2
"""Large files in work; each takes its part of the memory."""


class Current(Protocol):
    def now(self) -> Snapshot: ...


@dataclass(frozen=True, slots=True)
class Examined:
    draft: Draft
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """What a template is made of. `towns` are the person’s own, or all: then it is `whole`. `version` is of the figures
    in it, `year` the one new figures are taken to be of.
    """

    towns: tuple[Town, ...]
    methodology: Methodology
    sheets: Mapping[str, Sheet]
    year: int
    version: tuple[str, int]
    whole: bool


class Uploads:
    def __init__(self, store: Store, catalogue: Catalogue, current: Current, clock: Clock) -> None:
        self._store = store
        self._catalogue = catalogue
        self._current = current
        self._clock = clock
        self._room = asyncio.Semaphore(AT_ONCE)

    async def begin(self, person_id: int, cause: Cause) -> None:
        """Asked before a file is even fetched."""
        await ask(self._store, person_id, cause, "spreadsheet", Permission.DRAFT, Extent.SOMEWHERE)

    async def examine(self, content: bytes, answers: Answers, tell: Tell | None = None) -> Examined:
        known = self._catalogue
        work = partial(
            examined, content, known.vocabulary, self._today, answers, self._current.now().sheets, known.innovation
        )
        async with self._room:
            return await aside(work, len(content), tell)

    async def mark(self, content: bytes, remarks: Remarks, title: str) -> bytes | None:
        """None where nothing can be written into the file."""
        work = partial(copy_of, content, remarks, self._catalogue.vocabulary, title)
        async with self._room:
            return await aside(work, len(content))

    async def blank(self, person_id: int, cause: Cause, *, whole: bool = False) -> Blank:
        """With the towns where the person may do something with figures; others can be checked all the same."""
        person = await ask(self._store, person_id, cause, "template", Permission.DRAFT, Extent.SOMEWHERE)
        known, snapshot = self._catalogue, self._current.now()
        every, version = tuple(known.towns), (known.version, snapshot.version)
        own = tuple(each for each in every if allowed(person, Permission.DRAFT, At(each.id, each.oblast.id)))
        towns = every if whole else own
        return Blank(towns, known.innovation, snapshot.sheets, self._today.year - 1, version, towns == every)

    @property
    def _today(self) -> date:
        return self._clock().astimezone(KAZAKHSTAN).date()


def examined(
    content: bytes,
    vocabulary: Vocabulary,
    today: date,
    answers: Answers,
    sheets: Mapping[str, Sheet],
    methodology: Methodology,
    progress: Progress,
) -> Examined:
    draft = read_spreadsheet(content, vocabulary, today, answers=answers, progress=progress)
    return Examined(draft, all_warnings(draft.figures, sheets, methodology))


def copy_of(content: bytes, remarks: Remarks, vocabulary: Vocabulary, title: str, _: Progress) -> bytes | None:
    try:
        return marked(content, remarks, vocabulary, title)
    except Refused:
        return None
