"""Which town is meant, where it lies, and its economic potential."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.access import Places
from core.catalogue import Catalogue, Unknown
from core.localised import Localised
from core.places import Nearby, nearest
from core.sources import Note
from core.towns import Answer, Candidates, EconomicScale, Found, NotFound, NotMonotown, Oblast, Town, TownIndex

__all__ = [
    "Answer",
    "Candidates",
    "Found",
    "Nearby",
    "NotFound",
    "NotMonotown",
    "OblastTowns",
    "PotentialAnswer",
    "Towns",
    "Whereabouts",
]


@dataclass(frozen=True, slots=True)
class PotentialAnswer:
    """A town's economic potential. The scale is named beside the tier: there is another one, of innovation."""

    town: Town
    scale: EconomicScale
    notes: tuple[Note, ...]

    @property
    def tier_name(self) -> Localised:
        return self.scale.tiers[self.town.potential.tier]


@dataclass(frozen=True, slots=True)
class OblastTowns:
    oblast: Oblast
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Places of a right, by their names. `lost` are ids that data/ does not hold any more."""

    everywhere: bool = False
    oblasts: tuple[Oblast, ...] = ()
    towns: tuple[Town, ...] = ()
    lost: tuple[str, ...] = ()


class Towns:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def count(self) -> int:
        return len(self._catalogue.towns)

    @property
    def index(self) -> TownIndex:
        return self._catalogue.towns

    def find(self, text: str) -> Answer:
        return self._catalogue.towns.find(text)

    def beginning(self, text: str) -> tuple[Town, ...]:
        return self._catalogue.towns.beginning(text)

    def nearest(self, lat: float, lon: float, most: int) -> tuple[Nearby, ...]:
        return nearest(self._catalogue.towns, lat, lon)[:most]

    def potential(self, town_id: str) -> PotentialAnswer:
        notes = self._catalogue.chapters.beside(town_id)
        return PotentialAnswer(self._catalogue.town(town_id), self._catalogue.economic, notes)

    def by_oblast(self) -> tuple[OblastTowns, ...]:
        """Oblasts of today that have a monotown, in the order of the Programme's list."""
        today = dict.fromkeys(town.oblast.id for town in self._catalogue.towns)
        return tuple(self.in_oblast(oblast_id) for oblast_id in today)

    def whereabouts(self, places: Places) -> Whereabouts:
        oblasts = {each.oblast.id: each.oblast for each in self.by_oblast()}
        towns = {town.id: town for town in self._catalogue.towns}
        return Whereabouts(
            places.everywhere,
            tuple(oblast for id_, oblast in oblasts.items() if id_ in places.oblasts),
            tuple(town for id_, town in towns.items() if id_ in places.towns),
            tuple(sorted((places.oblasts - oblasts.keys()) | (places.towns - towns.keys()))),
        )

    def picked(self, oblasts: Iterable[int], towns: Iterable[int]) -> Places:
        """By numbers of the Programme's list, which do not change; an oblast goes by any town of it."""
        return Places(
            oblasts=frozenset(self._numbered(number).oblast.id for number in oblasts),
            towns=frozenset(self._numbered(number).id for number in towns),
        )

    def _numbered(self, number: int) -> Town:
        town = next((town for town in self._catalogue.towns if town.number == number), None)
        if town is None:
            raise Unknown(f"town No. {number}")
        return town

    def in_oblast(self, oblast_id: str) -> OblastTowns:
        return OblastTowns(self._catalogue.oblast(oblast_id), self._catalogue.towns.of_oblast(oblast_id))
