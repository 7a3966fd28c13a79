"""data/towns.csv, oblasts.yaml and potential.yaml → towns and the scale their tiers stand on."""

from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from core.files.library import NAMELESS, Library
from core.files.marked import Page, Problems, read_table, read_yaml
from core.files.shapes import OblastShape, PotentialFile
from core.files.shapes_towns import TownShape
from core.files.typology import Typology
from core.flaws import FlawKind
from core.localised import Localised
from core.places import EconomicPotential, EconomicScale, Oblast, Population, Position, Town
from core.sources import Source

OBLASTS = TypeAdapter(tuple[OblastShape, ...])
TOWNS = TypeAdapter(tuple[TownShape, ...])
POTENTIAL = TypeAdapter(PotentialFile)


class Atlas:
    """`oblasts` and `towns` are None where their file cannot be read."""

    def __init__(self, directory: Path, library: Library, problems: Problems) -> None:
        self._library = library
        self._problems = problems
        self.oblast_page = read_yaml(directory / "oblasts.yaml")
        self.oblast_shapes = problems.read(self.oblast_page, OBLASTS)
        self.oblasts = self._oblasts(self.oblast_shapes)
        self._typology = Typology(read_yaml(directory / "typology.yaml"), problems)
        self.branches = self._typology.branches
        self._town_page = read_table(directory / "towns.csv")
        self.town_shapes = problems.read(self._town_page, TOWNS)
        self.towns = self._towns(self.town_shapes)
        self.economic = self._scale(read_yaml(directory / "potential.yaml"))
        self._check_oblasts()

    def _oblasts(self, shapes: tuple[OblastShape, ...] | None) -> dict[str, Oblast] | None:
        if shapes is None:
            return None
        self._problems.once(self.oblast_page, [((at, "id"), each.id) for at, each in enumerate(shapes)])
        return {each.id: Oblast(each.id, each.name) for each in shapes}

    def _towns(self, shapes: tuple[TownShape, ...] | None) -> dict[str, Town] | None:
        if shapes is None:
            return None
        page, problems = self._town_page, self._problems
        problems.once(page, [((at, "id"), each.id) for at, each in enumerate(shapes)])
        problems.once(page, [((at, "number"), each.number) for at, each in enumerate(shapes)])
        return {each.id: self._town(at, each) for at, each in enumerate(shapes)}

    def _town(self, at: int, shape: TownShape) -> Town:
        def source(column: str) -> Source:
            return self._library.source(self._town_page, (at, column), getattr(shape, column), row=shape.number)

        return Town(
            id=shape.id,
            number=shape.number,
            name=Localised(kk=shape.kk, ru=shape.ru, en=shape.en),
            printed=shape.printed,
            oblast=self._oblast(at, "oblast", shape.oblast),
            oblast_source=source("oblast_source"),
            oblast_2012=self._oblast(at, "oblast_2012", shape.oblast_2012),
            oblast_2012_source=source("oblast_2012_source"),
            population=Population(shape.population, source("population_source")),
            population_2014=Population(
                shape.population_2014,
                source("population_2014_source"),
                comparable=shape.comparable == "yes",
                to_nearest=shape.population_2014_to,
            ),
            potential=EconomicPotential(shape.tier, source("tier_source")),
            position=Position(shape.lat, shape.lon, shape.within_km, source("coordinates_source")),
            branch=self._typology.branch(self._town_page, at, shape.branch, source("branch_source")),
            enterprises=self._typology.enterprises(shape.enterprise, source("enterprise_source")),
            specialisation=self._typology.specialisation(
                self._town_page, at, shape.specialisation, source("specialisation_source")
            ),
        )

    def _oblast(self, at: int, column: str, oblast_id: str) -> Oblast:
        found = self._problems.known(self._town_page, (at, column), oblast_id, self.oblasts)
        return found or Oblast(oblast_id, NAMELESS)

    def _check_oblasts(self) -> None:
        """Whoever asks for an oblast is shown its towns, so it has some: today, or in 2012."""
        shown = {id_ for town in (self.towns or {}).values() for id_ in (town.oblast.id, town.oblast_2012.id)}
        for at, shape in enumerate(self.oblast_shapes or ()):
            if self.towns is not None and shape.id not in shown:
                self._problems.add(self.oblast_page, (at,), FlawKind.OBLAST_OF_NOTHING, value=shape.id)

    def _scale(self, page: Page) -> EconomicScale | None:
        shape = self._problems.read(page, POTENTIAL)
        if shape is None:
            return None
        notes = tuple(self._library.note(page, ("notes", at), note) for at, note in enumerate(shape.notes))
        return EconomicScale(shape.name, shape.judged_by, MappingProxyType(shape.tiers), notes)
