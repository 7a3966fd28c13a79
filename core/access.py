"""By which right a person acts, and who they are to the bot."""

from dataclasses import dataclass
from enum import StrEnum

from core.localised import Language


class Role(StrEnum):
    RESIDENT = "resident"  # everybody; never granted, never taken away
    OFFICIAL = "official"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody not met before is a resident without a language of their own."""

    id: int
    language: Language | None = None
    blocked: bool = False
    roles: frozenset[Role] = frozenset({Role.RESIDENT})
