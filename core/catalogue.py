"""Everything in data/ as one immutable, cross-checked object."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.methodology import Methodology
from core.observations import Sheet
from core.programmes import Edition
from core.sources import Document
from core.towns import EconomicScale, Oblast, Town, TownIndex


class Unknown(LookupError):
    """An id that is not in data/, or no longer: an old button, or a forged one."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: str  # changes with the content of data/ and with nothing else
    documents: Mapping[str, Document]
    oblasts: Mapping[str, Oblast]
    economic: EconomicScale
    towns: TownIndex
    editions: tuple[Edition, ...]
    innovation: Methodology
    sheets: Mapping[str, Sheet]  # what the innovation potential is scored from, by town; most towns have none

    def town(self, town_id: str) -> Town:
        town = self.towns.get(town_id)
        if town is None:
            raise Unknown(f"town {town_id!r}")
        return town

    def oblast(self, oblast_id: str) -> Oblast:
        oblast = self.oblasts.get(oblast_id)
        if oblast is None:
            raise Unknown(f"oblast {oblast_id!r}")
        return oblast
