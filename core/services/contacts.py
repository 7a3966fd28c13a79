"""Where to go in a town, and whom to turn to when it is very hard."""

from dataclasses import dataclass

from core.care import Cry, Need
from core.catalogue import Catalogue, Unknown
from core.directory import Contact, Office
from core.towns import Town

__all__ = ["Contact", "Contacts", "Cry", "Need", "Office", "OfficeAnswer", "PlacesAnswer"]


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """No contacts: nobody has told any yet."""

    town: Town
    office: Office
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class PlacesAnswer:
    town: Town
    offices: tuple[OfficeAnswer, ...]
    help: tuple[Contact, ...]

    @property
    def complete(self) -> bool:
        return all(each.contacts for each in self.offices)


class Contacts:
    """An id that data/ does not hold raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._directory = catalogue.directory

    def places(self, town_id: str) -> PlacesAnswer:
        town = self._catalogue.town(town_id)
        offices = tuple(self._answer(town, office) for office in self._directory.offices)
        return PlacesAnswer(town, offices, self._directory.help(town.id))

    def office(self, town_id: str, kind: str) -> OfficeAnswer:
        office = self._directory.office(kind)
        if office is None:
            raise Unknown(f"office {kind!r}")
        return self._answer(self._catalogue.town(town_id), office)

    def help(self) -> tuple[Contact, ...]:
        """For whoever it is very hard for, wherever they are."""
        return self._directory.help()

    def heard(self, text: str) -> Cry | None:
        return self._catalogue.ear.heard(text)

    def _answer(self, town: Town, office: Office) -> OfficeAnswer:
        return OfficeAnswer(town, office, self._directory.of(town.id, office.kind))
