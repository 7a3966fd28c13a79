"""What publishing some figures would change. Whoever confirms it confirms exactly this: `digest` says what it was."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple

import orjson

from core.ledger import Entry, Figure, Ledger, key_of
from core.methodology import Methodology
from core.observations import Observation, Sheet
from core.ranking import by_total
from core.scales import Value, Within
from core.scoring import Scorecard, score
from core.towns import Tier

AT_ONCE: Final = 5000


class Twice(ValueError):
    """One and the same figure is given two times: which of them is meant nobody can say."""


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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What there is to publish."""
        return tuple(each.entry for each in (*self.new, *self.changed, *self.gone))

    @property
    def changes_tier(self) -> bool:
        return any(each.changes_tier for each in self.towns)


def dry_run(ledger: Ledger, methodology: Methodology, entries: Iterable[Entry], undoes: int | None = None) -> DryRun:
    given = tuple(entries)
    digest = digest_of(ledger.version, given, undoes)
    sorted_out: dict[str, list[Change]] = {"new": [], "changed": [], "gone": [], "same": []}
    for entry in given:
        before = ledger.observation(key_of(entry))
        sorted_out[kind_of(ledger, entry, before)].append(Change(entry, before))
    new, changed, gone, same = map(tuple, sorted_out.values())
    real = [each.entry for each in (*new, *changed, *gone)]
    after = ledger.sheets_with(real, undoes)
    return DryRun(
        new=new,
        changed=changed,
        gone=gone,
        same=same,
        towns=tuple(town_changes(methodology, ledger.sheets(), after, {entry.town for entry in real})),
        base_version=ledger.version,
        digest=digest,
    )


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
    old, new = ({town: score(methodology, each) for town, each in sheets.items()} for sheets in (before, after))
    was, will_be = ({each.card.town: each.place for each in by_total(cards.values())} for cards in (old, new))
    every = sorted({*old, *new}, key=lambda town: (town not in touched, town))
    for town in every:
        change = TownChange(town, old.get(town), new.get(town), was.get(town), will_be.get(town))
        if town in touched or change.rank_before != change.rank_after:
            yield change


def digest_of(version: int, entries: Iterable[Entry], undoes: int | None) -> str:
    """The same for the same figures over the same version, in whatever order they were given. What is hashed is
    [version,undoes,[[…],[…],…]] without a space, a part at a time. Raises Twice.
    """
    rows = sorted(entries, key=key_of)
    if twice := [key_of(one) for one, next_ in pairwise(rows) if key_of(one) == key_of(next_)]:
        raise Twice(*dict.fromkeys(twice))
    digest = sha256(b"[%b,%b,[" % (canonical(version), canonical(undoes)))
    for first in range(0, len(rows), AT_ONCE):
        part = canonical([plain(each) for each in rows[first : first + AT_ONCE]])
        digest.update(b"," * bool(first) + part[1:-1])
    digest.update(b"]]")
    return digest.hexdigest()


def canonical(content: object) -> bytes:
    """JSON without a space, letters as they are."""
    return orjson.dumps(content)


def plain(entry: Entry) -> tuple[str, ...]:
    """All of it, as words."""
    if not isinstance(entry, Figure):
        return entry.town, entry.indicator, str(entry.year)
    town, indicator, year, value, raw, unit, source = entry
    return town, indicator, str(year), *form_of(value), raw, unit or "", source


@lru_cache(maxsize=50_000)
def form_of(value: Value) -> tuple[str, str]:
    """A number is the same number however many noughts end it."""
    match value:
        case Decimal():
            return "number", f"{value.normalize():f}"
        case Within():
            return "band", str(value.score)
        case _:
            return "choice", value
