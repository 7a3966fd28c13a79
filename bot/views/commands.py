"""What each command does, in a few words, and to whom it is shown: in Telegram's list of commands, in /help alike."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.i18n import key
from core.access import Extent, Permission, Person, allowed

DESCRIPTIONS = {
    "start": key("commands.start"),
    "support": key("commands.support"),
    "town": key("commands.town"),
    "score": key("commands.score"),
    "why": key("commands.why"),
    "whatif": key("commands.whatif"),
    "compare": key("commands.compare"),
    "ranking": key("commands.ranking"),
    "map": key("commands.map"),
    "targets": key("commands.targets"),
    "monotown": key("commands.monotown"),
    "history": key("commands.history"),
    "export": key("commands.export"),
    "method": key("commands.method"),
    "programme": key("commands.programme"),
    "sources": key("commands.sources"),
    "contradictions": key("commands.contradictions"),
    "documents": key("commands.documents"),
    "where": key("commands.where"),
    "status": key("commands.status"),
    "loan": key("commands.loan"),
    "set": key("commands.set"),
    "proposals": key("commands.proposals"),
    "content": key("commands.content"),
    "undo": key("commands.undo"),
    "subscribe": key("commands.subscribe"),
    "unsubscribe": key("commands.unsubscribe"),
    "template": key("commands.template"),
    "menu": key("commands.menu"),
    "language": key("commands.language"),
    "help": key("commands.help"),
    "privacy": key("commands.privacy"),
    "mydata": key("commands.mydata"),
    "forget": key("commands.forget"),
    "cancel": key("commands.cancel"),
    "work": key("commands.work"),
    "people": key("commands.people"),
    "invite": key("commands.invite"),
    "grant": key("commands.grant"),
    "revoke": key("commands.revoke"),
    "audit": key("commands.audit"),
}


class Need(NamedTuple):
    """What right a command is worth showing to, and where that right has to hold."""

    permission: Permission
    place: Extent = Extent.SOMEWHERE


NEEDS: Mapping[str, Need] = {
    "set": Need(Permission.DRAFT),
    "proposals": Need(Permission.PROPOSE),
    "undo": Need(Permission.PROPOSE),
    "template": Need(Permission.DRAFT),
    "work": Need(Permission.DRAFT),
    "people": Need(Permission.PEOPLE, Extent.EVERYWHERE),
    "invite": Need(Permission.PEOPLE, Extent.EVERYWHERE),
    "grant": Need(Permission.PEOPLE, Extent.EVERYWHERE),
    "revoke": Need(Permission.PEOPLE, Extent.EVERYWHERE),
    "content": Need(Permission.PROPOSE_CONTENT),
    "audit": Need(Permission.AUDIT, Extent.EVERYWHERE),
}
"""Commands that are not for everybody. What they do is asked of the services again."""


def offered(person: Person) -> tuple[str, ...]:
    """What Telegram's list and /help show to this person, in one order."""
    return tuple(
        name for name in DESCRIPTIONS if name not in NEEDS or allowed(person, NEEDS[name].permission, NEEDS[name].place)
    )
