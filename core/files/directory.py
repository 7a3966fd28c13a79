"""data/directory.yaml → the offices there are, and the contacts known of them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from core.directory import KINDS, Contact, Directory, Help, Kind, Office
from core.files.library import Library
from core.files.marked import Problems, read_yaml
from core.files.patterns import PHONE, SITE
from core.files.shapes import Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import Localised
from core.towns import Town

Phone = Annotated[str, StringConstraints(pattern=PHONE)]
Site = Annotated[str, StringConstraints(pattern=SITE, max_length=200)]


class OfficeShape(Shape):
    kind: Kind
    name: Localised
    label: Localised
    what: Localised
    ask: Annotated[tuple[Localised, ...], Field(min_length=1)]
    bring: Localised
    find: Localised
    source: Slug | None = None


class ContactShape(Shape):
    id: Slug
    kind: Kind | Help
    town: Slug | None = None
    name: Localised
    address: Localised | None = None
    phone: Phone | None = None
    hours: Localised | None = None
    site: Site | None = None
    told_by: Localised
    as_of: dt.date
    source: Slug
    checked: dt.date | None = None

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        if not (self.address or self.phone or self.site):
            raise Wrong(FlawKind.LEADS_NOWHERE)
        if self.town is None and self.kind != "help":
            raise Wrong(FlawKind.OFFICE_NOWHERE)
        if self.checked and self.checked < self.as_of:
            raise Wrong(FlawKind.CHECKED_BEFORE, checked=self.checked, told=self.as_of)
        return self


class DirectoryFile(Shape):
    offices: tuple[OfficeShape, ...]
    contacts: tuple[ContactShape, ...]

    @model_validator(mode="after")
    def every_office(self) -> Self:
        if tuple(office.kind for office in self.offices) != KINDS:
            raise Wrong(FlawKind.OFFICES, known=", ".join(KINDS))
        return self


FILE = TypeAdapter(DirectoryFile)


def read_directory(
    directory: Path, towns: Mapping[str, Town] | None, library: Library, problems: Problems
) -> Directory:
    page = read_yaml(directory / "directory.yaml")
    content = problems.read(page, FILE)
    if content is None:
        return Directory((), ())
    problems.once(page, [(("contacts", at, "id"), each.id) for at, each in enumerate(content.contacts)])
    offices, contacts = [], []
    for at, office in enumerate(content.offices):
        place = ("offices", at, "source")
        source = library.source(page, place, office.source) if office.source else None
        offices.append(Office(**{**dict(office), "source": source}))
    for at, contact in enumerate(content.contacts):
        if contact.town:
            problems.known(page, ("contacts", at, "town"), contact.town, towns)
        source = library.source(page, ("contacts", at, "source"), contact.source)
        contacts.append(Contact(**{**dict(contact), "source": source}))
    return Directory(tuple(offices), tuple(contacts))
