"""data/programmes/<edition>/ → the rules of the edition, and the layouts of its codes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from core.codes import Layout
from core.eligibility import Group, Hint, Measure, Need, Question, Rulebook, version_of
from core.files.chapters import disagree
from core.files.library import NAMELESS, NOWHERE, Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.questions import Vocabulary, read_questions
from core.files.shapes_rules import (
    CitedShape,
    HintShape,
    LayoutShape,
    MeasuresFile,
    MeasureShape,
    NeedShape,
    PhrasesFile,
    RuledShape,
)
from core.files.wishes import read_wishes
from core.flaws import FlawKind
from core.localised import LANGUAGES, Localised
from core.places import Town
from core.rules import Change, Condition, NotStated
from core.wishes import Wish

CONDITIONS = TypeAdapter(tuple[RuledShape, ...])
MEASURES = TypeAdapter(MeasuresFile)
PHRASES = TypeAdapter(PhrasesFile)
LAYOUTS = TypeAdapter(tuple[LayoutShape, ...])
TEXT = frozenset(LANGUAGES)
NOTHING = Rulebook((), (), (), MappingProxyType({}), "")
NO_CONDITION = Condition("?", NotStated(), NOWHERE, NAMELESS, NAMELESS, NAMELESS)
"""Stand in for what was not found, so that the rest can still be checked; nothing built with them is handed out."""


class RulesReader:
    """Reads the folder of one edition. `towns` is None where their own file could not be read."""

    def __init__(self, folder: Path, towns: Mapping[str, Town] | None, library: Library, problems: Problems) -> None:
        self._folder = folder
        self._towns = towns
        self._library = library
        self._problems = problems
        self._vocabulary = Vocabulary()
        self._conditions: dict[str, Condition] | None = None
        self._phrases: PhrasesFile | None = None
        self._whole = True

    def rules(self) -> Rulebook:
        found = read_questions(self._page("questions"), self._towns, self._problems)
        if found is None:
            return NOTHING
        questions, self._vocabulary = found
        phrases, conditions = self._page("phrases"), self._page("conditions")
        self._phrases = self._problems.read(phrases, PHRASES)
        self._conditions = self._read_conditions(conditions, questions)
        files = self._measure_files()
        measures = tuple(
            self._measure(page, ("measures", at), file.group.id, shape)
            for page, file in files
            for at, shape in enumerate(file.measures)
        )
        return Rulebook(
            questions=questions,
            groups=tuple(Group(file.group.id, file.group.title) for _, file in files),
            measures=measures if self._whole else (),  # those of a file that cannot be read are not missed elsewhere
            prospects=MappingProxyType(
                {
                    tier: tuple(
                        self._library.note(phrases, ("prospects", tier, at), note) for at, note in enumerate(said)
                    )
                    for tier, said in (self._phrases.prospects if self._phrases else {}).items()
                }
            ),
            version=version_of(questions, measures),
        )

    def layouts(self, rules: Rulebook) -> tuple[Layout, ...]:
        page = self._page("codes")
        shapes = self._problems.read(page, LAYOUTS) or ()
        layouts = tuple(
            Layout(shape.number, self._folder.name, tuple(shape.answers.items()), shape.measures) for shape in shapes
        )
        if layouts and rules.measures and self._towns is not None:
            self._check_newest(page, (len(layouts) - 1,), layouts[-1], rules)
        return layouts

    def wishes(self, rules: Rulebook) -> tuple[Wish, ...]:
        return read_wishes(self._page("wishes"), rules, self._problems)

    def _page(self, name: str) -> Page:
        path = self._folder / f"{name}.yaml"
        page = read_yaml(path, f"{self._folder.name}/{path.name}")
        self._check_texts(page)
        return page

    def _check_texts(self, page: Page) -> None:
        for place, texts in texts_in(page.content, ()):
            if disagree(texts):
                self._problems.add(page, place, FlawKind.NUMBERS_DIFFER)

    def _read_conditions(self, page: Page, questions: tuple[Question, ...]) -> dict[str, Condition] | None:
        shapes = self._problems.read(page, CONDITIONS)
        if shapes is None:
            return None
        self._problems.once(page, [((at, "id"), shape.id) for at, shape in enumerate(shapes)])
        options = {each.id: {option.id: option for option in each.options} for each in questions}
        return {shape.id: self._condition(page, (at,), shape, options) for at, shape in enumerate(shapes)}

    def _condition(
        self, page: Page, at: Place, shape: RuledShape, options: Mapping[str, Mapping[str, object]]
    ) -> Condition:
        change = None
        if shape.change is not None:
            change = Change(MappingProxyType(shape.change.answers), shape.change.text)
            for question, option in shape.change.answers.items():
                place = (*at, "change", "answers", question)
                known = self._problems.known(page, place, question, options)
                self._problems.known(page, place, option, known)
        return Condition(
            id=shape.id,
            rule=self._vocabulary.rule(page, (*at, "rule"), shape.rule, self._problems),
            source=self._library.source(page, (*at, "source"), shape.source),
            met=shape.met,
            unmet=shape.unmet,
            unknown=shape.unknown,
            change=change,
            readings=tuple(
                self._library.note(page, (*at, "readings", each), note) for each, note in enumerate(shape.readings)
            ),
        )

    def _measure_files(self) -> list[tuple[Page, MeasuresFile]]:
        pages = [self._page(path.stem) for path in sorted(self._folder.glob("measures_*.yaml"))]
        files = [(page, file) for page in pages if (file := self._problems.read(page, MEASURES))]
        files.sort(key=lambda each: each[1].group.order)
        self._whole = len(files) == len(pages)
        seen: dict[str, str] = {}
        for page, file in files:
            for at, shape in enumerate(file.measures):
                if shape.id in seen:
                    facts = {"value": shape.id, "file": seen[shape.id]}
                    self._problems.add(page, ("measures", at, "id"), FlawKind.MEASURE_ELSEWHERE, **facts)
                seen[shape.id] = page.name
        if not pages:
            self._problems.of(self._folder.name, FlawKind.NO_MEASURES)
        return files

    def _measure(self, page: Page, at: Place, group: str, shape: MeasureShape) -> Measure:
        sources = enumerate(shape.sources)
        return Measure(
            id=shape.id,
            group=group,
            name=shape.name,
            what=shape.what,
            could=shape.could,
            planned=shape.planned,
            needs=tuple(self._need(page, (*at, "needs", each), need) for each, need in enumerate(shape.needs)),
            sources=tuple(self._library.source(page, (*at, "sources", each), source) for each, source in sources),
            terms=tuple(self._library.note(page, (*at, "terms", each), note) for each, note in enumerate(shape.terms)),
            not_stated=self._said(page, (*at, "not_stated"), shape.not_stated),
            unchecked=self._said(page, (*at, "unchecked"), shape.unchecked),
            steps=self._said(page, (*at, "steps"), shape.steps),
            hints=tuple(self._hint(page, (*at, "hints", each), hint) for each, hint in enumerate(shape.hints)),
        )

    def _need(self, page: Page, at: Place, shape: NeedShape | tuple[NeedShape, ...]) -> Need:
        if not isinstance(shape, tuple):
            return (self._cited(page, at, shape),)
        return tuple(self._cited(page, (*at, each), one) for each, one in enumerate(shape))

    def _cited(self, page: Page, at: Place, shape: NeedShape) -> Condition:
        if isinstance(shape, CitedShape):
            condition = self._cited(page, (*at, "condition"), shape.condition)
            return replace(condition, source=self._library.source(page, (*at, "source"), shape.source))
        return self._problems.known(page, at, shape, self._conditions) or NO_CONDITION

    def _said(self, page: Page, at: Place, ids: tuple[str, ...]) -> tuple[Localised, ...]:
        known: Mapping[str, Localised] | None = getattr(self._phrases, str(at[-1]), None)
        found = (self._problems.known(page, (*at, each), wanted, known) for each, wanted in enumerate(ids))
        return tuple(text for text in found if text)

    def _hint(self, page: Page, at: Place, shape: HintShape) -> Hint:
        when = None
        if shape.when is not None:
            when = self._vocabulary.rule(page, (*at, "when"), shape.when, self._problems)
        return Hint(self._library.note(page, at, shape), when)

    def _check_newest(self, page: Page, at: Place, layout: Layout, rules: Rulebook) -> None:
        """Codes given out from now on carry all there is; and what is no more has no place in them."""
        now: set[tuple[str, ...]] = {("measures", each.id) for each in rules.measures}
        now |= {("answers", each.id, option.id) for each in rules.questions for option in each.options}
        carried: set[tuple[str, ...]] = {("measures", each) for each in layout.measures}
        carried |= {("answers", question, option) for question, options in layout.questions for option in options}
        for way in sorted(now ^ carried):
            kind = FlawKind.NOT_CARRIED if way in now else FlawKind.NO_MORE
            self._problems.add(page, (*at, *way[:-1]), kind, value=way[-1])


def texts_in(content: object, place: Place) -> Iterator[tuple[Place, list[str]]]:
    """Whatever stands in three languages. What is no text is refused elsewhere."""
    if isinstance(content, dict) and content.keys() == TEXT:
        yield place, [str(content[language]) for language in LANGUAGES]
    elif isinstance(content, dict | list):
        parts = content.items() if isinstance(content, dict) else enumerate(content)
        for key, value in parts:
            if isinstance(value, dict | list):
                yield from texts_in(value, (*place, key))
