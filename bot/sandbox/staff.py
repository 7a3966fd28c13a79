"""Roles of the people of the sandbox, so that a newcomer can play the whole story: an editor proposes, the owner and a
publisher confirm, an official looks on. They are given once; who takes one away does not find it again after a restart.
"""

from collections.abc import Mapping
from typing import Final

from bot.sandbox.people import EDITOR_ID, OFFICIAL_ID, PUBLISHER_ID
from core.access import CONSOLE, EVERYWHERE, Places, Role
from core.services.rights import Rights
from core.store.work import Store

STAFF: Final[Mapping[int, tuple[Role, Places]]] = {
    OFFICIAL_ID: (Role.OFFICIAL, Places(towns=frozenset({"zhezkazgan"}))),
    EDITOR_ID: (Role.EDITOR, Places(oblasts=frozenset({"karaganda", "ulytau"}))),
    PUBLISHER_ID: (Role.PUBLISHER, EVERYWHERE),
}
GIVEN = "sandbox staff"


async def employ(store: Store, rights: Rights) -> None:
    async with store.reading() as work:
        if await work.marks.get(GIVEN):
            return
    for person, (role, places) in STAFF.items():
        await rights.grant(CONSOLE.id, person, role, places, None, told=False)  # nobody has met the bot yet
    async with store.writing() as work:
        await work.marks.set(GIVEN, "yes")
