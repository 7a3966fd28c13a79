"""Which town is meant, where it lies, and its economic potential."""

from dataclasses import dataclass

from core.catalogue import Catalogue
from core.localised import Localised
from core.places import Nearby, nearest
from core.sources import Note
from core.towns import Answer, Candidates, EconomicScale, Found, NotFound, NotMonotown, Oblast, Town

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


class Towns:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def count(self) -> int:
        return len(self._catalogue.towns)

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

    def in_oblast(self, oblast_id: str) -> OblastTowns:
        return OblastTowns(self._catalogue.oblast(oblast_id), self._catalogue.towns.of_oblast(oblast_id))
