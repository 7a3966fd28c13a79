"""Where to go: the offices there are in a town, and the contacts known of them.

A contact says who told it, when, and by which source; whether anybody has tried it since is said too. What is not
known stays empty: a wrong telephone costs a tired person a day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from core.localised import Localised
from core.sources import Source

Kind = Literal["centre", "akimat", "support"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Help = Literal["help"]
"""Whom to call when it is very hard; these may serve the whole country."""


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office, and how to find it where no contact is known. `source` tells what it was for under a
    programme; without one, all of it is plain advice of ours.
    """

    kind: Kind
    name: Localised
    label: Localised
    what: Localised
    ask: tuple[Localised, ...]
    bring: Localised
    find: Localised
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """`town` is None for one that serves all. `checked` is the day somebody of ours tried it, if anybody did."""

    id: str
    kind: Kind | Help
    name: Localised
    told_by: Localised
    as_of: dt.date
    source: Source
    town: str | None = None
    address: Localised | None = None
    phone: str | None = None
    hours: Localised | None = None
    site: str | None = None
    checked: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    offices: tuple[Office, ...]
    contacts: tuple[Contact, ...]

    def office(self, kind: str) -> Office | None:
        return next((office for office in self.offices if office.kind == kind), None)

    def of(self, town_id: str, kind: Kind) -> tuple[Contact, ...]:
        return tuple(contact for contact in self.contacts if (contact.town, contact.kind) == (town_id, kind))

    def help(self, town_id: str | None = None) -> tuple[Contact, ...]:
        """The town's own; without a town, what serves all."""
        return tuple(contact for contact in self.contacts if (contact.town, contact.kind) == (town_id, "help"))
