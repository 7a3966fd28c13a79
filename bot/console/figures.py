"""Figures by the command line: `import` and `undo`. Without --apply they only say what would change."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from bot.console.room import ME, Code, Refusal, Room, complain, plain, room, tell
from bot.settings import Settings
from bot.views.faults import doubt, fault
from core.catalogue import Unknown
from core.clock import KAZAKHSTAN
from core.drafts import Answers, Draft, Question, says_why, source_fault, year_fault
from core.dry_run import Change, DryRun, dry_run
from core.faults import kept
from core.files.spreadsheets.cells import LARGEST_FILE
from core.files.spreadsheets.reading import read_spreadsheet
from core.judgement import all_warnings
from core.ledger import Figure
from core.publishing import Nothing, Proposed, Published, Seconding, Stale, undone
from core.scoring import Scorecard
from core.services.imports import SHORTEST
from core.services.proposals import Proposals
from core.typed import answer_to

NOTHING = "There is nothing to publish: all of it is known already."
MOST_SHOWN = 100
"""Figures that are named one by one; the others are counted."""


def words(subparsers: Any) -> None:
    bring = subparsers.add_parser("import", help="read figures from FILE (CSV or XLSX) and say what would change")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--source", help="the document they are from, where the file does not say")
    bring.add_argument("--year", type=int, help="the year they are of, where the file does not say")
    bring.add_argument("--town", help="the town they are of, where the file does not say")
    bring.add_argument("--indicator", help="the indicator they are of, by name or number, where the file does not say")
    bring.add_argument("--good-rows", action="store_true", help="take the rows without a fault and leave the others")
    bring.set_defaults(work=import_file)
    back = subparsers.add_parser("undo", help="say what would change if publication NUMBER were undone")
    back.add_argument("number", type=int, metavar="NUMBER")
    back.set_defaults(work=undo)
    for command, reason in ((bring, "why; needed where something is doubtful"), (back, "why")):
        command.add_argument("--apply", action="store_true", help="publish it")
        command.add_argument("--seen", metavar="DIGEST", help="publish only what was shown under this digest")
        command.add_argument("--reason", default="", help=f"{reason}; it is kept")


async def import_file(settings: Settings, chosen: argparse.Namespace) -> int:
    content = read_bytes(chosen.file)
    async with room(settings) as at:
        draft = read_spreadsheet(content, at.catalogue.vocabulary, today(at), answers=answers(at, chosen))
        judged(at, draft, chosen)
        overruled = weighed(at, draft, chosen)
        try:
            if not chosen.apply:
                return await shown(at, await at.imports.dry_run(ME, draft.figures, None))
            if chosen.seen is not None:
                same(await at.imports.dry_run(ME, draft.figures, None), chosen.seen)
            given = {"reason": chosen.reason, "overruled": overruled}
            return await publish(at, await at.imports.propose(ME, draft.figures, None, **given))
        except Nothing:
            tell(NOTHING)
            return Code.DONE


async def undo(settings: Settings, chosen: argparse.Namespace) -> int:
    async with room(settings) as at:
        ledger = (await at.published.refresh()).ledger
        try:
            undoing = undone(ledger, chosen.number)
        except Unknown:
            raise Refusal(f"there is no publication No. {chosen.number}") from None
        if undoing.overtaken:
            tell(f"Figures of it that were replaced since, and stay as they are: {len(undoing.overtaken)}.")
        if not undoing.entries:
            tell("There is nothing to take back.")
            return Code.DONE
        run = dry_run(ledger, at.catalogue.innovation, undoing.entries, chosen.number)
        if not chosen.apply:
            return await shown(at, run)
        same(run, chosen.seen)
        return await publish(at, await at.imports.undo(ME, chosen.number, None, reason=chosen.reason))


def read_bytes(path: Path) -> bytes:
    """Not more than is needed to see that it is too much."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}") from None


def today(at: Room) -> date:
    return at.clock().astimezone(KAZAKHSTAN).date()


def answers(at: Room, chosen: argparse.Namespace) -> Answers:
    """To what a file may leave open."""
    wrong = (
        None if chosen.source is None else source_fault("", chosen.source),
        None if chosen.year is None else year_fault("", chosen.year, today(at)),
    )
    if faults := [plain(fault(at.t, each)) for each in wrong if each]:
        raise Refusal(*faults)
    given: Answers = {
        ("", "source"): chosen.source,
        ("", "year"): chosen.year and str(chosen.year),
        ("", "town"): chosen.town and at.town_meant(chosen.town),
        ("", "indicator"): chosen.indicator and indicator_meant(at, chosen.indicator),
    }
    return {what: answer for what, answer in given.items() if answer}


