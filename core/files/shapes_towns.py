"""What data/towns.csv and typology.yaml must look like."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PositiveInt

from core.files.shapes import Shape, Slug, every
from core.localised import Localised, Text
from core.places import SORTS, STATES, Sort, State, Tier

Answer = Literal["yes", "no"]


class TownShape(Shape):
    number: PositiveInt
    id: Slug
    kk: Text
    ru: Text
    en: Text
    printed: Text
    oblast: Slug
    oblast_source: Slug
    oblast_2012: Slug
    oblast_2012_source: Slug
    population: PositiveInt
    population_source: Slug
    tier: Tier
    tier_source: Slug
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    within_km: PositiveInt | None = None
    coordinates_source: Slug
    population_2014: PositiveInt
    population_2014_to: PositiveInt
    population_2014_source: Slug
    comparable: Answer
    branch: Slug
    branch_source: Slug
    enterprise: State
    enterprise_source: Slug
    specialisation: Slug
    specialisation_source: Slug


class BranchShape(Shape):
    type: Sort
    name: Localised


class SpecialisationShape(Shape):
    first: Sort
    name: Localised


class TypologyFile(Shape):
    types: Annotated[dict[Sort, Localised], AfterValidator(every(SORTS))]
    branches: dict[Slug, BranchShape]
    enterprises: Annotated[dict[State, Localised], AfterValidator(every(STATES))]
    specialisations: dict[Slug, SpecialisationShape]
