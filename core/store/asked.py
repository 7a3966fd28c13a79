"""Those whose turn it is: who may confirm a proposal is asked to, whoever proposed it is told what became of it, and
whoever is given a role or loses it is told so. Letters of the transaction in which it happens.

A letter holds numbers and the name of a role, and nobody's id: what it says is read when it is sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from core.access import CONSOLE, At, Extent, Permission, Person, Role, allowed
from core.content import ContentProposal
from core.publishing import Proposal
from core.store.deeds import Deed, known_person
from core.store.letters import Letter

Matter = Literal["figures", "content"]
MAY: Final[dict[Matter, Permission]] = {"figures": Permission.PUBLISH, "content": Permission.PUBLISH_CONTENT}
WAITS, FATE, ROLE = "waits", "fate", "role"
"""Kinds of letters."""
Places = tuple[At | Extent, ...]
Waiting = Proposal | ContentProposal


async def ask_others(deed: Deed, matter: Matter, proposal: Waiting, places: Places) -> None:
    """Everybody who may confirm it but whoever acts now; each once, however many steps it takes."""
    work = deed.work
    holders = sorted({each.person_id for each in await work.grants.every()} - {deed.person.id})
    for person in [await work.people.find(each) for each in holders]:
        if all(allowed(person, MAY[matter], place) for place in places):
            holds = {"matter": matter, "number": proposal.number, "towns": towns_of(places)}
            await put(deed, person, WAITS, key(WAITS, matter, proposal), holds)


async def tell_proposer(deed: Deed, matter: Matter, proposal: Waiting, instead: int | None = None) -> None:
    """Nobody is told of what they have done themselves; `instead` is what somebody else has run it again as."""
    by = proposal.proposed_by
    if by == await deed.alias():
        return
    person_id = (await deed.work.aliases.people([by])).get(by)
    if person_id is not None and person_id != CONSOLE.id:
        holds = {"matter": matter, "number": proposal.number, "instead": instead}
        await put(deed, await deed.work.people.find(person_id), FATE, key(FATE, matter, proposal), holds)


async def tell_holder(deed: Deed, whom: int, role: Role, *, given: bool) -> None:
    """After it is on record: the number of the entry tells one letter from another. Only the last one waits."""
    if whom in {deed.person.id, CONSOLE.id}:
        return
    person, entry = await deed.work.people.find(whom), await deed.work.audit.last()
    letter = letter_to(deed, person, ROLE, f"{ROLE}: {entry}", {"role": role, "given": given})
    about = f"{ROLE} {role}"
    await deed.work.letters.replan(whom, about, [replace(letter, about=about)])


async def seconded(deed: Deed, first: int | None, matter: Matter, places: Places) -> int | None:
    """The first of two, where it is somebody else, who has the right to this day."""
    if first is None or first == await deed.alias():
        return None
    people = await deed.work.aliases.people([first])
    if first not in people:
        return None
    other = await known_person(deed.work, people[first])
    return first if all(allowed(other, MAY[matter], place) for place in places) else None


async def put(deed: Deed, person: Person, kind: str, key: str, holds: Mapping[str, object]) -> None:
    await deed.work.letters.put([letter_to(deed, person, kind, key, holds)])


def letter_to(deed: Deed, person: Person, kind: str, key: str, holds: Mapping[str, object]) -> Letter:
    """To somebody who has chosen no language in that of whoever acts: a colleague more often than not."""
    language = person.language or deed.person.language or "kk"
    return Letter(person.id, key, kind, kind, deed.work.transaction.clock(), language, holds)


def key(kind: str, matter: Matter, proposal: Waiting) -> str:
    """Numbers are used again when all the later proposals are gone, a month on."""
    return f"{kind}: {matter} {proposal.number} of {proposal.at:%Y-%m-%d}"


def towns_of(places: Iterable[At | Extent]) -> list[str] | None:
    """None for the whole country."""
    towns = [place.town for place in places if isinstance(place, At)]
    return towns or None
