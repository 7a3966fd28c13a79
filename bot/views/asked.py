"""Letters to those whose turn it is: a proposal to confirm, what became of one’s own, a role given or taken away."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bot.actions.common import ShowHelp
from bot.actions.contents import ShowContent
from bot.actions.figures import ShowProposal
from bot.actions.history import ShowHistory
from bot.actions.people import ShowWork
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views import contents, proposals
from bot.views.common import PARAGRAPH
from bot.views.dry_runs import LINE
from bot.views.roles import MAY, places_said, role_name
from core.access import Role
from core.content import ContentProposal
from core.publishing import Proposal
from core.services.confirmations import Fate, Matter
from core.services.towns import Whereabouts
from core.towns import TownIndex

WITHDRAWN: Mapping[Matter, str] = {
    "figures": key("fate.figures_withdrawn"),
    "content": key("fate.content_withdrawn"),
}
AGAIN: Mapping[Matter, str] = {"figures": key("fate.figures_again"), "content": key("fate.content_again")}


def figures(t: Translator, proposal: Proposal, towns: TownIndex) -> Screen:
    body = [t("asked.figures"), proposals.one(t, proposal, towns)]
    if proposal.undoes is not None:
        body.insert(1, t("proposal.undo_title", number=str(proposal.number), batch=str(proposal.undoes)))
    return Screen(PARAGRAPH.join(body), ((open_proposal(t, "figures", proposal.number),),), fresh=True)


def content(t: Translator, proposal: ContentProposal) -> Screen:
    body = [t("asked.content"), contents.line(t, proposal.number, t.moment(proposal.at), proposal.parts)]
    if proposal.undoes is not None:
        body.insert(1, t("content.undo_title", number=str(proposal.number), issue=str(proposal.undoes)))
    if proposal.confirmed_by is not None:
        body.append(t("content.confirmed_once"))
    return Screen(PARAGRAPH.join(body), ((open_proposal(t, "content", proposal.number),),), fresh=True)


def open_proposal(t: Translator, matter: Matter, number: int) -> Button:
    action = ShowProposal(number) if matter == "figures" else ShowContent(number)
    return Button(t.plain("button.open_proposal"), action)


def fate(t: Translator, told: Fate) -> Screen:
    if told.instead is not None and told.waits:
        row: Row = (open_proposal(t, told.matter, told.instead),)
    elif told.matter == "content":
        row = (contents.to_contents(t),)
    elif told.published:
        row = (Button(t.plain("button.history"), ShowHistory(batch=str(told.published))), proposals.to_list(t))
    else:
        row = (proposals.to_list(t),)
    return Screen(LINE.join(became(t, told)), (row,), fresh=True)


def became(t: Translator, told: Fate) -> Iterator[Markup]:
    number, again = str(told.number), told.instead is not None
    if again:
        yield t(AGAIN[told.matter], number=number, instead=str(told.instead))
    elif not told.published:
        yield t(WITHDRAWN[told.matter], number=number)
    if told.published and told.matter == "figures":
        batch = str(told.published)
        yield t("fate.again_published", batch=batch) if again else t("fate.figures", number=number, batch=batch)
    elif told.published:
        issue = str(told.published)
        yield t("fate.again_issued", issue=issue) if again else t("fate.content", number=number, issue=issue)
    if told.undone_by:
        by = str(told.undone_by)
        yield t("notice.undone", batch=by) if told.matter == "figures" else t("notice.issue_undone", issue=by)


def given(t: Translator, role: Role, places: Whereabouts) -> Screen:
    name = role_name(t, role)
    parts = (
        t("holder.given", role=name, places=places_said(t, places)),
        t("choose.role", role=name, may=t.plain(MAY[role])),
        t("holder.how"),
    )
    return Screen(PARAGRAPH.join(parts), ((Button(t.plain("button.work"), ShowWork()), help_(t)),), fresh=True)


def taken(t: Translator, role: Role, left: Mapping[Role, Whereabouts]) -> Screen:
    parts = [t("holder.taken", role=role_name(t, role))]
    if left:
        held = (t("people.role", role=role_name(t, each), places=places_said(t, where)) for each, where in left.items())
        parts.append(LINE.join((t("holder.left"), *held)))
    return Screen(PARAGRAPH.join((*parts, t("holder.help"))), ((help_(t),),), fresh=True)


def help_(t: Translator) -> Button:
    return Button(t.plain("button.help"), ShowHelp())
