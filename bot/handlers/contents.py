"""Content from a file to everybody: sent to the bot in private, its impact, two confirmations, and the way back."""

from functools import partial
from pathlib import PurePath

from bot.actions.contents import (
    ListContentFiles,
    ListIssues,
    PublishContent,
    ReadContent,
    RunContentAgain,
    SendContentFile,
    ShowContent,
    ShowContents,
    UndoContent,
    WithdrawContent,
)
from bot.downloads import NotFetched, TooBig
from bot.handlers.common import end_dialogue
from bot.handlers.power import behind_doors, known
from bot.i18n import Translator
from bot.letters import Kind
from bot.screen import Screen
from bot.turn import House, Turn
from bot.views import contents as view
from bot.views import uploads
from core.access import Extent, Permission
from core.catalogue import Unknown
from core.content import NEWS, Issue, kind_of
from core.files.content import LARGEST_SENT
from core.issuing import Issued, Proposed, Same, Seconding, places_of
from core.services.contents import BadData, NotAllowed, Unfit
from core.store.letters import Letter

FILES = frozenset({".yaml", ".yml", ".zip"})
LONGEST_NAME = 60
LONGEST_REASON = 500


def meant(turn: Turn, name: str) -> ReadContent | None:
    """A resident's file of that kind is as little use to us as their photographs."""
    ours = PurePath(name).suffix.lower() in FILES
    return ReadContent() if ours and turn.may(Permission.PROPOSE_CONTENT) else None


@behind_doors
async def receive(turn: Turn, _: ReadContent) -> Screen:
    """What is written under the file is the reason; it may begin with the place in data/ where the file belongs."""
    message = turn.update.message
    if message is None or message.document is None:
        raise Unknown("a file")
    name = (message.document.file_name or "?")[:LONGEST_NAME]

    async def arriving(share: float) -> None:
        await turn.progress.show(uploads.arriving(turn.t, name, share))

    try:
        body = await turn.house.downloads.fetch(message.document, LARGEST_SENT, arriving)
    except TooBig:
        return view.unfit(turn.t, "too_large", {"file": name})
    except NotFetched:
        return view.not_fetched(turn.t, name)
    return await looked_into(turn, name, body, (message.caption or "").strip())


async def looked_into(turn: Turn, name: str, body: bytes, caption: str) -> Screen:
    place, reason = placed(caption)
    try:
        proposed = await turn.house.contents.propose(turn.sender.id, name, body, turn.cause, place=place, reason=reason)
    except Unfit as unfit:
        return view.unfit(turn.t, unfit.trouble, unfit.facts)
    except BadData as bad:
        return view.faulty(turn.t, bad.flaws)
    except Same:
        return view.same(turn.t)
    except NotAllowed as denied:
        if denied.place is Extent.SOMEWHERE:
            raise
        return view.not_yours(turn.t, denied.place, turn.house.drafts.towns)
    return shown(turn, proposed)


def placed(caption: str) -> tuple[str, str]:
    """The place that is written first, where there is one, and the reason."""
    first, *rest = caption.split(maxsplit=1) or [""]
    if kind_of(first.removeprefix("data/")):
        return first, "".join(rest)[:LONGEST_REASON]
    return "", caption[:LONGEST_REASON]


def shown(turn: Turn, proposed: Proposed) -> Screen:
    """Whoever answers for a town alone confirms no methodology."""
    towns = turn.house.drafts.towns
    where = places_of(towns, proposed.proposal.parts, proposed.impact)
    may_publish = all(turn.may(Permission.PUBLISH_CONTENT, place) for place in where)
    return view.proposal(turn.t, proposed, towns, may_publish=may_publish)


def may_undo(turn: Turn, issue: Issue) -> bool:
    everywhere = turn.may(Permission.PROPOSE_CONTENT, Extent.EVERYWHERE)
    return everywhere or all(part.kind == "contacts" for part in issue.parts)


@behind_doors
async def everything(turn: Turn, _: ShowContents) -> Screen:
    await end_dialogue(turn)
    contents, person = turn.house.contents, turn.sender.id
    waiting = await contents.waiting(person, turn.cause)
    return view.everything(turn.t, waiting, await contents.history(person, turn.cause), partial(may_undo, turn))


@behind_doors
async def issues(turn: Turn, action: ListIssues) -> Screen:
    found = await turn.house.history.content(turn.sender.id, turn.cause, action.page)
    people = (person for each in found.issues for person in (each.by, each.seconded_by))
    return view.issues(turn.t, found, await known(turn, people), partial(may_undo, turn))


@behind_doors
async def files(turn: Turn, _: ListContentFiles) -> Screen:
    await turn.house.contents.waiting(turn.sender.id, turn.cause)
    return view.all_files(turn.t, turn.house.contents.places())


@behind_doors
async def file(turn: Turn, action: SendContentFile) -> Screen:
    return view.file(turn.t, action.path, await turn.house.contents.file(turn.sender.id, action.path, turn.cause))


@behind_doors
async def open_(turn: Turn, action: ShowContent) -> Screen:
    try:
        return shown(turn, await turn.house.contents.find(turn.sender.id, action.number, turn.cause))
    except BadData as bad:
        return view.spoilt(turn.t, action.number, bad.flaws)


@behind_doors
async def publish(turn: Turn, action: PublishContent) -> Screen:
    try:
        outcome = await turn.house.contents.confirm(turn.sender.id, action.number, action.digest, turn.cause)
    except BadData as bad:
        return view.spoilt(turn.t, action.number, bad.flaws)
    match outcome:
        case Issued():
            return view.published(turn.t, outcome)
        case Seconding(proposed):
            return view.seconding(turn.t, proposed)
    return view.stale(turn.t, outcome)


@behind_doors
async def again(turn: Turn, action: RunContentAgain) -> Screen:
    try:
        return shown(turn, await turn.house.contents.again(turn.sender.id, action.number, turn.cause))
    except Same:
        return view.same(turn.t)
    except BadData as bad:
        return view.spoilt(turn.t, action.number, bad.flaws)


@behind_doors
async def undo(turn: Turn, action: UndoContent) -> Screen:
    try:
        return shown(turn, await turn.house.contents.undo(turn.sender.id, action.issue, turn.cause))
    except Same:
        return view.same(turn.t)
    except BadData as bad:
        return view.relied_on(turn.t, action.issue, bad.flaws)


@behind_doors
async def withdraw(turn: Turn, action: WithdrawContent) -> Screen:
    await turn.house.contents.withdraw(turn.sender.id, action.number, turn.cause)
    return view.withdrawn(turn.t, action.number)


async def news(house: House, letter: Letter, t: Translator) -> Screen | None:
    """Silence where the application or the wish to be told has gone."""
    try:
        case = await house.applications.find(letter.chat_id, int(letter.payload["number"]))
        return view.news(t, house.guide.held(case), letter.payload) if case.consented_at else None
    except Unknown:
        return None


LETTERS = {NEWS: Kind(news)}
