"""Letters to those whose turn it is. Each says what is true when it is sent, or nothing."""

from bot.i18n import Translator
from bot.letters import Kind
from bot.screen import Screen
from bot.turn import House
from bot.views import asked as view
from core.access import Role
from core.publishing import Proposal
from core.store.asked import FATE, ROLE, WAITS
from core.store.letters import Letter


async def waits(house: House, letter: Letter, t: Translator) -> Screen | None:
    """Silence where it was confirmed or withdrawn meanwhile, or the reader may not confirm it any more."""
    of = letter.payload
    proposal = await house.confirmations.wanted(letter.chat_id, of["matter"], of["number"], of["towns"])
    if proposal is None:
        return None
    if isinstance(proposal, Proposal):
        return view.figures(t, proposal, house.drafts.towns)
    return view.content(t, proposal)


async def fate(house: House, letter: Letter, t: Translator) -> Screen | None:
    of = letter.payload
    found = await house.confirmations.fate(of["matter"], of["number"], of["instead"])
    return view.fate(t, found) if found else None


async def role(house: House, letter: Letter, t: Translator) -> Screen | None:
    """Silence where it is the other way round by now: that has a letter of its own."""
    role = Role(letter.payload["role"])
    held = (await house.confirmations.holder(letter.chat_id)).grants
    if letter.payload["given"] != (role in held):
        return None
    places = {each: house.towns.whereabouts(where) for each, where in held.items()}
    return view.given(t, role, places[role]) if role in places else view.taken(t, role, places)


LETTERS = {kind: Kind(compose, unasked=True) for kind, compose in ((WAITS, waits), (FATE, fate), (ROLE, role))}