def indicator_meant(at: Room, said: str) -> str:
    indicator = answer_to(Question("", "indicator"), said, at.catalogue.vocabulary)
    if indicator is None:
        raise Refusal(f"{said}: no indicator, or not clear which")
    return indicator


def judged(at: Room, draft: Draft, chosen: argparse.Namespace) -> None:
    """All or nothing, unless the good rows were asked for."""
    lines = [f"{chosen.file}: {plain(fault(at.t, each))}" for each in draft.faults]
    lines += [f"{chosen.file}: it does not say the {each.what}: say it with --{each.what}" for each in draft.questions]
    if not lines or (chosen.good_rows and draft.figures and not draft.questions):
        for line in lines:
            complain(f"left out: {line}")
        return
    raise Refusal(*lines, f"nothing is published: {len(lines)} to mend")


def weighed(at: Room, draft: Draft, chosen: argparse.Namespace) -> tuple[str, ...]:
    """What is doubtful, and is published all the same when somebody says why."""
    doubts = all_warnings(draft.figures, at.published.now().sheets, at.catalogue.innovation)
    for each in doubts:
        complain(f"doubtful: {plain(doubt(at.t, each, at.catalogue.towns, at.catalogue.innovation))}")
    if doubts and chosen.apply and not says_why(chosen.reason.strip()):
        raise Refusal(f"nothing is published: {len(doubts)} doubtful; say why it is right with --reason")
    return tuple(map(kept, doubts))


def same(run: DryRun, seen: str | None) -> None:
    if seen is not None and not (len(seen) >= SHORTEST and run.digest.startswith(seen)):
        raise Refusal("this is not what was shown: something was published meanwhile, or the file is another")


async def publish(at: Room, proposed: Proposed) -> int:
    """Who applies it confirms what they have just proposed."""
    number = proposed.proposal.number
    match await at.imports.confirm(ME, number, proposed.run.digest, None):
        case Published(batch, run):
            tell_run(at, run)
            tell(f"Published: this is publication No. {batch.number}.")
            return Code.DONE
        case Seconding(_, run):
            tell_run(at, run)
            tell(f"A tier changes, so another publisher must confirm it in the chat: proposal {number}.")
            return Code.WAITS
        case Stale():
            raise Refusal("something else was published at the same moment: nothing happened, run it again")


async def shown(at: Room, run: DryRun) -> int:
    tell_run(at, run)
    if not run.entries:
        tell(NOTHING)
        return Code.DONE
    tell(f"Subscribers that would be told: {await Proposals(at.store, at.catalogue).audience(run)}.")
    tell(f"Nothing is published yet. To publish exactly this: --apply --seen {run.digest[:SHORTEST]}")
    return Code.DONE


def tell_run(at: Room, run: DryRun) -> None:
    counted = {"new": run.new, "changed": run.changed, "taken back": run.gone, "known already": run.same}
    tell(", ".join(f"{len(changes)} {kind}" for kind, changes in counted.items() if changes))
    named = [(kind, each) for kind, changes in counted.items() if kind != "known already" for each in changes]
    for kind, each in named[:MOST_SHOWN]:
        tell(f"  {kind}: {change_line(at, each)}")
    if len(named) > MOST_SHOWN:
        tell(f"  and {len(named) - MOST_SHOWN} more")
    for town in run.towns:
        before, after = standing(town.before, town.rank_before), standing(town.after, town.rank_after)
        tell(f"{at.town(town.town)}: {before} → {after}{', the tier changes' if town.changes_tier else ''}")


def change_line(at: Room, change: Change) -> str:
    entry = change.entry
    before = change.before.raw if change.before else None
    after = entry.raw if isinstance(entry, Figure) else "what stood before"
    indicator = at.catalogue.indicator(entry.indicator)
    what = f"{at.town(entry.town)}, {indicator.id} {at.name(indicator.short)}, {entry.year}"
    return f"{what}: {before} → {after}" if before else f"{what}: {after}"


def standing(card: Scorecard | None, rank: int | None) -> str:
    """Its points with the interval, tier and rank."""
    if card is None:
        return "nothing known"
    total = "?" if card.total is None else card.total
    return f"{total} [{card.low}–{card.high}] {card.tier or 'no tier'}{f', rank {rank}' if rank else ''}"
