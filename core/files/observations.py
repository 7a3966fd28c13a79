"""data/observations/ → what is known of each town, checked against the scales it will be scored by."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType

from pydantic import NonNegativeInt, TypeAdapter

from core.files.library import Library
from core.files.marked import Page, Problems, read_table, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind
from core.localised import Text
from core.methodology import Indicator, Methodology
from core.observations import Observation, PrintedTotal, Sheet, UnlikeUnits, converted
from core.scales import Bands, NotOnScale, Off, Unit, Value
from core.scoring import Difference, score
from core.sources import Note
from core.towns import Town

TOTAL = "total"


class RowShape(Shape):
    town: Slug
    indicator: Text
    raw: Text
    value: Text | None = None
    unit: Unit | None = None
    sound: bool | None = None
    printed: NonNegativeInt | None = None
    source: Slug
    note: Slug | None = None


class NotesFile(Shape):
    methodology: Slug
    notes: dict[Slug, NoteShape]


OFF: Mapping[Off, FlawKind] = {
    "not_a_number": FlawKind.NOT_A_NUMBER,
    "too_little": FlawKind.VALUE_TOO_LITTLE,
    "too_much": FlawKind.VALUE_TOO_MUCH,
    "not_whole": FlawKind.NOT_WHOLE,
    "no_such_choice": FlawKind.NO_SUCH_CHOICE,
}
NOTES_WANTED: Mapping[str, FlawKind] = {
    "printed_sum": FlawKind.NOTE_OF_SUM,
    "outside_interval": FlawKind.NOTE_OF_INTERVAL,
}
ROWS = TypeAdapter(tuple[RowShape, ...])
NOTES = TypeAdapter(NotesFile)


def read_sheets(
    directory: Path,
    methodology: Methodology | None,
    towns: Mapping[str, Town] | None,
    library: Library,
    problems: Problems,
) -> Mapping[str, Sheet]:
    folder = directory / "observations"
    notes_page, page = read_yaml(folder / "innovation-2020.yaml"), read_table(folder / "innovation-2020.csv")
    notes, rows = problems.read(notes_page, NOTES), problems.read(page, ROWS)
    if notes is None or rows is None or methodology is None:
        return {}  # problem enough
    problems.known(notes_page, ("methodology",), notes.methodology, {methodology.id: methodology})
    reader = Reader(page, methodology, notes_page, notes, library, problems)
    return MappingProxyType(reader.sheets(rows, towns))


class Reader:
    def __init__(
        self,
        page: Page,
        methodology: Methodology,
        notes_page: Page,
        notes: NotesFile,
        library: Library,
        problems: Problems,
    ) -> None:
        self._page = page
        self._methodology = methodology
        self._notes_page = notes_page
        self._notes = notes
        self._library = library
        self._problems = problems

    def sheets(self, rows: tuple[RowShape, ...], towns: Mapping[str, Town] | None) -> dict[str, Sheet]:
        of_town: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            of_town[row.town].append(at)
        for town_id, places in of_town.items():
            self._problems.known(self._page, (places[0], "town"), town_id, towns)
        self._problems.once(self._page, [((at,), f"{row.town} {row.indicator}") for at, row in enumerate(rows)])
        return {town_id: self._sheet(town_id, rows, places) for town_id, places in of_town.items()}

    def _sheet(self, town_id: str, rows: tuple[RowShape, ...], places: list[int]) -> Sheet:
        indicators, observations, total = self._methodology.indicators, {}, None
        before = len(self._problems.found)
        for at in places:
            row = rows[at]
            if row.indicator == TOTAL:
                total = self._total(at, row)
                continue
            indicator = self._problems.known(self._page, (at, "indicator"), row.indicator, indicators)
            if indicator is not None:
                observations[indicator.id] = self._observation(at, row, indicator)
        if missing := [indicator_id for indicator_id in indicators if indicator_id not in observations]:
            facts = {"town": town_id, "indicators": ", ".join(missing)}
            self._problems.add(self._page, (places[0],), FlawKind.ROWS_MISSING, **facts)
        sheet = Sheet(town_id, MappingProxyType(observations), total)
        if len(self._problems.found) == before:
            for difference in score(self._methodology, sheet).differences:
                self._explained(difference, rows, places)
        return sheet

    def _total(self, at: int, row: RowShape) -> PrintedTotal | None:
        if row.printed is None:
            self._problems.add(self._page, (at, "printed"), FlawKind.TOTAL_MISSING)
            return None
        source = self._library.source(self._page, (at, "source"), row.source)
        return PrintedTotal(row.printed, source, self._note(at, row))

    def _observation(self, at: int, row: RowShape, indicator: Indicator) -> Observation:
        if (row.value is None) != (row.sound is None):
            self._problems.add(self._page, (at, "sound"), FlawKind.SOUND_OF_NOTHING)
        if row.printed is not None and row.printed not in indicator.scores:
            scores = ", ".join(map(str, indicator.scores))
            self._problems.add(self._page, (at, "printed"), FlawKind.NO_SUCH_SCORE, value=row.printed, known=scores)
        return Observation(
            raw=row.raw,
            value=None if row.value is None else self._value(at, row, row.value, indicator),
            unit=row.unit,
            sound=bool(row.sound),
            printed=row.printed,
            source=self._library.source(self._page, (at, "source"), row.source, indicator.id),
            note=self._note(at, row, indicator.id),
        )

    def _value(self, at: int, row: RowShape, given: str, indicator: Indicator) -> Value | None:
        try:
            value = in_band_unit(given, row.unit, indicator)
            indicator.score_of(value)
        except UnlikeUnits as fault:
            self._problems.add(self._page, (at, "unit"), fault.kind, **fault.facts)
        except NotOnScale as fault:
            self._problems.add(self._page, (at, "value"), OFF[fault.why], value=given)
        else:
            return value
        return None

    def _note(self, at: int, row: RowShape, indicator_id: str | None = None) -> Note | None:
        if row.note is None:
            return None
        shape = self._problems.known(self._page, (at, "note"), row.note, self._notes.notes)
        if shape is None:
            return None
        return self._library.note(self._notes_page, ("notes", row.note), shape, indicator_id)

    def _explained(self, difference: Difference, rows: tuple[RowShape, ...], places: list[int]) -> None:
        """Whatever does not agree with the print is said why, in a note."""
        wanted = TOTAL if difference.line is None else difference.line.indicator.id
        at = next(at for at in places if rows[at].indicator == wanted)
        if difference.note is None:
            kind = NOTES_WANTED.get(difference.kind, FlawKind.NOTE_OF_LINE)
            self._problems.add(self._page, (at, "note"), kind)


def in_band_unit(given: str, unit: Unit | None, indicator: Indicator) -> Value:
    """A number in the unit of the bands; a choice has none."""
    if not isinstance(indicator.scale, Bands):
        if unit is not None:
            raise UnlikeUnits(FlawKind.UNIT_OF_CHOICE)
        return given
    if unit is None:
        raise UnlikeUnits(FlawKind.UNIT_MISSING)
    try:
        number = Decimal(given)
    except InvalidOperation:
        raise NotOnScale("not_a_number", given) from None
    return converted(number, unit, indicator.scale.unit)
