"""What publishing some figures would change. Whoever confirms it confirms exactly this: `digest` says what it was."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from core.bulk import many
from core.ledger import Entry, Figure, Ledger, Withdrawal, key_of
from core.methodology import Methodology
from core.observations import Observation, Sheet
from core.ranking import by_total
from core.scoring import Scorecard, score
from core.towns import Tier
from core.written import Written, digest_of, in_order, written

Cards = Mapping[str, Scorecard]
"""By town."""


class Change(NamedTuple):
    """`before` is what is known of exactly this year, if anything."""

    entry: Entry
    before: Observation | None


@dataclass(frozen=True, slots=True)
class TownChange:
    """`before` is None for a town nothing was known of, `after` for one of which nothing is known any more."""

    town: str
    before: Scorecard | None
    after: Scorecard | None
    rank_before: int | None
    rank_after: int | None

    @property
    def tier_before(self) -> Tier | None:
        return self.before.tier if self.before else None

    @property
    def tier_after(self) -> Tier | None:
        return self.after.tier if self.after else None

    @property
    def changes_tier(self) -> bool:
        return self.tier_before != self.tier_after

    @property
    def changes_score(self) -> bool:
        return figures_of(self.before) != figures_of(self.after)


@dataclass(frozen=True, slots=True)
class DryRun:
    """`same` is known already and is not published again; `gone` takes back what was pushed and puts nothing in its
    place. `towns` are all whose score, possible scores or rank change, those first whose own figures do.
    """

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    gone: tuple[Change, ...]
    same: tuple[Change, ...]
    towns: tuple[TownChange, ...]
    base_version: int
    digest: str
    given: Written
    entries: tuple[Entry, ...]  # what there is to publish
    written: Written
    after: Mapping[str, Sheet]  # as they will stand

    @property
    def changes_tier(self) -> bool:
        return any(each.changes_tier for each in self.towns)


def dry_run(ledger: Ledger, methodology: Methodology, entries: Iterable[Entry], undoes: int | None = None) -> DryRun:
    given = in_order(entries)
    as_given = written(given)
    new, changed, gone, same = map(tuple, sorted_out(ledger, given))
    left = in_order(each.entry for each in (*new, *changed, *gone)) if same else given
    after = ledger.sheets_with(left, undoes)
    return DryRun(
        new=new,
        changed=changed,
        gone=gone,
        same=same,
        towns=tuple(town_changes(methodology, ledger.sheets(), after, {*map(itemgetter(0), left)})),
        base_version=ledger.version,
        digest=digest_of(ledger.version, as_given, undoes),
        given=as_given,
        entries=left,
        written=written(left) if same else as_given,
        after=after,
    )


def sorted_out(ledger: Ledger, given: Sequence[Entry]) -> Iterable[Iterable[Change]]:
    """New, changed, gone, same. Of many figures most are new, and need not be looked at one by one."""
    if not ledger.speaks_of_any([*map(key_of, given)]) and Withdrawal not in {*map(type, given)}:
        return many(Change, given, repeat(None)), (), (), ()
    kinds: dict[str, list[Change]] = {"new": [], "changed": [], "gone": [], "same": []}
    for entry in given:
        before = ledger.observation(key_of(entry))
        kinds[kind_of(ledger, entry, before)].append(Change(entry, before))
    return kinds.values()


def kind_of(ledger: Ledger, entry: Entry, before: Observation | None) -> str:
    if not isinstance(entry, Figure):
        return "gone" if ledger.standing(key_of(entry)) else "same"
    if before is None:
        return "new"
    return "same" if before.sound and before.value == entry.value else "changed"


def town_changes(
    methodology: Methodology, before: Mapping[str, Sheet], after: Mapping[str, Sheet], touched: Collection[str]
) -> Iterator[TownChange]:
    """Also of towns whose own figures stay: others may have passed them."""
    every = compared(scored(methodology, before), scored(methodology, after))
    for change in sorted(every, key=lambda each: each.town not in touched):
        if change.town in touched or change.rank_before != change.rank_after:
            yield change


def scored(methodology: Methodology, sheets: Mapping[str, Sheet]) -> Cards:
    return {town: score(methodology, sheet) for town, sheet in sheets.items()}


def compared(old: Cards, new: Cards) -> Iterator[TownChange]:
    """Each town, in the order of their ids."""
    was, will_be = ({each.card.town: each.place for each in by_total(cards.values())} for cards in (old, new))
    for town in sorted({*old, *new}):
        yield TownChange(town, old.get(town), new.get(town), was.get(town), will_be.get(town))


def figures_of(card: Scorecard | None) -> object:
    """All that another methodology, or another figure, can change of it."""
    return card and (card.total, card.low, card.high, card.tier, card.tiers)
