"""data/names.yaml and places.yaml → what every name means."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from core.files import grammar
from core.files.library import NAMELESS, NOWHERE, Library
from core.files.marked import Page, Problems, read_yaml
from core.files.marked import Place as Way
from core.files.shapes import NamesShape, PlacesFile, PlaceShape, Slug
from core.files.towns import Atlas
from core.flaws import FlawKind
from core.spelling import Tongue
from core.towns import Caution, How, Name, Named, Place, Town, TownIndex

NAMES = TypeAdapter(dict[Slug, NamesShape])
PLACES = TypeAdapter(PlacesFile)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and where it was read, for the case that it means something else already."""

    named: Named
    page: Page
    way: Way


def read_index(directory: Path, atlas: Atlas, library: Library, problems: Problems) -> TownIndex:
    entries = (
        *of_oblasts(atlas),
        *of_towns(read_yaml(directory / "names.yaml"), atlas, problems),
        *of_places(read_yaml(directory / "places.yaml"), atlas, library, problems),
    )
    names = [entry.named for entry in entries]
    index = TownIndex((atlas.towns or {}).values(), names, *grammar.read(directory, problems))
    for clash in index.clashes:
        entry = entries[clash.at]
        problems.add(entry.page, entry.way, FlawKind.CLASH, value=clash.form, one=clash.other, other=clash.one)
    return index


def of_oblasts(atlas: Atlas) -> Iterator[Entry]:
    for at, shape in enumerate(atlas.oblast_shapes or ()):
        oblast = (atlas.oblasts or {})[shape.id]
        for text in shape.names:
            yield Entry(Named(oblast, Name(text)), atlas.oblast_page, (at, "names"))
        for text in shape.adjectives:
            yield Entry(Named(oblast, Name(text, tongue="adjective")), atlas.oblast_page, (at, "adjectives"))


def of_towns(page: Page, atlas: Atlas, problems: Problems) -> Iterator[Entry]:
    shapes = problems.read(page, NAMES) or {}
    for town_id in shapes:
        problems.known(page, (town_id,), town_id, atlas.towns)
    for town in (atlas.towns or {}).values():
        shape = shapes.get(town.id, NamesShape())
        # Of two spellings of one name the first counts, and only one of several words is found in a sentence.
        names = sorted(names_of(town, shape), key=lambda name: -name.parts)
        meant = {"offered": shape.offered, "aside": shape.aside.of if shape.aside else ()}
        for field, texts in meant.items():
            for text in texts:
                if text not in {name.text for name in names}:
                    problems.add(page, (town.id, field), FlawKind.NOT_A_NAME, value=text)
        yield from (Entry(Named(town, name), page, (town.id,)) for name in names)


def names_of(town: Town, shape: NamesShape) -> Iterator[Name]:
    def name(text: str, how: How, tongue: Tongue, caution: Caution = "none") -> Name:
        aside = shape.aside.text if shape.aside and text in shape.aside.of else None
        return Name(text, how, tongue, "offered" if text in shape.offered else caution, aside)

    tongues: tuple[tuple[Tongue, tuple[str, ...]], ...] = (
        ("kazakh", (town.name.kk, *shape.kazakh)),
        ("russian", (town.name.ru, *shape.russian)),
        ("english", (town.name.en, *shape.english)),
        ("adjective", shape.adjectives),
    )
    for tongue, texts in tongues:
        yield from (name(text, "name", tongue) for text in texts)
    yield from (name(text, "near", "russian") for text in shape.slips)
    yield from (name(text, "name", "kazakh", "alone") for text in shape.alone)
    for tongue in ("kazakh", "russian"):
        yield from (name(text, "former", tongue) for text in shape.former)
        yield from (name(text, "former", tongue, "doubtful") for text in shape.doubtful)


def of_places(page: Page, atlas: Atlas, library: Library, problems: Problems) -> Iterator[Entry]:
    content = problems.read(page, PLACES)
    if content is None:
        return
    kinds = {
        kind: (shape.text, library.source(page, ("kinds", kind, "source"), shape.source))
        for kind, shape in content.kinds.items()
    }
    problems.once(page, [(("places", at, "id"), shape.id) for at, shape in enumerate(content.places)])
    for at, shape in enumerate(content.places):
        way = ("places", at)
        what, source = problems.known(page, (*way, "kind"), shape.kind, kinds) or (NAMELESS, NOWHERE)
        for position, town_id in enumerate(shape.mistaken):
            problems.known(page, (*way, "mistaken", position), town_id, atlas.towns)
        place = Place(shape.id, shape.name, what, source, shape.mistaken)
        yield from (Entry(Named(place, name), page, way) for name in names_of_place(shape))


def names_of_place(shape: PlaceShape) -> Iterator[Name]:
    tongues: tuple[Tongue, Tongue] = ("kazakh", "russian") if shape.declined else ("english", "english")
    yield Name(shape.name.kk, tongue=tongues[0])
    yield from (Name(text, tongue=tongues[1]) for text in (shape.name.ru, *shape.names))
    yield Name(shape.name.en, tongue="english")
