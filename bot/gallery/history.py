"""What was published and became of it; towns as they were."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.actions.history import AskPast, SendHistory, ShowPast
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Document, Screen
from bot.views import exports, history, past, scores
from bot.views.roles import Known
from core import history as course
from core.faults import Doubt, DoubtKind, kept
from core.ledger import Batch, Figure, Ledger, Withdrawal
from core.past import When
from core.publishing import Told
from core.scales import Unit, Value
from core.services.history import Batches, BatchLine, Chronicle, Page, Wanted
from core.services.scores import Scores, Then
from core.services.towns import Candidates
from core.snapshot import always
from core.towns import Town

FIRST = datetime(2026, 2, 27, 11, 40, tzinfo=UTC)
ASKED = date(2026, 3, 1)
LETTER, TABLE = "stat.gov.kz, 12.02.2026", "https://stat.gov.kz/temirtau.xlsx"
SOMEBODY, FORGOTTEN = 1005, -(2**60)


def figure(indicator: str, value: Value, source: str = LETTER, town: str = "temirtau", year: int = 2021) -> Figure:
    unit: Unit | None = "percent" if isinstance(value, Decimal) else None
    return Figure(town, indicator, year, value, str(value), unit, source)


DOUBT = Doubt(DoubtKind.BIG_CHANGE, "temirtau", "2.3", 2021, {"value": "3", "against": "15.4"})
BATCHES = (
    Batch(1, FIRST, 1, (figure("2.6", Decimal("9.6")), figure("2.6", Decimal("4.9"), town="ridder")), "2021"),
    Batch(2, FIRST + timedelta(days=7), 1, (figure("2.6", Decimal("15.2"), TABLE), figure("1.1", "present")), ""),
    Batch(
        3,
        FIRST + timedelta(days=8),
        2,
        (figure("1.3", "absent", year=2020), figure("2.3", Decimal(3))),
        "",
        (kept(DOUBT), "by telephone"),
    ),
    Batch(4, FIRST + timedelta(days=9), 0, (Withdrawal("ridder", "2.6", 2021),), "", (), 1),
)
NAMES = {0: 0, 1: SOMEBODY, 2: FORGOTTEN}


class OfHistory(Rooms):
    def of_history(self) -> dict[str, Make]:
        town = self.scores.of("temirtau").town
        return {
            "history": self.listed(BATCHES, SOMEBODY),
            "history/for everybody": self.listed(BATCHES, None),
            "history/of nothing": self.listed((), None),
            "history/page of many": self.listed(BATCHES[:2], SOMEBODY, pages=3),
            "history/town": self.searched(Wanted(town="temirtau")),
            "history/town for everybody": self.searched(Wanted(town="temirtau"), named=False),
            "history/town without any": self.searched(Wanted(town="balkhash")),
            "history/indicator": self.searched(Wanted(indicator="2.6")),
            "history/town and indicator": self.searched(Wanted(town="ridder", indicator="2.6")),
            "history/person": self.searched(Wanted(by=SOMEBODY)),
            "history/batch": self.searched(Wanted(batch=3)),
            "history/batch taken back": self.searched(Wanted(batch=1)),
            "history/undo": self.searched(Wanted(batch=4)),
            "history/which to take back": self.undoing(BATCHES),
            "history/none to take back": self.undoing(()),
            "history/which town": lambda t: history.which_town(t, (town, self.scores.of("ridder").town), "2.6"),
            "history/no such": lambda t: history.no_such(t, "99"),
            "history/export": lambda t: exports.offer(t, town, 27, self.support.standing(), with_history=True),
            "history/file": self.file(town),
            "history/file of all": self.file(None),
            "history/too long for excel": self.too_much(fits=True),
            "history/too long": self.too_much(fits=False),
            **self.of_the_past(),
        }

    def of_the_past(self) -> dict[str, Make]:
        abai, rudny = (self.scores.of(town).town for town in ("abai", "rudny"))
        days = [(day, ShowPast.of("abai", None, day)) for day in (date(2026, 3, 4), date(2026, 4, 3))]
        to_come, ask = [(date(2027, 3, 1), ShowPast("abai"))], AskPast("abai")
        standing = self.support.standing()
        return {
            "past/score changed": lambda t: scores.score(t, self.later().of("temirtau"), standing),
            "past/score taken back": lambda t: scores.score(t, self.later().of("ridder"), standing),
            "past/ask": self.then("temirtau", past.ask),
            "past/ask without any": self.then("balkhash", past.ask),
            "past/on a day": self.then("temirtau", self.scored, day=ASKED),
            "past/on a day of that year": self.then("temirtau", self.scored, 2020, ASKED),
            "past/of a year": self.then("temirtau", self.scored, 2020),
            "past/why": self.then("temirtau", self.explained, day=ASKED),
            "past/unknown then": self.then("ridder", self.explained, 2020),
            "past/which town": lambda t: past.which_town(t, Candidates((abai, rudny), "several"), 2020, None),
            "past/of which town": lambda t: past.of_which(t, When(2020, ASKED), (abai, rudny)),
            "past/which day": lambda t: past.no_day(t, "which_day", days, ask),
            "past/not a day": lambda t: past.no_day(t, "not_a_date", (), ask),
            "past/impossible day": lambda t: past.no_day(t, "impossible", (), ask),
            "past/day to come": lambda t: past.no_day(t, "future", to_come, ask),
            "past/year to come": lambda t: past.year_to_come(t, 2031, ask),
        }

    def file(self, town: Town | None) -> Make:
        sent = Document("monoqala-history.csv", b"-")
        return lambda t: history.sent(t, town, sent, self.support.standing())

    def too_much(self, *, fits: bool) -> Make:
        ledger = self.ledger()
        lines = tuple(Told(each, None) for each in ledger.history())
        return lambda t: history.too_much(t, Chronicle(4, None, lines), SendHistory("xlsx"), fits=fits)

    @property
    def named(self) -> history.Names:
        return history.Names(self.towns.index, self.scores.methodology, Known({SOMEBODY: "Bolat"}))

    def ledger(self, batches: tuple[Batch, ...] = BATCHES) -> Ledger:
        return Ledger({each.town.id: each.card.sheet for each in self.scores.all() if each.card}, batches)

    def later(self) -> Scores:
        """When all of it has been published."""
        return self.scores.seeing(always(self.ledger(), self.scores.methodology))

    def then(
        self, town: str, show: Callable[[Translator, Then], Screen], year: int | None = None, day: date | None = None
    ) -> Make:
        return lambda t: show(t, self.later().then(town, year, day))

    def scored(self, t: Translator, found: Then) -> Screen:
        return past.score(t, found, self.support.standing())

    def explained(self, t: Translator, found: Then) -> Screen:
        return past.why(t, found, self.support.standing())

    def headed(self, batch: Batch, *, named: bool = True) -> BatchLine:
        return BatchLine(batch, NAMES[batch.by] if named else None, 4 if batch.number == 1 else None)

    def listed(self, batches: tuple[Batch, ...], by: int | None, pages: int = 1) -> Make:
        lines = tuple(self.headed(each, named=by is not None) for each in reversed(batches))
        return lambda t: history.batches(t, Batches(lines, 1, pages), self.named)

    def undoing(self, batches: tuple[Batch, ...]) -> Make:
        lines = tuple(self.headed(each) for each in reversed(batches))
        return lambda t: history.ask_undo(t, Batches(lines, 1, 1), self.named)

    def searched(self, wanted: Wanted, *, named: bool = True) -> Make:
        ledger, indicators = self.ledger(), self.scores.methodology.indicators
        alias = 1 if wanted.by else None
        lines = tuple(
            Told(each, NAMES[each.batch.by] if named else None, course.before(ledger, each), course.after(ledger, each))
            for each in reversed(ledger.history(wanted.town, wanted.indicator, alias, wanted.batch))
        )
        batch = ledger.batch(wanted.batch) if wanted.batch else None
        found = Page(
            wanted,
            lines,
            len(lines),
            page=1,
            pages=1,
            town=self.scores.of(wanted.town).town if wanted.town else None,
            indicator=indicators[wanted.indicator] if wanted.indicator else None,
            batch=self.headed(batch) if batch else None,
        )
        return lambda t: history.page(t, found, self.named, undo=named)
