"""Whom content concerns that is published: applications in progress whose dates, papers or programme it changes."""

from dataclasses import dataclass
from datetime import date, datetime

from core.cases import Case
from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN
from core.guide import application, where
from core.programmes import Edition, edition_on
from core.progress import Impossible
from core.workdays import UnknownYear

Dates = tuple[tuple[str, date], ...]
"""The last day of each step that has one."""


@dataclass(frozen=True, slots=True)
class Concern:
    """`dates` are others; `papers` are other papers; `newer`: another programme counts from now on, and the application
    stays with the one it began under.
    """

    dates: bool
    papers: bool
    newer: bool

    @property
    def any(self) -> bool:
        return self.dates or self.papers or self.newer


def concern(before: Catalogue, after: Catalogue, case: Case, now: datetime) -> Concern:
    was, will_be = edition_of(before, case), edition_of(after, case)
    return Concern(
        dates=dates(before, case, now) != dates(after, case, now),
        papers=was is not None and will_be is not None and was.microcredit != will_be.microcredit,
        newer=counts(after, now) not in (counts(before, now), case.edition),
    )


def counts(catalogue: Catalogue, now: datetime) -> str:
    return edition_on(catalogue.editions, now.astimezone(KAZAKHSTAN).date()).edition.id


def edition_of(catalogue: Catalogue, case: Case) -> Edition | None:
    return next((each for each in catalogue.editions if each.id == case.edition), None)


def dates(catalogue: Catalogue, case: Case, now: datetime) -> Dates:
    """None where nothing was handed in, or where the calendar does not reach."""
    course = catalogue.courses.get(case.edition)
    if course is None or case.handed_in is None:
        return ()
    try:
        stages = where(course, catalogue.calendar, application(case, case.handed_in), now).stages
    except (UnknownYear, Impossible):
        return ()
    return tuple((each.leg.step.id, each.leg.due) for each in stages if each.leg.due and each.state != "answered")
