"""What there is: oblasts, the monotowns with what is printed of each, and other places people ask about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal, get_args

from core.localised import Localised
from core.sources import Note, Source

Tier = Literal["high", "medium", "low"]
TIERS: tuple[Tier, ...] = get_args(Tier)
Sort = Literal["extraction", "processing", "science"]
SORTS: tuple[Sort, ...] = get_args(Sort)
State = Literal["working", "partly", "stopped"]
"""How the town-forming enterprises stand."""
STATES: tuple[State, ...] = get_args(State)

EARTH_KM = 6371.0088  # its mean radius


@dataclass(frozen=True, slots=True)
class Oblast:
    id: str
    name: Localised


@dataclass(frozen=True, slots=True)
class Population:
    """`comparable` is False where a later figure counts another territory; `to_nearest` 100 is a rounded one."""

    people: int
    source: Source  # its period is the day of the count, or its year
    comparable: bool = True
    to_nearest: int = 1


@dataclass(frozen=True, slots=True)
class EconomicPotential:
    tier: Tier
    source: Source


@dataclass(frozen=True, slots=True)
class EconomicScale:
    """What the tiers are called and who judged them. It is not the scale of innovation potential, and every
    answer names it.
    """

    name: Localised
    judged_by: Localised  # a noun phrase, said after "judged by:"
    tiers: Mapping[Tier, Localised]
    notes: tuple[Note, ...]  # what belongs beside every town's tier


@dataclass(frozen=True, slots=True)
class Position:
    """`within_km` is how far two gazetteers lie apart at most; None: there is one only, and nothing to check it by."""

    lat: float
    lon: float
    within_km: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Branch:
    id: str
    name: Localised
    sort: Sort
    sort_name: Localised
    source: Source


@dataclass(frozen=True, slots=True)
class Enterprises:
    state: State
    name: Localised
    source: Source


@dataclass(frozen=True, slots=True)
class Specialisation:
    """What another article prints for the town; `first` is the sort of industry it names first."""

    id: str
    name: Localised
    first: Sort
    source: Source


@dataclass(frozen=True, slots=True)
class Town:
    id: str
    number: int  # its row in the Programme's list
    name: Localised  # of today
    printed: str  # what the Programme's list prints, in Kazakh
    oblast: Oblast  # of today
    oblast_source: Source
    oblast_2012: Oblast
    oblast_2012_source: Source
    population: Population
    population_2014: Population
    potential: EconomicPotential
    position: Position
    branch: Branch
    enterprises: Enterprises
    specialisation: Specialisation

    @property
    def renamed(self) -> bool:
        return self.printed != self.name.kk

    @property
    def moved(self) -> bool:
        """The border moved, not the town."""
        return self.oblast.id != self.oblast_2012.id

    @property
    def specialised_otherwise(self) -> bool:
        """The article names another sort of industry first than the Programme."""
        return self.specialisation.first != self.branch.sort


@dataclass(frozen=True, slots=True)
class Place:
    """A place people ask about that is not one of the monotowns."""

    id: str
    name: Localised
    what: Localised  # a whole kind sentence: what it is instead
    source: Source
    mistaken: tuple[str, ...] = ()  # ids of towns whose names are close enough to have been meant


@dataclass(frozen=True, slots=True)
class Nearby:
    """`within_km` is the certainty of the town's place, as Position has it; the distance is no surer than that."""

    town: Town
    km: float
    within_km: int | None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Along the great circle."""
    half_lat, half_lon = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def nearest(towns: Iterable[Town], lat: float, lon: float) -> tuple[Nearby, ...]:
    """All of them, the nearest first; as far as one another, in the order given."""
    found = (
        Nearby(town, distance_km(lat, lon, town.position.lat, town.position.lon), town.position.within_km)
        for town in towns
    )
    return tuple(sorted(found, key=lambda nearby: nearby.km))
