from collections.abc import Iterator

import pytest

from core.catalogue import Unknown
from core.localised import LANGUAGES
from core.sources import Note, Source
from tests.catalogues import cases, catalogue

CATALOGUE = catalogue()


def sources() -> Iterator[Source]:
    for town in CATALOGUE.towns:
        yield from (town.oblast_source, town.oblast_2012_source, town.population.source, town.potential.source)
        yield from (town.population_2014.source, town.position.source)
        yield from (town.branch.source, town.enterprises.source, town.specialisation.source)
    for said in (*CATALOGUE.figures, *CATALOGUE.figures.facts.values()):
        yield from (said.source, *said.also)
    for criterion in (*CATALOGUE.criteria.promising, *CATALOGUE.criteria.unpromising):
        yield criterion.source
    for document in CATALOGUE.monotown.documents:
        yield from (document.population.source, *(mark.source for mark in document.marks))
        yield from (note.source for note in document.notes)
    yield from (target.source for target in CATALOGUE.targets.all)
    yield from (note.source for note in (*CATALOGUE.criteria.says, *CATALOGUE.targets.notes))
    for chapter in CATALOGUE.chapters:
        yield from (note.source for record in chapter.records for note in record.says)
    for edition in CATALOGUE.editions:
        procedure = edition.microcredit
        yield from (edition.source, procedure.source, *(ending.source for ending in edition.endings))
        yield from (limit.source for limit in procedure.limits.values())
        yield from (note.source for note in procedure.notes)
        for paper in procedure.papers:
            yield from (paper.source, *(note.source for note in (*paper.traps, *paper.readings)))


def test_every_figure_and_rule_has_a_source_in_the_catalogue() -> None:
    assert all(CATALOGUE.documents[source.document.id] == source.document for source in sources())


def test_every_figure_of_the_list_names_its_row() -> None:
    for town in CATALOGUE.towns:
        for source in (town.population.source, town.potential.source, town.oblast_2012_source):
            assert source.document.id == "programme"
            assert source.place
            assert all(str(town.number) in source.place.into(language) for language in LANGUAGES)


def test_the_scale_names_itself_and_its_judge() -> None:
    scale = CATALOGUE.economic
    assert scale.name.en == "economic potential"
    assert "akimat" in scale.judged_by.en
    assert {tier: name.kk for tier, name in scale.tiers.items()} == {
        "high": "жоғары", "medium": "орташа", "low": "төмен",
    }  # fmt: skip
    assert all(isinstance(note, Note) for note in scale.notes)


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("serebryansk", "9,653"),  # fewer than the criterion asks for
        ("altai", "Zyryanovsk"),
        ("kentau", "cannot be compared"),
        ("temirtau", "innovation potential"),
    ],
)
def test_contradictions_stand_beside_the_town_they_concern(town: str, words: str) -> None:
    assert any(words in note.text.en for note in CATALOGUE.chapters.beside(town))


def test_only_the_eight_towns_of_the_other_scale_are_warned_of_it() -> None:
    beside = CATALOGUE.chapters.beside
    warned = {town.id for town in CATALOGUE.towns if any("innovation" in note.text.en for note in beside(town.id))}
    assert warned == {town.id for town in CATALOGUE.towns if town.oblast_2012.id == "karaganda"}


def test_what_is_not_in_data_is_unknown() -> None:
    with pytest.raises(Unknown, match="aktau"):
        CATALOGUE.town("aktau")
    with pytest.raises(Unknown, match="narnia"):
        CATALOGUE.oblast("narnia")


def test_the_list_adds_up_to_its_printed_total() -> None:
    assert sum(case["people"] for case in cases("potential")) == 1_526_113
    assert sum(town.population.people for town in CATALOGUE.towns) == 1_526_113
