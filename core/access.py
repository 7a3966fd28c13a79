"""By which right a person acts, where they may, and who they are to the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Final

from core.localised import Language


class Role(StrEnum):
    RESIDENT = "resident"  # everybody; never granted, never taken away
    OFFICIAL = "official"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    OWNER = "owner"


class Permission(StrEnum):
    READ = auto()  # what is published, now and at any time before
    SUBSCRIBE = auto()
    DRAFT = auto()  # to have figures checked and dry-run without proposing them; the template
    EXPORT_HISTORY = auto()  # everything with its history
    SEE_AUTHORS = auto()  # the history of a person or a batch, and who published what
    PROPOSE = auto()  # figures
    PUBLISH = auto()  # figures; an undo is one
    PROPOSE_CONTENT = auto()  # contacts, days off, editions
    PUBLISH_CONTENT = auto()
    PEOPLE = auto()  # to invite, grant and revoke, and to see who may do what
    AUDIT = auto()


P = Permission
OF_EVERYBODY = frozenset({P.READ, P.SUBSCRIBE})
OF_OFFICIALS = OF_EVERYBODY | {P.DRAFT, P.EXPORT_HISTORY, P.SEE_AUTHORS}
OF_EDITORS = OF_OFFICIALS | {P.PROPOSE, P.PROPOSE_CONTENT}
OF_PUBLISHERS = OF_EDITORS | {P.PUBLISH, P.PUBLISH_CONTENT}

PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.RESIDENT: OF_EVERYBODY,
        Role.OFFICIAL: OF_OFFICIALS,
        Role.EDITOR: OF_EDITORS,
        Role.PUBLISHER: OF_PUBLISHERS,
        Role.OWNER: OF_PUBLISHERS | {P.PEOPLE, P.AUDIT},
    }
)
"""The one table of who may do what."""


@dataclass(frozen=True, slots=True)
class At:
    """A town in its oblast of today."""

    town: str
    oblast: str


class Extent(StrEnum):
    SOMEWHERE = auto()  # what a menu asks: is there any place where they may?
    EVERYWHERE = auto()  # what an act asks that concerns the whole country


@dataclass(frozen=True, slots=True)
class Places:
    """Where a role holds: everywhere, or in these oblasts and these towns."""

    everywhere: bool = False
    oblasts: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()

    def hold(self, place: At | Extent) -> bool:
        if self.everywhere:
            return True
        if isinstance(place, At):
            return place.town in self.towns or place.oblast in self.oblasts
        return place is Extent.SOMEWHERE and bool(self.oblasts or self.towns)


EVERYWHERE = Places(everywhere=True)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody not met before is a resident without a language of their own. `grants` are the roles given to them."""

    id: int
    language: Language | None = None
    blocked: bool = False
    grants: Mapping[Role, Places] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset({Role.RESIDENT, *self.grants})


CONSOLE: Final = Person(0, grants={Role.OWNER: EVERYWHERE})
"""Whoever runs the command line can open the database as well: they act as an owner, and the record says from where.
No person of Telegram has this id.
"""


def allowed(person: Person, permission: Permission, place: At | Extent) -> bool:
    """Asked at the moment of acting, and by menus for what to show."""
    if permission in PERMISSIONS[Role.RESIDENT]:
        return True
    return any(permission in PERMISSIONS[role] and places.hold(place) for role, places in person.grants.items())
