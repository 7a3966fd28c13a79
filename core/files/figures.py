"""data/measures.yaml, figures.csv and facts.yaml → Figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pydantic import TypeAdapter

from core.figures import Amount, Benchmark, Fact, Figure, Figures, Group, Measure, Qualifier, counted
from core.files.library import NAMELESS, Library
from core.files.marked import Page, Place, Problems, read_table, read_yaml
from core.files.shapes_figures import BenchmarkShape, FactShape, FigureShape, MeasuresFile
from core.files.towns import Atlas
from core.flaws import FlawKind
from core.sources import Source

MEASURES = TypeAdapter(MeasuresFile)
FIGURES = TypeAdapter(tuple[FigureShape, ...])
FACTS = TypeAdapter(tuple[FactShape, ...])
PEOPLE = "population"
NO_GROUP = Group("?", NAMELESS)


@dataclass(frozen=True, slots=True)
class Almanac:
    """What figures.csv and facts.yaml refer to, as far as it could be read."""

    content: MeasuresFile | None
    groups: dict[str, Group] | None
    measures: dict[str, Measure] | None
    benchmarks: dict[str, Benchmark]
    places: dict[str, object] | None  # towns and benchmarks


def read_figures(directory: Path, atlas: Atlas, library: Library, problems: Problems) -> Figures:
    almanac = read_measures(read_yaml(directory / "measures.yaml"), atlas, problems)
    printed = list(
        chain(people(almanac, atlas), of_table(read_table(directory / "figures.csv"), almanac, library, problems))
    )
    facts = read_facts(read_yaml(directory / "facts.yaml"), almanac, atlas, library, problems)
    return Figures((almanac.measures or {}).values(), almanac.benchmarks.values(), printed, facts)


def read_measures(page: Page, atlas: Atlas, problems: Problems) -> Almanac:
    content = problems.read(page, MEASURES)
    if content is None:
        return Almanac(None, None, None, {}, None)
    groups = {key: Group(key, name) for key, name in content.groups.items()}
    problems.once(page, [(("measures", at, "id"), each.id) for at, each in enumerate(content.measures)])
    measures = {}
    for at, shape in enumerate(content.measures):
        group = problems.known(page, ("measures", at, "group"), shape.group, groups) or NO_GROUP
        fields = shape.name, shape.short, shape.what, shape.unit, shape.better, shape.computed
        measures[shape.id] = Measure(shape.id, group, *fields)
    if PEOPLE not in measures:
        problems.add(page, ("measures",), FlawKind.KEYS_MISSING, keys=PEOPLE)
    benchmarks = dict(read_benchmarks(page, content.benchmarks, atlas, problems))
    places = None if atlas.towns is None else {**atlas.towns, **benchmarks}
    return Almanac(content, groups, measures, benchmarks, places)


def read_benchmarks(
    page: Page, shapes: tuple[BenchmarkShape, ...], atlas: Atlas, problems: Problems
) -> Iterator[tuple[str, Benchmark]]:
    taken = [*(atlas.towns or {}), *(shape.id for shape in shapes)]
    for at, shape in enumerate(shapes):
        way: Place = ("benchmarks", at)
        if taken.count(shape.id) > 1:
            problems.add(page, (*way, "id"), FlawKind.PLACE_TAKEN, value=shape.id)
        if shape.oblast is not None:
            problems.known(page, (*way, "oblast"), shape.oblast, atlas.oblasts)
        yield shape.id, Benchmark(shape.id, shape.name, shape.oblast)


def people(almanac: Almanac, atlas: Atlas) -> Iterator[Figure]:
    if almanac.content and almanac.measures and PEOPLE in almanac.measures:
        for town in (atlas.towns or {}).values():
            yield from counted(almanac.measures[PEOPLE], town, almanac.content.other_borders)


def of_table(page: Page, almanac: Almanac, library: Library, problems: Problems) -> Iterator[Figure]:
    shapes = problems.read(page, FIGURES) or ()
    for at, shape in enumerate(shapes):
        problems.known(page, (at, "place"), shape.place, almanac.places)
        measure = problems.known(page, (at, "measure"), shape.measure, almanac.measures)
        remarks = almanac.content.remarks if almanac.content else None
        note = problems.known(page, (at, "note"), shape.note, remarks) if shape.note else None
        source = library.source(page, (at, "source"), shape.source)
        also = sources(page, (at, "also"), shape.also, library)
        if measure is None:
            continue
        if measure.computed:
            problems.add(page, (at, "measure"), FlawKind.WORKED_OUT, value=measure.id)
        amount, qualifier = amount_of(shape)
        yield Figure(measure, shape.place, amount, qualifier, source, also, note, doubtful=shape.doubtful == "yes")


def amount_of(shape: FigureShape) -> tuple[Amount, Qualifier]:
    low, high = shape.value
    if shape.qualifier == "above":
        return Amount(low, None), "above"
    return Amount(low, high), shape.qualifier or ("exactly" if low == high else "between")


def sources(page: Page, way: Place, ids: tuple[str, ...], library: Library) -> tuple[Source, ...]:
    return tuple(library.source(page, (*way, position), each) for position, each in enumerate(ids))


def read_facts(page: Page, almanac: Almanac, atlas: Atlas, library: Library, problems: Problems) -> Iterator[Fact]:
    shapes = problems.read(page, FACTS) or ()
    problems.once(page, [((at, "id"), shape.id) for at, shape in enumerate(shapes)])
    for at, shape in enumerate(shapes):
        group = problems.known(page, (at, "group"), shape.group, almanac.groups) or NO_GROUP
        for position, town_id in enumerate(shape.towns):
            problems.known(page, (at, "towns", position), town_id, atlas.towns)
        source = library.source(page, (at, "source"), shape.source)
        also = sources(page, (at, "also"), shape.also, library)
        yield Fact(shape.id, group, frozenset(shape.towns), shape.text, source, also)
