"""What became of figures over time: what stood before one, what came after it, which of a town's counted earlier."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import KAZAKHSTAN
from core.ledger import Batch, Key, Ledger, Line, Trail, key_of, observed, year_of
from core.observations import Observation


@dataclass(frozen=True, slots=True)
class Changed:
    """An indicator of a town: the last batch that changed what counts, what counted before, and what does now."""

    indicator: str
    batch: Batch
    before: Observation | None
    after: Observation | None


def walked(trail: Trail | None) -> Iterator[Trail]:
    """The latest first."""
    while trail:
        yield trail
        trail = trail.before


def before(ledger: Ledger, line: Line) -> Observation | None:
    """What was known of exactly this year."""
    return known_until(ledger, key_of(line.entry), line.batch.number - 1)


def after(ledger: Ledger, line: Line) -> int | None:
    """The batch that spoke of the same next."""
    later = [each.batch for each in walked(ledger.trails[key_of(line.entry)]) if each.batch > line.batch.number]
    return later[-1] if later else None


def known_until(ledger: Ledger, key: Key, number: int) -> Observation | None:
    trail = next((each for each in walked(ledger.trails.get(key)) if each.batch <= number), None)
    if trail and trail.now:
        return observed(*trail.now)
    sheet = ledger.base.get(key[0])
    printed = sheet.observations.get(key[1]) if sheet else None
    return printed if printed and year_of(printed) == key[2] else None


def counted_until(ledger: Ledger, town: str, indicator: str, number: int) -> Observation | None:
    """The figure of the latest year, as it stood after that batch."""
    sheet = ledger.base.get(town)
    printed = sheet.observations.get(indicator) if sheet else None
    for year in ledger.years:
        if printed and year < year_of(printed):
            break
        found = known_until(ledger, (town, indicator, year), number)
        if found:
            return found
    return printed


def changes(ledger: Ledger, town: str, indicators: Iterable[str]) -> tuple[Changed, ...]:
    """What counts of a town that is not what counted before, the latest change first."""
    batches = {batch.number: batch for batch in ledger.batches}
    found = (changed(ledger, town, indicator, batches) for indicator in indicators)
    return tuple(sorted((each for each in found if each), key=lambda each: -each.batch.number))


def changed(ledger: Ledger, town: str, indicator: str, batches: Mapping[int, Batch]) -> Changed | None:
    trails = (ledger.trails.get((town, indicator, year)) for year in ledger.years)
    numbers = {each.batch for trail in trails for each in walked(trail)}
    for number in sorted(numbers, reverse=True):
        earlier = counted_until(ledger, town, indicator, number - 1)
        now = counted_until(ledger, town, indicator, number)
        if worth(earlier) != worth(now):
            return Changed(indicator, batches[number], earlier, now)
    return None


def worth(known: Observation | None) -> tuple[object, ...]:
    return (known.value, known.sound, year_of(known)) if known else ()


def years_of(ledger: Ledger, town: str) -> tuple[int, ...]:
    """Of which anything is known of the town, now or once; the latest first."""
    pushed = {year for name, _, year in ledger.trails if name == town}
    sheet = ledger.base.get(town)
    printed = {year_of(each) for each in sheet.observations.values()} if sheet else set()
    return tuple(sorted(pushed | printed, reverse=True))


def days_of(ledger: Ledger, town: str) -> tuple[date, ...]:
    """On which something of the town was published, the latest first."""
    touching = (batch for batch in ledger.batches if any(entry.town == town for entry in batch.entries))
    return tuple(sorted({local_day(batch.at) for batch in touching}, reverse=True))


def every_year(ledger: Ledger) -> tuple[int, ...]:
    """Of which anything is known of any town, now or once; the latest first."""
    printed = {year_of(each) for sheet in ledger.base.values() for each in sheet.observations.values()}
    return tuple(sorted(printed.union(ledger.years), reverse=True))


def every_day(ledger: Ledger) -> tuple[date, ...]:
    return tuple(sorted({local_day(batch.at) for batch in ledger.batches}, reverse=True))


def local_day(moment: datetime) -> date:
    return moment.astimezone(KAZAKHSTAN).date()


def end_of(day: date) -> datetime:
    """The last moment of the day: what was published in the course of it counts."""
    return datetime.combine(day, time(), KAZAKHSTAN) + timedelta(days=1) - timedelta(microseconds=1)
