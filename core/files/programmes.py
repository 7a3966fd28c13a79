"""data/programmes/ → editions: a file with days, acts and papers, and a folder of the same name with the rules."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from core.files.library import Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.rules import RulesReader
from core.files.shapes import ConditionShape, EditionFile, EndingShape, LimitShape, PaperShape, RemarkShape
from core.flaws import FlawKind
from core.localised import Localised
from core.microcredit import Condition, Limit, Paper, Procedure, Remark
from core.places import Town
from core.programmes import Edition, Ending, earlier

SHAPE = TypeAdapter(EditionFile)


def read_editions(
    directory: Path, towns: Mapping[str, Town] | None, library: Library, problems: Problems
) -> tuple[Edition, ...]:
    editions: dict[str, Edition] = {}
    pages: dict[str, Page] = {}
    for path in sorted((directory / "programmes").glob("*.yaml")):
        page = read_yaml(path)
        shape = problems.read(page, SHAPE)
        if shape is None:
            continue
        if shape.id in editions:
            problems.add(page, ("id",), FlawKind.EDITION_TWICE, value=shape.id)
            continue
        pages[shape.id] = page
        rules = RulesReader(path.parent / shape.id, towns, library, problems)
        editions[shape.id] = Reader(page, shape, library, problems).edition(rules)
    if not editions and not problems.found:
        problems.of("programmes", FlawKind.NO_EDITION)
    check_numbers(editions.values(), problems)
    for edition in editions.values():
        check_replaced(pages[edition.id], edition, editions, problems)
    return tuple(editions.values())


def check_numbers(editions: Iterable[Edition], problems: Problems) -> None:
    """The first letter of a code tells its layout, and with it the edition. A number belongs to the earlier one."""
    owners: dict[int, str] = {}
    in_turn = sorted(editions, key=lambda each: (each.replaces is not None, each.first_day))
    for layout in (layout for edition in in_turn for layout in edition.layouts):
        if layout.number in owners:
            facts = {"value": layout.number, "edition": owners[layout.number]}
            problems.of(f"{layout.edition}/codes.yaml", FlawKind.LAYOUT_TAKEN, **facts)
        owners[layout.number] = layout.edition


def check_replaced(page: Page, edition: Edition, editions: Mapping[str, Edition], problems: Problems) -> None:
    if edition.replaces is None:
        return
    problems.known(page, ("replaces",), edition.replaces, editions)
    if edition.id in earlier(editions, edition):
        problems.add(page, ("replaces",), FlawKind.REPLACES_ITSELF)


class Reader:
    """Reads one edition. Its texts may name its limits, such as {overdue_months}."""

    def __init__(self, page: Page, shape: EditionFile, library: Library, problems: Problems) -> None:
        self._page = page
        self._shape = shape
        self._library = library
        self._problems = problems
        self._values = {key: limit.value for key, limit in shape.microcredit.limits.items()}

    def edition(self, reader: RulesReader) -> Edition:
        shape = self._shape
        rules = reader.rules()
        return Edition(
            id=shape.id,
            title=shape.title,
            act=self._library.act(self._page, ("act",), shape.act),
            source=self._library.source(self._page, ("source",), shape.source),
            first_day=shape.first_day,
            last_day=shape.last_day,
            endings=tuple(self._ending(("endings", at), each) for at, each in enumerate(shape.endings)),
            microcredit=self._procedure(),
            rules=rules,
            layouts=reader.layouts(rules),
            wishes=reader.wishes(rules),
            replaces=shape.replaces,
        )

    def _ending(self, at: Place, shape: EndingShape) -> Ending:
        act = self._library.act(self._page, (*at, "act"), shape.act)
        source = self._library.source(self._page, (*at, "source"), shape.source)
        return Ending(shape.part, act, shape.since, shape.what, source)

    def _procedure(self) -> Procedure:
        shape, top = self._shape.microcredit, ("microcredit",)
        papers = (*top, "papers")
        self._problems.once(self._page, [((*papers, at, "id"), each.id) for at, each in enumerate(shape.papers)])
        return Procedure(
            source=self._library.source(self._page, (*top, "source"), shape.source),
            papers=tuple(self._paper((*papers, at), each) for at, each in enumerate(shape.papers)),
            notes=self._remarks((*top, "notes"), shape.notes),
            limits=MappingProxyType(
                {key: self._limit((*top, "limits", key), each) for key, each in shape.limits.items()}
            ),
        )

    def _limit(self, at: Place, shape: LimitShape) -> Limit:
        return Limit(shape.value, shape.unit, self._library.source(self._page, (*at, "source"), shape.source))

    def _paper(self, at: Place, shape: PaperShape) -> Paper:
        return Paper(
            id=shape.id,
            name=shape.name,
            what=self._text((*at, "what"), shape.what),
            giver=self._text((*at, "giver"), shape.giver),
            source=self._library.source(self._page, (*at, "source"), shape.source),
            when=condition(shape.when),
            only_if=shape.only_if,
            traps=self._remarks((*at, "traps"), shape.traps),
            readings=self._remarks((*at, "readings"), shape.readings),
        )

    def _remarks(self, at: Place, shapes: tuple[RemarkShape, ...]) -> tuple[Remark, ...]:
        return tuple(self._remark((*at, position), shape) for position, shape in enumerate(shapes))

    def _remark(self, at: Place, shape: RemarkShape) -> Remark:
        source = self._library.source(self._page, (*at, "source"), shape.source)
        return Remark(self._text((*at, "text"), shape.text), source, condition(shape.when))

    def _text(self, at: Place, text: Localised) -> Localised:
        return self._library.filled(self._page, at, text, self._values)


def condition(shape: ConditionShape | None) -> Condition | None:
    if shape is None:
        return None
    if shape.work:
        return Condition("work", shape.work)
    if shape.purpose:
        return Condition("purpose", shape.purpose)
    return Condition("banks", shape.banks or "unknown")
