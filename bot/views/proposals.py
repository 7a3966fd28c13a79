"""Figures that somebody wants to publish: the dry run with all that speaks for and against it, and what came of it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from bot.actions.common import Cancel
from bot.actions.figures import (
    ListChanges,
    ListProposals,
    PaintProposal,
    Part,
    Publish,
    RunAgain,
    ShowProposal,
    Withdraw,
)
from bot.actions.history import ShowHistory, UndoBatch
from bot.actions.scores import ShowScore
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views import dry_runs
from bot.views.common import PARAGRAPH, abreast, to_menu
from bot.views.dry_runs import LINE, MOST_FIGURES, MOST_TOWNS, Review
from bot.views.figures import listed as doubts_listed
from bot.views.towns import two_a_row
from core.dry_run import TownChange
from core.faults import Doubt
from core.methodology import Methodology
from core.publishing import Proposal, Published, Seconding, Stale
from core.towns import TownIndex

T = TypeVar("T")
SEEN = 16
"""Letters of a digest that a button carries."""
MOST_SOURCES = 3
MOST_PICTURES = 6
A_PAGE = 15
TOWNS_A_PAGE = 8
PARTS: dict[Part, str] = {"figures": key("proposal.all_figures"), "towns": key("proposal.all_towns")}


def dry_run(t: Translator, review: Review) -> Screen:
    """Whoever confirms it confirms exactly this."""
    return Screen(PARAGRAPH.join(parts(t, review)), rows(t, review))


def parts(t: Translator, review: Review) -> Iterator[Markup]:
    yield LINE.join((title(t, review), t("proposal.not_yet")))
    yield from dry_runs.figures(t, review)
    yield from dry_runs.towns(t, review)
    if review.overtaken:
        yield t.plural("proposal.overtaken", review.overtaken)
    yield from dry_runs.overruled(t, review)
    yield LINE.join((told(t, review), *because(t, review)))
    yield next_step(t, review)


def title(t: Translator, review: Review) -> Markup:
    proposal = review.proposal
    if proposal is None:
        return t("proposal.draft_title")
    if proposal.undoes is not None:
        return t("proposal.undo_title", number=str(proposal.number), batch=str(proposal.undoes))
    return t("proposal.title", number=str(proposal.number))


def told(t: Translator, review: Review) -> Markup:
    return t.plural("proposal.told", review.told) if review.told else t("proposal.told_nobody")


def because(t: Translator, review: Review) -> Iterator[Markup]:
    documents = dry_runs.sources(review.run.entries)
    for document in documents[:MOST_SOURCES]:
        yield t("proposal.source", source=document)
    if len(documents) > MOST_SOURCES:
        yield t("proposal.more_sources", n=t.number(len(documents) - MOST_SOURCES))
    if review.proposal and review.proposal.reason:
        yield t("proposal.reason", reason=review.proposal.reason)


def next_step(t: Translator, review: Review) -> Markup:
    if review.proposal is None:
        return of_others(t, review) if review.beyond else t("proposal.only_checked")
    if not review.stands:
        return t("proposal.overtaken_by_others")
    steps = []
    if review.run.changes_tier and review.second:
        steps.append(t(confirmations(review)))
    if not review.may_publish:
        steps.append(t("proposal.waits"))
    return LINE.join(steps or [t("proposal.check_and_publish")])


def of_others(t: Translator, review: Review) -> Markup:
    named = ", ".join(dry_runs.town_name(t, review.towns, town) for town in review.beyond)
    return t("proposal.beyond", towns=named)


def confirmations(review: Review) -> str:
    assert review.proposal
    if review.confirmed_by_reader:
        return key("proposal.confirmed_by_you")
    return key("proposal.confirmed_once") if review.proposal.confirmed_by else key("proposal.two_confirm")


def rows(t: Translator, review: Review) -> tuple[Row, ...]:
    proposal = review.proposal
    if proposal is None:
        return (to_menu(t),)
    number = proposal.number
    found: list[Row] = []
    if not review.stands:
        found.append((Button(t.plain("button.run_again"), RunAgain(number)),))
    elif review.may_publish and not review.confirmed_by_reader:
        digest = review.run.digest[:SEEN]
        two = review.run.changes_tier and review.second and proposal.confirmed_by is None
        label = key("button.publish") if proposal.undoes is None else key("button.publish_undo")
        label = key("button.confirm_first") if two else label
        found.append((Button(t.plain(label), Publish(number, digest)),))
    if any(len(changes) > MOST_FIGURES for changes in review.by_kind.values()):
        found.append((Button(t.plain("button.all_figures"), ListChanges(number, "figures")),))
    if len(review.own) > MOST_TOWNS:
        found.append((Button(t.plain("button.all_towns"), ListChanges(number, "towns")),))
    pictured = [each.town for each in review.own if painted(each)][:MOST_PICTURES]
    found += two_a_row(
        Button(f"🖼 {dry_runs.town_name(t, review.towns, town)}", PaintProposal(number, town)) for town in pictured
    )
    found.append((Button(t.plain("proposal.withdraw"), Withdraw(number)), to_list(t)))
    return (*found, to_menu(t))


def painted(change: TownChange) -> bool:
    """Figures of earlier years change nothing that a picture shows."""
    before, after = change.before, change.after
    return after is not None and (before is None or before.sheet.observations != after.sheet.observations)


def to_list(t: Translator) -> Button:
    return Button(t.plain("button.proposals"), ListProposals())


def listed(t: Translator, review: Review, part: Part, page: int) -> Screen:
    """Page by page; a page that is not is the nearest that is."""
    assert review.proposal
    number = review.proposal.number
    if part == "figures":
        changes = dry_runs.every_change(review)
        shown, page, pages = paged(changes, page, A_PAGE)
        body = LINE.join(dry_runs.figure(t, review, each, kind) for kind, each in shown)
    else:
        towns, page, pages = paged((*review.own, *review.others), page, TOWNS_A_PAGE)
        body = PARAGRAPH.join(dry_runs.town(t, review, each) for each in towns)
    head = t(PARTS[part], number=str(number), page=t.number(page), pages=t.number(pages))
    text = PARAGRAPH.join((head, body))
    turns = [(page - 1, "◀"), (page + 1, "▶")]
    turning = tuple(Button(sign, ListChanges(number, part, at)) for at, sign in turns if 1 <= at <= pages)
    back = Button(t.plain("button.to_proposal"), ShowProposal(number))
    return Screen(text, (*((turning,) if turning else ()), (back,), to_menu(t)))


def paged(every: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    pages = max(1, -(-len(every) // size))
    page = min(max(page, 1), pages)
    return every[(page - 1) * size : page * size], page, pages


def waiting(t: Translator, found: Sequence[Proposal], towns: TownIndex) -> Screen:
    if not found:
        return Screen(t("proposals.none"), (to_menu(t),))
    lines = [one(t, each, towns) for each in found]
    buttons = [Button(t.plain("button.proposal", number=str(each.number)), ShowProposal(each.number)) for each in found]
    return Screen(PARAGRAPH.join((t("proposals.title"), *lines)), (*two_a_row(buttons), to_menu(t)))


def one(t: Translator, proposal: Proposal, towns: TownIndex) -> Markup:
    named = list(dict.fromkeys(entry.town for entry in proposal.entries))
    shown = ", ".join(dry_runs.town_name(t, towns, town) for town in named[:MOST_SOURCES])
    more = len(named) - MOST_SOURCES
    where = shown if more <= 0 else t.plain("proposals.and_more", towns=shown, n=t.number(more))
    line = t.plural(
        "proposals.line", len(proposal.entries), number=str(proposal.number), when=t.moment(proposal.at), towns=where
    )
    return LINE.join((line, t("proposals.once"))) if proposal.confirmed_by else line


def published(t: Translator, review: Review, done: Published) -> Screen:
    """Seen by everybody from now on."""
    number = str(done.batch.number)
    head = t("proposal.published", number=number)
    if done.batch.undoes is not None:
        head = t("proposal.undone", number=number, batch=str(done.batch.undoes))
    body = [*dry_runs.towns(t, review), told(t, review)]
    scored = [each.town for each in review.own if each.after][:MOST_PICTURES]
    buttons = [Button(dry_runs.town_name(t, review.towns, town), ShowScore(town)) for town in scored]
    history = Button(t.plain("button.history"), ShowHistory(batch=number))
    undo = Button(t.plain("button.undo", number=number), UndoBatch(number))
    rows = (*two_a_row(buttons), *abreast(history, undo), to_menu(t))
    return Screen(PARAGRAPH.join((head, *body)), rows, toast=t.plain("proposal.published_toast"))


def seconding(t: Translator, review: Review, outcome: Seconding) -> Screen:
    number = outcome.proposal.number
    changed = t.listing(
        [dry_runs.town_name(t, review.towns, each.town) for each in outcome.run.towns if each.changes_tier]
    )
    text = PARAGRAPH.join((t("proposal.second_wanted", number=str(number), towns=changed), t("proposal.second_how")))
    return Screen(text, ((Button(t.plain("button.to_proposal"), ShowProposal(number)), to_list(t)), to_menu(t)))


def stale(t: Translator, outcome: Stale) -> Screen:
    again = Button(t.plain("button.run_again"), RunAgain(outcome.proposal.number))
    return Screen(t("proposal.stale"), ((again,), (to_list(t),), to_menu(t)), toast=t.plain("proposal.stale_toast"))


def doubtful_now(
    t: Translator, number: int, found: Sequence[Doubt], towns: TownIndex, methodology: Methodology, remark: str = ""
) -> Screen:
    """What was not odd before something else was published."""
    odd = doubts_listed(t, found, towns, methodology)
    parts = (remark, t("proposal.doubtful_now", number=str(number)), odd, t("set.reason_ask"))
    stop = Button(t.plain("button.cancel_figures"), Cancel())
    return Screen(
        PARAGRAPH.join(filter(None, parts)), ((Button(t.plain("button.to_proposal"), ShowProposal(number)),), (stop,))
    )


def working(t: Translator) -> Markup:
    """While there are so many figures that it takes long."""
    return t("proposal.working")


def withdrawn(t: Translator, number: int) -> Screen:
    return Screen(t("proposal.withdrawn", number=str(number)), ((to_list(t),), to_menu(t)))


def nothing(t: Translator, review: Review) -> Screen:
    """All of it is known, or has been replaced since."""
    body = [*dry_runs.figures(t, review)]
    if review.overtaken:
        body.append(t.plural("proposal.overtaken", review.overtaken))
    return Screen(PARAGRAPH.join((t("proposal.nothing"), *body)), (to_menu(t),))
