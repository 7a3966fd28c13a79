"""Acts of power in words: what was done or tried, before and after. The record may know more than this version does:
what has no words here is shown as it was written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from bot.i18n import Translator, key
from bot.views.roles import ROLES, places_said, role_name
from core.access import Permission, Places, Role
from core.services.towns import Whereabouts

Where = Callable[[Places], Whereabouts]
ACTS: Mapping[str, str] = {
    "invite": key("act.invite"),
    "accept invitation": key("act.accept_invitation"),
    "withdraw invitation": key("act.withdraw_invitation"),
    "grant": key("act.grant"),
    "revoke": key("act.revoke"),
    "propose": key("act.propose"),
    "confirm": key("act.confirm"),
    "withdraw": key("act.withdraw"),
    "publish": key("act.publish"),
    "undo": key("act.undo"),
    "propose content": key("act.propose_content"),
    "confirm content": key("act.confirm_content"),
    "withdraw content": key("act.withdraw_content"),
    "publish content": key("act.publish_content"),
    "undo content": key("act.undo_content"),
    "denied": key("act.denied"),
}
"""What stands on record."""
TRIED: Mapping[str, str] = {
    "invite": key("tried.invite"),
    "accept invitation": key("tried.accept_invitation"),
    "withdraw invitation": key("tried.withdraw_invitation"),
    "grant": key("tried.grant"),
    "revoke": key("tried.revoke"),
    "propose": key("tried.propose"),
    "publish": key("tried.publish"),
    "withdraw": key("tried.withdraw"),
    "proposals": key("tried.proposals"),
    "subscribe": key("tried.subscribe"),
    "spreadsheet": key("tried.spreadsheet"),
    "template": key("tried.template"),
    "propose content": key("tried.propose_content"),
    "publish content": key("tried.publish_content"),
    "withdraw content": key("tried.withdraw_content"),
    "see content": key("tried.see_content"),
    "people": key("tried.people"),
    "invitations": key("tried.invitations"),
    "audit": key("tried.audit"),
    "work": key("tried.work"),
    "dry run": key("tried.dry_run"),
    "see proposal": key("tried.see_proposal"),
    "history": key("tried.history"),
}
"""What somebody without the right to it may have tried."""
PERMISSIONS: Mapping[Permission, str] = {
    Permission.READ: key("permission.read"),
    Permission.SUBSCRIBE: key("permission.subscribe"),
    Permission.DRAFT: key("permission.draft"),
    Permission.EXPORT_HISTORY: key("permission.export_history"),
    Permission.SEE_AUTHORS: key("permission.see_authors"),
    Permission.PROPOSE: key("permission.propose"),
    Permission.PUBLISH: key("permission.publish"),
    Permission.PROPOSE_CONTENT: key("permission.propose_content"),
    Permission.PUBLISH_CONTENT: key("permission.publish_content"),
    Permission.PEOPLE: key("permission.people"),
    Permission.AUDIT: key("permission.audit"),
}
NUMBERS: Mapping[str, str] = {
    "proposal": key("fact.proposal"),
    "batch": key("fact.batch"),
    "figures": key("fact.figures"),
    "undoes": key("fact.undoes"),
    "version": key("fact.version"),
    "issue": key("fact.issue"),
    "applications": key("fact.applications"),
}
NUMBERED = re.compile(r" \d+$")
DIGEST = 12
"""Letters of a digest that are worth showing."""


def act_name(t: Translator, act: str) -> str:
    return t.plain(ACTS[act]) if act in ACTS else act


def tried_name(t: Translator, act: str) -> str:
    """`publish 12` was tried on proposal 12."""
    plain = NUMBERED.sub("", act)
    return t.plain(TRIED[plain]) if plain in TRIED else act


def facts(t: Translator, found: Mapping[str, Any] | None, where: Where) -> Iterator[Markup]:
    """One line for each thing that is known; empty ones say nothing."""
    known = dict(found or {})
    if "role" in known:
        yield role(t, known.pop("role"), known.pop("places", None), where)
    if {"act", "permission", "place"} <= known.keys():
        yield from denied(t, known.pop("act"), known.pop("permission"), known.pop("place"), where)
    for name, text in NUMBERS.items():
        value = known.pop(name, None)
        if (name, value) == ("issue", 0):
            yield t("fact.no_issue")
        elif value is not None:
            yield t(text, n=t.number(value))
    yield from beside(t, known, where)
    for name, value in known.items():
        if value not in (None, "", [], {}):
            yield Markup("<code>{}: {}</code>").format(name, value)


def beside(t: Translator, known: dict[str, Any], where: Where) -> Iterator[Markup]:
    """What is no number; it is taken out of `known`."""
    if towns := known.pop("tiers", None):
        yield t("fact.tiers", towns=places_said(t, where(Places(towns=frozenset(towns)))))
    if files := known.pop("files", None):
        yield t("fact.files", files=", ".join(files))
    if digest := known.pop("digest", None):
        yield t("fact.digest", digest=str(digest)[:DIGEST])
    if known.pop("alone", None) is True:
        yield t("fact.alone")


def role(t: Translator, name: str, kept: Mapping[str, list[str]] | None, where: Where) -> Markup:
    """Places stand on record as lists of ids, and nothing stands for everywhere."""
    held = Places(True) if kept is None else Places(False, frozenset(kept["oblasts"]), frozenset(kept["towns"]))
    said = role_name(t, Role(name)) if name in ROLES else name
    return t("fact.role", role=said, places=places_said(t, where(held)))


def denied(t: Translator, act: str, permission: str, place: str, where: Where) -> Iterator[Markup]:
    yield t("fact.tried", act=tried_name(t, act))
    lacking = PERMISSIONS.get(Permission(permission)) if permission in list(Permission) else None
    yield t("fact.permission", permission=t.plain(lacking) if lacking else permission)
    if place not in ("everywhere", "somewhere"):
        yield t("fact.place", place=places_said(t, where(Places(towns=frozenset({place})))))
