"""What counted before, what came after, and what a town was known by."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from core.history import after, before, changes, counted_until, days_of, end_of, known_until, local_day, years_of
from core.ledger import Batch, Entry, Figure, Ledger, Withdrawal
from tests.catalogues import catalogue

BASE = catalogue().sheets
START = datetime(2026, 3, 1, 20, tzinfo=UTC)
INDICATORS = catalogue().innovation.indicators


def figure(value: str, year: int = 2021, indicator: str = "2.6", town: str = "temirtau") -> Figure:
    return Figure(town, indicator, year, Decimal(value), value, "percent", "Хат № 5")


def ledger(*published: tuple[Entry, ...], undoes: int | None = None) -> Ledger:
    """A day apart; the last one may be an undo."""
    last = len(published)
    return Ledger(
        BASE,
        [
            Batch(at, START + timedelta(days=at - 1), 1, entries, "", (), undoes if at == last else None)
            for at, entries in enumerate(published, 1)
        ],
    )


def values(of: Ledger, town: str = "temirtau") -> list[tuple[str, int, object, object]]:
    return [
        (each.indicator, each.batch.number, each.before and each.before.value, each.after and each.after.value)
        for each in changes(of, town, INDICATORS)
    ]


def printed() -> object:
    return BASE["temirtau"].observations["2.6"].value


def test_each_line_knows_what_stood_before_it_and_what_came_next() -> None:
    of = ledger((figure("4.6"), figure("5", town="ridder")), (figure("5.2"),), (figure("6", 2020),), (figure("7"),))
    lines = of.history("temirtau")
    told = [(before(of, line), after(of, line)) for line in lines]
    assert [known.value if known else None for known, _ in told] == [None, Decimal("4.6"), printed(), Decimal("5.2")]
    assert [number for _, number in told] == [2, 4, None, None]


def test_what_counts_is_compared_with_what_counted_before() -> None:
    assert values(ledger()) == []
    assert values(ledger((figure("4.6"),))) == [("2.6", 1, printed(), Decimal("4.6"))]
    assert values(ledger((figure("4.6"),), (figure("5.2"),))) == [("2.6", 2, Decimal("4.6"), Decimal("5.2"))]
    assert values(ledger((figure("4.6"),), (figure("9", 2019),))) == [("2.6", 1, printed(), Decimal("4.6"))]
    assert values(ledger((figure("9", 2019),))) == []
    assert values(ledger((figure("5", town="ridder"),)), "ridder") == [("2.6", 1, None, Decimal(5))]
    both = ledger((figure("4.6"),), (figure("3", indicator="2.3"),))
    assert [number for _, number, _, _ in values(both)] == [2, 1]


def test_an_undo_is_a_change_back() -> None:
    of = ledger((figure("4.6"),), (Withdrawal("temirtau", "2.6", 2021),), undoes=1)
    assert values(of) == [("2.6", 2, Decimal("4.6"), printed())]
    gone = ledger((figure("5", town="ridder"),), (Withdrawal("ridder", "2.6", 2021),), undoes=1)
    assert values(gone, "ridder") == [("2.6", 2, Decimal(5), None)]


def test_what_was_known_after_a_batch() -> None:
    of = ledger((figure("4.6"),), (figure("5.2", 2022),))
    assert known_until(of, ("temirtau", "2.6", 2021), 0) is None
    assert known_until(of, ("ridder", "2.6", 2021), 9) is None
    numbers = [counted_until(of, "temirtau", "2.6", number) for number in range(3)]
    assert [each and each.value for each in numbers] == [printed(), Decimal("4.6"), Decimal("5.2")]
    assert counted_until(of, "ridder", "2.6", 2) is None


def test_what_can_be_asked_for() -> None:
    of = ledger((figure("4.6"),), (figure("5", town="ridder"),), (figure("5", 2019), figure("6", 2023)))
    assert years_of(of, "temirtau") == (2023, 2021, 2020, 2019)
    assert years_of(of, "ridder") == (2021,)
    assert years_of(of, "aksu") == ()
    assert days_of(of, "temirtau") == (date(2026, 3, 4), date(2026, 3, 2))
    assert days_of(of, "aksu") == ()
    alone = of.of_town("ridder")
    assert (years_of(alone, "ridder"), days_of(alone, "ridder")) == (years_of(of, "ridder"), days_of(of, "ridder"))
    assert alone.sheets().keys() == {"ridder"}
    assert of.of_town("temirtau").sheets()["temirtau"] == of.sheets()["temirtau"]
    assert of.of_town("temirtau").sheets(2020)["temirtau"] == of.sheets(2020)["temirtau"]


def test_a_day_ends_by_the_clocks_of_kazakhstan() -> None:
    assert local_day(START) == date(2026, 3, 2)
    assert local_day(end_of(date(2026, 3, 2))) == date(2026, 3, 2)
    assert local_day(end_of(date(2026, 3, 2)) + timedelta(microseconds=1)) == date(2026, 3, 3)
