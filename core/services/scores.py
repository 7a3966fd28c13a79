"""What is asked about innovation potential: a town's score, why it is so, what would change it, who is ahead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.advance import Path, path_to
from core.catalogue import Catalogue, Unknown
from core.history import Changed, changes, days_of, end_of, every_day, every_year, years_of
from core.ledger import Ledger
from core.methodology import Indicator, Methodology
from core.past import When
from core.ranking import Place, by_indicator, by_tier, by_total
from core.scales import Value
from core.scoring import Line, Scorecard, what_if
from core.snapshot import Now, always, taken
from core.sources import Note
from core.towns import EconomicScale, Town

__all__ = ["Comparison", "Ranking", "Scores", "Supposed", "Then", "TownLine", "TownScore", "When"]

MOST_COMPARED = 5
NOW = When()


@dataclass(frozen=True, slots=True)
class TownScore:
    """`card` is None for a town without indicator data. The economic scale comes along to be told apart."""

    town: Town
    card: Scorecard | None
    methodology: Methodology
    scale: EconomicScale
    scored: int  # how many towns have a card
    notes: tuple[Note, ...] = ()
    changes: tuple[Changed, ...] = ()  # figures that counted differently before


@dataclass(frozen=True, slots=True)
class Then:
    """A town as it was. `year`: of figures up to it alone; `day`: as it stood published when that day ended. `years`
    and `days` are what else can be asked for.
    """

    then: TownScore
    now: TownScore
    year: int | None
    day: date | None
    years: tuple[int, ...]
    days: tuple[date, ...]

    @property
    def when(self) -> When:
        return When(self.year, self.day, self.then.methodology != self.now.methodology)


@dataclass(frozen=True, slots=True)
class TownLine:
    """One indicator: of a town, or its scale alone."""

    indicator: Indicator
    methodology: Methodology
    town: Town | None = None
    line: Line | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Supposed:
    town: Town
    before: Scorecard
    after: Scorecard
    changes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Comparison:
    towns: tuple[TownScore, ...]
    when: When = NOW


@dataclass(frozen=True, slots=True)
class Ranked:
    town: Town
    place: int | None
    card: Scorecard


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places of the towns that have data, and those that have none. `ever`: it has not always been the same."""

    by: str
    methodology: Methodology
    ranked: tuple[Ranked, ...]
    without: tuple[Town, ...]
    indicator: Indicator | None = None
    when: When = NOW
    ever: bool = False


class Scores:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(
        self, catalogue: Catalogue, now: Now | None = None, by: Callable[[datetime], Methodology] | None = None
    ) -> None:
        """Without `now` of data/ alone. `by` is the methodology at a moment, where it has not always been the same."""
        self._catalogue = catalogue
        self.methodology = catalogue.innovation
        self._by = by or (lambda _: self.methodology)
        self._now = now or always(Ledger(catalogue.sheets), self.methodology)
        self.when = NOW

    def seeing(self, now: Now) -> "Scores":
        """The same asked of other figures."""
        return Scores(self._catalogue, now, self._by)

    def at(self, when: When) -> "Scores":
        """The same asked of the past. Of many figures it takes a while."""
        moment = end_of(when.day) if when.day else None
        methodology = self._by(moment) if moment else self.methodology
        snapshot = taken(self._now().ledger, methodology, when.year, moment)
        then = self.seeing(lambda: snapshot)
        then.methodology = methodology
        then.when = replace(when, other_rules=methodology != self.methodology)
        return then

    def times(self) -> tuple[tuple[int, ...], tuple[date, ...]]:
        """Years of which something is known of any town, days on which something was published; the latest first."""
        ledger = self._now().ledger
        return every_year(ledger), every_day(ledger)

    @property
    def _cards(self) -> Mapping[str, Scorecard]:
        return self._now().cards

    def of(self, town_id: str) -> TownScore:
        found, ledger = self._of(town_id), self._now().ledger
        changed = changes(ledger, town_id, self.methodology.indicators) if ledger.version else ()
        return replace(found, changes=changed)

    def _of(self, town_id: str) -> TownScore:
        """Without what has changed, which takes longer than all the rest."""
        town, cards = self._catalogue.town(town_id), self._cards
        return TownScore(town, cards.get(town_id), self.methodology, self._catalogue.economic, len(cards))

    def then(self, town_id: str, year: int | None = None, day: date | None = None) -> Then:
        """Without a year and a day as it is: what can be asked for is told all the same."""
        now, ledger = self.of(town_id), self._now().ledger.of_town(town_id)
        moment = end_of(day) if day else None
        methodology = self._by(moment) if moment else self.methodology
        card = taken(ledger, methodology, year, moment).cards.get(town_id)
        then = TownScore(now.town, card, methodology, now.scale, now.scored)
        return Then(then, now, year, day, years_of(ledger, town_id), days_of(ledger, town_id))

    def all(self) -> tuple[TownScore, ...]:
        return tuple(self._of(town.id) for town in self._catalogue.towns)

    def card(self, town_id: str) -> Scorecard:
        """Raises Unknown also for a town without data: nothing we show leads there."""
        self._catalogue.town(town_id)
        card = self._cards.get(town_id)
        if card is None:
            raise Unknown(f"no scorecard of {town_id!r}")
        return card

    def indicator(self, indicator_id: str, town_id: str = "") -> TownLine:
        indicator = self.methodology.indicators.get(indicator_id)
        if indicator is None:
            raise Unknown(f"indicator {indicator_id!r}")
        if not town_id:
            return TownLine(indicator, self.methodology)
        line = self.card(town_id).lines[indicator_id]
        return TownLine(indicator, self.methodology, self._catalogue.town(town_id), line)

    def what_if(self, town_id: str, changes: Mapping[str, Value]) -> Supposed:
        """Raises core.scales.NotOnScale for a value that an indicator cannot have."""
        before = self.card(town_id)
        after = what_if(self.methodology, before.sheet, changes)
        return Supposed(self._catalogue.town(town_id), before, after, changes)

    def paths(self, town_id: str) -> tuple[Path, ...]:
        """To each tier above the one the total stands in."""
        card = self.card(town_id)
        return tuple(
            path_to(card, each.tier)
            for each in self.methodology.tiers
            if card.total is not None and each.first > card.total
        )

    def compare(self, towns: Sequence[int]) -> Comparison:
        """By their numbers in the Programme's list."""
        numbered = {town.number: town.id for town in self._catalogue.towns}
        if strange := [number for number in towns if number not in numbered]:
            raise Unknown(f"towns {strange}")
        found = tuple(self._of(numbered[number]) for number in dict.fromkeys(towns[:MOST_COMPARED]))
        return Comparison(found, self.when)

    def ranking(self, by: str) -> Ranking:
        known, ever = self._cards, self._now().version > 0
        cards = known.values()
        indicator = None
        match by:
            case "score":
                places = by_total(cards)
            case "tier" | "oblast":
                places = by_tier(cards) if by == "tier" else by_total(cards)
            case _:
                indicator = self.indicator(by).indicator
                places = by_indicator(cards, by)
        without = tuple(town for town in self._catalogue.towns if town.id not in known)
        ranked = tuple(map(self._ranked, places))
        return Ranking(by, self.methodology, ranked, without, indicator, self.when, ever)

    def _ranked(self, place: Place) -> Ranked:
        return Ranked(self._catalogue.town(place.card.town), place.place, place.card)
