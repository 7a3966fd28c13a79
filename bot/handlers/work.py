"""What somebody with a role may do."""

from bot.actions.people import ShowWork
from bot.handlers.common import end_dialogue
from bot.handlers.power import behind_doors
from bot.screen import Screen
from bot.turn import Turn
from bot.views import work as view
from bot.views.commands import NEEDS, offered
from core.access import Role


@behind_doors
async def show(turn: Turn, _: ShowWork) -> Screen:
    """As the database has it at this moment: a role may have come or gone since the button was shown."""
    await end_dialogue(turn)
    person = await turn.house.rights.own(turn.sender.id, turn.cause)
    roles = {role: turn.house.towns.whereabouts(person.grants[role]) for role in Role if role in person.grants}
    return view.work(turn.t, roles, (name for name in offered(person) if name in NEEDS))
