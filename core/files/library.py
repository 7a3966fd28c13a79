"""data/sources.yaml → the Source of each figure and rule, by the id of its citation."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from core.files.marked import Page, Place, Problems, read_yaml
from core.files.shapes import NoteShape, SourcesFile
from core.flaws import FlawKind
from core.localised import LANGUAGES, Localised
from core.sources import Document, Note, Source

SHAPE = TypeAdapter(SourcesFile)
NAMELESS = Localised(kk="?", ru="?", en="?")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BRACE = re.compile(r"[{}]")
NOWHERE = Source(Document("?", "general_knowledge", NAMELESS))
"""Stands in for what was not found, so that the rest can still be checked; nothing built with it is handed out."""


class Library:
    def __init__(self, directory: Path, problems: Problems) -> None:
        self._problems = problems
        self._page = read_yaml(directory / "sources.yaml")
        content = problems.read(self._page, SHAPE)
        self._readable = content is not None
        self._citations = content.citations if content else {}
        self.documents = {
            key: Document(key, shape.kind, shape.title, shape.number, shape.date)
            for key, shape in (content.documents if content else {}).items()
        }
        for key, citation in self._citations.items():
            self.document(self._page, ("citations", key, "document"), citation.document)

    def document(self, page: Page, place: Place, document_id: str) -> Document:
        found = self._problems.known(page, place, document_id, self.documents if self._readable else None)
        return found or NOWHERE.document

    def act(self, page: Page, place: Place, document_id: str) -> Document:
        act = self.document(page, place, document_id)
        if act is not NOWHERE.document and act.kind != "act":
            self._problems.add(page, place, FlawKind.NOT_AN_ACT, value=document_id)
        return act

    def source(self, page: Page, place: Place, citation_id: str, row: int | str | None = None) -> Source:
        """`row` is put in where the citation names the row of a table."""
        citation = self._problems.known(page, place, citation_id, self._citations if self._readable else None)
        document = self.documents.get(citation.document) if citation else None
        if citation is None or document is None:
            return NOWHERE
        where = citation.place
        if where is not None:
            where = self.filled(page, place, where, {} if row is None else {"row": row})
        return Source(document, where, citation.period)

    def note(self, page: Page, place: Place, shape: NoteShape, row: int | str | None = None) -> Note:
        return Note(shape.text, self.source(page, (*place, "source"), shape.source, row))

    def filled(self, page: Page, place: Place, text: Localised, values: Mapping[str, object]) -> Localised:
        """The text with its {placeholders} put in."""
        texts = {language: text.into(language) for language in LANGUAGES}
        names = {name for each in texts.values() for name in PLACEHOLDER.findall(each)}
        for name in sorted(names - values.keys()):
            self._problems.add(page, place, FlawKind.PLACEHOLDER, value=name)
        if any(BRACE.search(PLACEHOLDER.sub("", each)) for each in texts.values()):
            self._problems.add(page, place, FlawKind.BRACES)
        put_in = {
            language: PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), each)
            for language, each in texts.items()
        }
        return Localised(**put_in)
