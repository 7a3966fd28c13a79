"""One update as a handler sees it: who asks, where, in which language, and whom the handler may ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.downloads import Downloads
from bot.exports.shelf import Shelf
from bot.i18n import Translator
from bot.progress import Progress
from bot.updates import Chat, Update, User
from core.access import At, Extent, Permission, allowed
from core.clock import Clock
from core.localised import Language
from core.services.applications import Applications
from core.services.audit import Audit
from core.services.confirmations import Confirmations
from core.services.contacts import Contacts
from core.services.contents import Contents
from core.services.drafts import Drafts
from core.services.facts import Facts
from core.services.guide import Guide
from core.services.history import History
from core.services.imports import Imports
from core.services.loans import Loans
from core.services.people import Cause, People, Person
from core.services.proposals import Proposals
from core.services.reading import Reading
from core.services.rights import Rights
from core.services.scores import Scores
from core.services.subscriptions import Subscriptions
from core.services.support import Support
from core.services.tables import Tables
from core.services.towns import Towns
from core.services.uploads import Uploads


class Names(Protocol):
    async def of(self, people: Iterable[int]) -> Mapping[int, str]:
        """What people are called; those who are not known are missing."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """What stands behind the handlers; built once, in app."""

    towns: Towns
    scores: Scores
    facts: Facts
    reading: Reading
    support: Support
    contacts: Contacts
    loans: Loans
    tables: Tables
    shelf: Shelf
    guide: Guide
    applications: Applications
    people: People
    drafts: Drafts
    imports: Imports
    contents: Contents
    subscriptions: Subscriptions
    proposals: Proposals
    confirmations: Confirmations
    history: History
    rights: Rights
    audit: Audit
    names: Names
    uploads: Uploads
    downloads: Downloads
    translators: Mapping[Language, Translator]
    clock: Clock
    bot_name: str  # without the @


@dataclass(frozen=True, slots=True)
class Turn:
    update: Update
    chat: Chat | None
    sender: User
    person: Person
    t: Translator
    house: House
    progress: Progress

    @property
    def private(self) -> bool:
        return self.chat is None or self.chat.private

    def may(self, permission: Permission, place: At | Extent = Extent.SOMEWHERE) -> bool:
        """For what is shown; the services ask again when it is done."""
        return allowed(self.person, permission, place)

    @property
    def cause(self) -> Cause:
        """By which a change is known when the update is delivered again."""
        return Cause(self.chat.id if self.chat else self.sender.id, self.update.update_id)
