"""data/calendar/ → the working days: names.yaml, and one file a year."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, PositiveInt, TypeAdapter

from core.files.library import Library
from core.files.marked import Place, Problems, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind
from core.localised import LANGUAGES, Localised
from core.sources import Note, Source
from core.workdays import DAY, SATURDAY, DayOff, WorkCalendar, Year


class HolidayShape(Shape):
    name: Localised
    moves: bool


class WeekendShape(Shape):
    saturday: Localised
    sunday: Localised


class NamesFile(Shape):
    week: Slug
    weekend: WeekendShape
    moved: Localised
    exchanged: Localised
    holidays: dict[Slug, HolidayShape]


class UnsureShape(NoteShape):
    days: Annotated[PositiveInt, Field(le=31)]


class DatedShape(Shape):
    day: dt.date
    holiday: Slug
    unsure: UnsureShape | None = None


class MovedShape(Shape):
    day: dt.date
    instead_of: dt.date


class ExchangedShape(Shape):
    day: dt.date
    worked: dt.date
    source: Slug


class YearFile(Shape):
    year: PositiveInt
    working_days: PositiveInt
    source: Slug
    provisional: NoteShape | None = None
    holidays: Annotated[tuple[DatedShape, ...], Field(min_length=1)]
    moved: tuple[MovedShape, ...] = ()
    exchanged: tuple[ExchangedShape, ...] = ()


NAMES = TypeAdapter(NamesFile)
YEAR = TypeAdapter(YearFile)


def read_calendar(directory: Path, library: Library, problems: Problems) -> WorkCalendar | None:
    folder = directory / "calendar"
    page = read_yaml(folder / "names.yaml")
    names = problems.read(page, NAMES)
    files = [path for path in sorted(folder.glob("*.yaml")) if path.name != page.name]
    if not files:
        problems.of("calendar", FlawKind.NO_YEARS)
    if names is None or not files:
        return None
    empty = WorkCalendar(
        years=MappingProxyType({}),
        weekend=MappingProxyType({SATURDAY: names.weekend.saturday, SATURDAY + 1: names.weekend.sunday}),
        week=library.source(page, ("week",), names.week),
    )
    read = [year for path in files if (year := Reader(path, names, library, problems).year(empty))]
    years = {year.number: year for year in read}
    if len(read) == len(files) and sorted(years) != list(range(min(years), max(years) + 1)):
        problems.of("calendar", FlawKind.YEARS_APART, years=", ".join(map(str, sorted(years))))
    return replace(empty, years=MappingProxyType(years))


class Reader:
    """Reads one year, and holds its days against each other and against its number of working days."""

    def __init__(self, path: Path, names: NamesFile, library: Library, problems: Problems) -> None:
        self._page = read_yaml(path)
        self._name = path.stem
        self._names = names
        self._library = library
        self._problems = problems
        self._off: dict[dt.date, DayOff] = {}

    def year(self, empty: WorkCalendar) -> Year | None:
        shape = self._problems.read(self._page, YEAR)
        if shape is None:
            return None
        known = len(self._problems.found)
        source = self._library.source(self._page, ("source",), shape.source)
        self._one_year(shape)
        doubts = self._holidays(shape, source)
        self._moved(shape, source)
        self._exchanged(shape)
        note = shape.provisional
        provisional = self._library.note(self._page, ("provisional",), note) if note else None
        worked = frozenset(each.worked for each in shape.exchanged)
        year = Year(shape.year, MappingProxyType(self._off), worked, MappingProxyType(doubts), provisional)
        if len(self._problems.found) == known:
            self._counted(replace(empty, years={shape.year: year}), shape)
        return year

    def _flaw(self, at: Place, kind: FlawKind, **facts: object) -> None:
        self._problems.add(self._page, at, kind, **facts)

    def _one_year(self, shape: YearFile) -> None:
        """Every day once, and all in the year of the file, which is called by it."""
        if self._name != str(shape.year):
            self._flaw(("year",), FlawKind.YEAR_OF_FILE, value=shape.year, wanted=self._name)
        given = [
            *((("holidays", at, "day"), each.day) for at, each in enumerate(shape.holidays)),
            *((("moved", at, "day"), each.day) for at, each in enumerate(shape.moved)),
            *((("exchanged", at, "day"), each.day) for at, each in enumerate(shape.exchanged)),
            *((("exchanged", at, "worked"), each.worked) for at, each in enumerate(shape.exchanged)),
        ]
        self._problems.once(self._page, [(place, str(day)) for place, day in given])
        for place, day in given:
            if day.year != shape.year:
                self._flaw(place, FlawKind.OTHER_YEAR, value=day, year=shape.year)

    def _holidays(self, shape: YearFile, source: Source) -> dict[dt.date, Note]:
        doubts: dict[dt.date, Note] = {}
        moved = {each.instead_of: ("moved", position) for position, each in enumerate(shape.moved)}
        for at, each in enumerate(shape.holidays):
            place = ("holidays", at)
            holiday = self._problems.known(self._page, (*place, "holiday"), each.holiday, self._names.holidays)
            if holiday is None:
                continue
            self._off[each.day] = DayOff(each.day, "holiday", holiday.name, source)
            wanted = holiday.moves and each.day.weekday() >= SATURDAY
            if wanted and each.day not in moved:
                self._flaw(place, FlawKind.NOT_MOVED, value=each.day)
            elif not wanted and each.day in moved:
                self._flaw(moved[each.day], FlawKind.MOVED_FOR_NOTHING, value=each.day)
            if each.unsure:
                note = self._library.note(self._page, (*place, "unsure"), each.unsure)
                reach = range(-each.unsure.days, each.unsure.days + 1)
                doubts |= {each.day + step * DAY: note for step in reach}
        return doubts

    def _moved(self, shape: YearFile, source: Source) -> None:
        for at, each in enumerate(shape.moved):
            holiday = self._off.get(each.instead_of)
            if holiday is None or holiday.why != "holiday":
                self._flaw(("moved", at, "instead_of"), FlawKind.NOT_A_HOLIDAY, value=each.instead_of)
                continue
            if each.day <= each.instead_of or each.day.weekday() >= SATURDAY:
                self._flaw(("moved", at, "day"), FlawKind.BAD_MOVED_DAY, value=each.day, holiday=each.instead_of)
            self._off[each.day] = DayOff(each.day, "moved", self._moved_name(holiday), source, each.instead_of)

    def _moved_name(self, holiday: DayOff) -> Localised:
        texts = {
            language: self._names.moved.into(language).replace("{holiday}", holiday.name.into(language))
            for language in LANGUAGES
        }
        return Localised(**texts)

    def _exchanged(self, shape: YearFile) -> None:
        for at, each in enumerate(shape.exchanged):
            source = self._library.source(self._page, ("exchanged", at, "source"), each.source)
            if each.worked.weekday() < SATURDAY:
                self._flaw(("exchanged", at, "worked"), FlawKind.NOT_A_WEEKEND, value=each.worked)
            if each.day.weekday() >= SATURDAY:
                self._flaw(("exchanged", at, "day"), FlawKind.DAY_OFF_ALREADY, value=each.day)
            self._off[each.day] = DayOff(each.day, "exchanged", self._names.exchanged, source, each.worked)

    def _counted(self, alone: WorkCalendar, shape: YearFile) -> None:
        before, last = dt.date(shape.year - 1, 12, 31), dt.date(shape.year, 12, 31)
        found = alone.working_days(before, last)
        if found != shape.working_days:
            self._flaw(("working_days",), FlawKind.MISCOUNTED, found=found, value=shape.working_days)
