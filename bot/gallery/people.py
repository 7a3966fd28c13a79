"""Who may do what: lists, roles given and taken away, invitations, the room of those who have a role."""

from datetime import timedelta

from bot.actions.people import EVERYWHERE, ChoosePlaces, packed, unpacked
from bot.gallery.cases import SINCE
from bot.gallery.rooms import BOT_NAME, Make, Rooms
from bot.i18n import Translator
from bot.screen import Screen
from bot.views import choosing, invitations, work
from bot.views import people as view
from bot.views.commands import NEEDS, offered
from bot.views.invitations import Offer
from bot.views.people import Held, Holder
from bot.views.roles import Known
from core import access
from core.access import Person, Places, Role
from core.services.rights import ByTheSettings, LastOwner, NotGiven

READER, EDITOR, PUBLISHER, UNNAMED, FORGOTTEN = 1001, 1005, 1007, 7000000001, -5
KNOWN = Known({EDITOR: "Bolat", PUBLISHER: "Dana <D>"}, READER)
SECRET = "Q2hlY2sgdGhlIHdlYXRoZXIgZmlyc3Q"  # noqa: S105 - it opens nothing
UNTIL = SINCE + timedelta(days=3)
SOME = Places(oblasts=frozenset({"karaganda"}), towns=frozenset({"ridder"}))


class OfPeople(Rooms):
    def of_people(self) -> dict[str, Make]:
        return {**self.lists(), **self.giving(), **self.inviting(), "people/work": self.work()}

    def lists(self) -> dict[str, Make]:
        several = self.holders()
        many = tuple(Holder(UNNAMED + n, several[1].held) for n in range(8))
        return {
            "people/list": lambda t: view.people(t, several, KNOWN, 1, 2),
            "people/second page": lambda t: view.people(t, many, KNOWN, 2, 0),
            "people/owner by settings": lambda t: view.holder(t, several[0], KNOWN),
            "people/editor": lambda t: view.holder(t, several[1], KNOWN),
            "people/nobody": lambda t: view.holder(t, Holder(UNNAMED, ()), KNOWN),
            "people/which": lambda t: view.which_person(t, several, KNOWN),
        }

    def holders(self) -> tuple[Holder, ...]:
        some, everywhere = self.towns.whereabouts(SOME), self.towns.whereabouts(access.EVERYWHERE)
        editor = Held(Role.EDITOR, some, SINCE, READER, packed([14], [25]))
        return (
            Holder(READER, (Held(Role.OWNER, everywhere, SINCE, None, ""),)),
            Holder(EDITOR, (editor, Held(Role.OFFICIAL, everywhere, SINCE, FORGOTTEN, ""))),
            Holder(PUBLISHER, (Held(Role.PUBLISHER, everywhere, SINCE, 0, ""),)),
        )

    def giving(self) -> dict[str, Make]:
        some, everywhere = self.towns.whereabouts(SOME), self.towns.whereabouts(access.EVERYWHERE)
        editor, places = self.holders()[1], packed([14], [25])
        return {
            "people/choose role": lambda t: choosing.role(t, EDITOR, KNOWN),
            "people/choose places": self.places(""),
            "people/places picked": self.places(places),
            "people/places unclear": self.places(places, unclear="Atlantis"),
            "people/places of an oblast": self.places(packed([], [14]), 14),
            "people/ask give": lambda t: view.ask_give(t, EDITOR, Role.EDITOR, everywhere, EVERYWHERE, some, KNOWN),
            "people/given": lambda t: view.holder(t, editor, KNOWN, view.given(t, Role.EDITOR, some)),
            "people/ask take": lambda t: view.ask_take(t, EDITOR, editor.held[0], KNOWN),
            "people/taken": lambda t: view.holder(t, Holder(EDITOR, ()), KNOWN, view.taken(t, Role.EDITOR)),
            "people/laid down": lambda t: view.laid_down(t, view.taken(t, Role.OWNER)),
            "people/by settings": lambda t: view.refused(t, ByTheSettings()),
            "people/last owner": lambda t: view.refused(t, LastOwner()),
            "people/not given": lambda t: view.refused(t, NotGiven()),
        }

    def places(self, picked: str, oblast: int = 0, unclear: str = "") -> Make:
        def make(t: Translator) -> Screen:
            action = ChoosePlaces(Role.EDITOR, EDITOR, picked, oblast)
            numbers = unpacked(picked)
            named = self.towns.whereabouts(self.towns.picked(*numbers))
            return choosing.places(t, action, numbers, named, self.towns.by_oblast(), unclear)

        return make

    def inviting(self) -> dict[str, Make]:
        some, everywhere = self.towns.whereabouts(SOME), self.towns.whereabouts(access.EVERYWHERE)
        offers = (
            Offer(Role.EDITOR, some, UNTIL, "0" * 16, READER),
            Offer(Role.PUBLISHER, everywhere, UNTIL, "1" * 16, PUBLISHER),
        )
        return {
            "invitation/role": lambda t: choosing.role(t, 0, KNOWN),
            "invitation/ask": lambda t: invitations.ask(t, Role.EDITOR, some, packed([14], [25])),
            "invitation/ask owner": lambda t: invitations.ask(t, Role.OWNER, everywhere, EVERYWHERE),
            "invitation/made": lambda t: invitations.made(t, offers[0], BOT_NAME, SECRET),
            "invitation/list": lambda t: invitations.listed(t, offers, KNOWN),
            "invitation/none": lambda t: invitations.listed(t, (), KNOWN, t.plain("toast.withdrawn")),
            "invitation/offered": lambda t: invitations.offered(t, offers[0], SECRET),
            "invitation/accepted": lambda t: invitations.accepted(t, Role.EDITOR, some),
            "invitation/bad": invitations.bad,
        }

    def work(self) -> Make:
        owner = Person(READER, grants={Role.OWNER: access.EVERYWHERE, Role.EDITOR: SOME})
        roles = {role: self.towns.whereabouts(places) for role, places in owner.grants.items()}
        return lambda t: work.work(t, roles, (name for name in offered(owner) if name in NEEDS))
