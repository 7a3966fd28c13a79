"""Content by the command line: `content`. Without --apply it only says what would change."""

import argparse
from pathlib import Path
from typing import Any

from bot.console.room import ME, Code, Refusal, Room, plain, room, tell
from bot.settings import Settings
from bot.views import contents, flaws, impacts
from core.catalogue import Unknown
from core.files.content import LARGEST_SENT
from core.impact import Impact
from core.issuing import Concerned, Issued, Outcome, Proposed, Same, Seconding
from core.services.contents import BadData, Unfit

NOTHING = "There is nothing to publish: all of it stands already."


def words(subparsers: Any) -> None:
    command = subparsers.add_parser(
        "content", help="say what FILE (YAML or ZIP) in the place of one in data/ would change"
    )
    command.add_argument("file", type=Path, metavar="FILE", nargs="?")
    command.add_argument("--place", default="", help="its place in data/, where its name does not say")
    command.add_argument("--apply", action="store_true", help="propose it, and confirm it as the first of two")
    command.add_argument("--reason", default="", help="why; it is kept")
    command.add_argument("--confirm", type=int, metavar="NUMBER", help="show a proposal; with --apply, confirm it")
    command.add_argument("--undo", type=int, metavar="NUMBER", help="undo an issue")
    command.add_argument("--back", nargs="+", metavar="PLACE", help="let what data/ itself says count again")
    command.add_argument("--get", metavar="PLACE", help="print a file as it is in force")
    command.set_defaults(work=content)


async def content(settings: Settings, chosen: argparse.Namespace) -> int:
    async with room(settings, mending=True) as at:
        try:
            if chosen.get:
                tell((await at.contents.file(ME, chosen.get, None)).decode().rstrip("\n"))
                return Code.DONE
            if chosen.confirm is not None:
                return await confirm(at, chosen)
            if chosen.undo is not None or chosen.back:
                return await take_back(at, chosen)
            return await bring(at, chosen) if chosen.file else await overview(at)
        except Unknown as unknown:
            raise Refusal(f"there is no {unknown}") from None
        except Same:
            tell(NOTHING)
            return Code.DONE
        except Unfit as unfit:
            raise Refusal(plain(contents.unfit_words(at.t, unfit.trouble, unfit.facts))) from None
        except BadData as bad:
            told = (flaws.line(at.t, each) for each in bad.flaws)
            raise Refusal(*told, f"nothing is published: {len(bad.flaws)} to mend") from None


async def overview(at: Room) -> int:
    for proposal in await at.contents.waiting(ME, None):
        once = ", confirmed once" if proposal.confirmed_by is not None else ""
        tell(f"proposal {proposal.number} waits{once}: {', '.join(part.path for part in proposal.parts)}")
    for issue in await at.contents.history(ME, None):
        undoes = f", undoes {issue.undoes}" if issue.undoes is not None else ""
        reason = f" ({issue.reason})" if issue.reason else ""
        tell(f"issue {issue.number}, {issue.at:%Y-%m-%d}{undoes}: {', '.join(p.path for p in issue.parts)}{reason}")
    tell(f"Files that can be replaced: {', '.join(at.contents.places())}")
    return Code.DONE


async def bring(at: Room, chosen: argparse.Namespace) -> int:
    name, body = chosen.file.name, read_bytes(chosen.file)
    if not chosen.apply:
        found, concerned = await at.contents.look(ME, name, body, None, place=chosen.place)
        shown(at, found, concerned)
        tell("Nothing is published yet. To propose it and to confirm it as the first of two: --apply")
        return Code.DONE
    proposed = await at.contents.propose(ME, name, body, None, place=chosen.place, reason=chosen.reason)
    return await confirmed(at, proposed)


async def confirm(at: Room, chosen: argparse.Namespace) -> int:
    proposed = await at.contents.find(ME, chosen.confirm, None)
    if chosen.apply:
        return await confirmed(at, proposed)
    shown(at, proposed.impact, proposed.concerned)
    return Code.DONE


async def take_back(at: Room, chosen: argparse.Namespace) -> int:
    if not chosen.apply:
        raise Refusal("to take content back is a proposal: --apply proposes it and confirms it as the first of two")
    if chosen.back:
        return await confirmed(at, await at.contents.back(ME, chosen.back, None, reason=chosen.reason))
    return await confirmed(at, await at.contents.undo(ME, chosen.undo, None, reason=chosen.reason))


async def confirmed(at: Room, proposed: Proposed) -> int:
    shown(at, proposed.impact, proposed.concerned)
    number = proposed.proposal.number
    outcome: Outcome = await at.contents.confirm(ME, number, proposed.proposal.digest, None)
    match outcome:
        case Issued(issue):
            tell(f"Published as issue {issue.number}.")
            return Code.DONE
        case Seconding():
            tell(f"Another publisher must confirm it under /content in the chat: proposal {number}.")
            return Code.WAITS
    raise Refusal("something else was published meanwhile: nothing happened, propose it again")


def shown(at: Room, found: Impact, concerned: Concerned) -> None:
    for paragraph in (*impacts.impact(at.t, found, at.catalogue.towns), *impacts.audience(at.t, found, concerned)):
        for line in paragraph.splitlines():
            tell(plain(line))


def read_bytes(path: Path) -> bytes:
    """Not more than is needed to see that it is too much."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_SENT + 1)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}") from None
