"""Figures on their way to everybody: a dry run, a proposal, its confirmation. Whoever has figures to publish, typed,
from a file or to be undone, comes through `put_forward` or `show`.
"""

from dataclasses import replace

from bot.actions.figures import (
    ListChanges,
    ListProposals,
    PaintProposal,
    Publish,
    ShowProposal,
    Withdraw,
)
from bot.handlers.common import end_dialogue
from bot.handlers.power import behind_doors
from bot.screen import Screen
from bot.turn import Turn
from bot.views import proposal_pictures as pictures
from bot.views import proposals as view
from bot.views.dry_runs import Review
from core.access import Permission
from core.dry_run import DryRun
from core.ledger import Figure
from core.services.imports import Nothing, Proposed, Published, Seconding


async def put_forward(
    turn: Turn, figures: tuple[Figure, ...], *, reason: str = "", overruled: tuple[str, ...] = ()
) -> Screen:
    """Proposed where the person may; else they see what it would change, and nothing is kept."""
    house = turn.house
    try:
        places = house.drafts.places(figures)
        if beyond := tuple(each.town for each in places if not turn.may(Permission.PROPOSE, each)):
            run = await house.imports.dry_run(turn.sender.id, figures, turn.cause)
            review = replace(await reviewed(turn, run), beyond=beyond if len(beyond) < len(places) else ())
            return view.dry_run(turn.t, review) if run.entries else unchanged(turn, Nothing(run))
        proposed = await house.imports.propose(turn.sender.id, figures, turn.cause, reason=reason, overruled=overruled)
    except Nothing as nothing:
        return unchanged(turn, nothing)
    return await show(turn, proposed)


async def show(turn: Turn, proposed: Proposed) -> Screen:
    return view.dry_run(turn.t, await reviewed(turn, proposed.run, proposed))


def unchanged(turn: Turn, nothing: Nothing) -> Screen:
    drafts = turn.house.drafts
    review = Review(nothing.run, drafts.towns, drafts.methodology, overtaken=len(nothing.overtaken))
    return view.nothing(turn.t, review)


async def reviewed(turn: Turn, run: DryRun, proposed: Proposed | None = None) -> Review:
    drafts = turn.house.drafts
    proposal = proposed.proposal if proposed else None
    return Review(
        run,
        drafts.towns,
        drafts.methodology,
        await turn.house.proposals.audience(run),
        turn.house.imports.second_for_tiers,
        all(turn.may(Permission.PUBLISH, place) for place in drafts.places(proposal.entries if proposal else ())),
        proposal,
        await turn.house.proposals.confirmed_by(turn.sender.id, proposal) if proposal else False,
        len(proposed.overtaken) if proposed else 0,
        turn.house.imports.stands(proposed) if proposed else True,
    )


@behind_doors
async def waiting(turn: Turn, _: ListProposals) -> Screen:
    await end_dialogue(turn)
    found = await turn.house.proposals.waiting(turn.sender.id, turn.cause)
    return view.waiting(turn.t, found, turn.house.drafts.towns)


@behind_doors
async def open_(turn: Turn, action: ShowProposal) -> Screen:
    return await show(turn, await turn.house.imports.find(turn.sender.id, action.number, turn.cause))


@behind_doors
async def changes(turn: Turn, action: ListChanges) -> Screen:
    proposed = await turn.house.imports.find(turn.sender.id, action.number, turn.cause)
    return view.listed(turn.t, await reviewed(turn, proposed.run, proposed), action.part, action.page)


@behind_doors
async def publish(turn: Turn, action: Publish) -> Screen:
    confirming = turn.house.imports.confirm(turn.sender.id, action.number, action.digest, turn.cause)
    outcome = await turn.progress.during(view.working(turn.t), confirming)
    match outcome:
        case Published():
            return view.published(turn.t, await reviewed(turn, outcome.run), outcome)
        case Seconding():
            return view.seconding(turn.t, await reviewed(turn, outcome.run), outcome)
    return view.stale(turn.t, outcome)


@behind_doors
async def picture(turn: Turn, action: PaintProposal) -> Screen:
    proposed = await turn.house.imports.find(turn.sender.id, action.number, turn.cause)
    review = await reviewed(turn, proposed.run, proposed)
    change = next((each for each in review.own if each.town == action.town), None)
    painted = change and pictures.picture(turn.t, review, change, action.theme)
    return painted or view.dry_run(turn.t, review)


@behind_doors
async def withdraw(turn: Turn, action: Withdraw) -> Screen:
    await turn.house.proposals.withdraw(turn.sender.id, action.number, turn.cause)
    return view.withdrawn(turn.t, action.number)
