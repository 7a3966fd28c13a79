"""data/words.yaml → the words figures are sent with."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, get_args

from pydantic import AfterValidator, TypeAdapter

from core.files.marked import Page, Problems, read_yaml
from core.files.shapes import Shape, every
from core.flaws import FlawKind
from core.localised import LANGUAGES, Text
from core.methodology import Methodology
from core.quantities import Measure
from core.towns import TownIndex
from core.vocabulary import LABELS, Label, Named, Vocabulary, Words


class SpokenShape(Shape):
    kk: tuple[Text, ...]
    ru: tuple[Text, ...]
    en: tuple[Text, ...]

    def named(self) -> Iterator[Named]:
        for language in LANGUAGES:
            yield from ((text, language) for text in getattr(self, language))


class WordsFile(Shape):
    indicators: dict[str, SpokenShape]
    choices: dict[str, dict[str, SpokenShape]]
    measures: Annotated[dict[Measure, tuple[Text, ...]], AfterValidator(every(get_args(Measure)))]
    labels: Annotated[dict[Label, SpokenShape], AfterValidator(every(LABELS))]
    year: tuple[Text, ...]
    source: tuple[Text, ...]
    fillers: tuple[Text, ...]
    explanations: tuple[Text, ...]


SHAPE = TypeAdapter(WordsFile)


def read_vocabulary(
    directory: Path, methodology: Methodology | None, towns: TownIndex, problems: Problems
) -> Vocabulary | None:
    """None when there is something to mend: words without what they stand for say nothing."""
    page = read_yaml(directory / "words.yaml")
    shape = problems.read(page, SHAPE)
    if shape is None or methodology is None:
        return None
    before = len(problems.found)
    known_only(page, shape, methodology, problems)
    vocabulary = Vocabulary(methodology, towns, words(shape))
    for clash in vocabulary.clashes:
        problems.add(page, (), FlawKind.CLASH, value=clash.text, one=clash.other, other=clash.one)
    return vocabulary if len(problems.found) == before else None


def known_only(page: Page, shape: WordsFile, methodology: Methodology, problems: Problems) -> None:
    for indicator_id in shape.indicators:
        problems.known(page, ("indicators", indicator_id), indicator_id, methodology.indicators)
    for indicator_id, of_choices in shape.choices.items():
        indicator = problems.known(page, ("choices", indicator_id), indicator_id, methodology.indicators)
        known: Mapping[str, object] = {choice.id: choice for choice in indicator.choices} if indicator else {}
        for choice_id in of_choices if indicator else ():
            problems.known(page, ("choices", indicator_id, choice_id), choice_id, known)


def words(shape: WordsFile) -> Words:
    return Words(
        indicators={each: tuple(spoken.named()) for each, spoken in shape.indicators.items()},
        choices={
            (each, choice): tuple(spoken.named())
            for each, of_choices in shape.choices.items()
            for choice, spoken in of_choices.items()
        },
        measures=shape.measures,
        labels={label: tuple(spoken.named()) for label, spoken in shape.labels.items()},
        year=shape.year,
        source=shape.source,
        fillers=shape.fillers,
        explanations=shape.explanations,
    )
