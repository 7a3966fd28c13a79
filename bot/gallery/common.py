"""The first words, help, and what happens when something goes wrong."""

from bot.actions.common import ShowHelp
from bot.gallery.rooms import BOT_NAME, Make, Rooms
from bot.screen import Document
from bot.views import common
from bot.views.commands import offered
from core.access import EVERYWHERE, Person, Role

NOBODY, OWNER = Person(1), Person(1, grants={Role.OWNER: EVERYWHERE})


class OfEverybody(Rooms):
    def common(self) -> dict[str, Make]:
        standing = self.support.standing()
        return {
            "start": lambda t: common.greeting(t, self.towns.count, standing),
            "menu": common.menu,
            "help": lambda t: common.help_(t, BOT_NAME, offered(NOBODY)),
            "help/owner": lambda t: common.help_(t, BOT_NAME, offered(OWNER)),
            "menu/with a role": lambda t: common.menu(t, work=True),
            "language/ask": lambda _: common.ask_language(self.translators, ShowHelp()),
            "language/group": common.language_chosen,
            "privacy": common.privacy,
            "my data": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}"), 0),
            "my data/applications": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}"), 2),
            "my data/roles": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}"), 0, roles=2, acts=11),
            "my data/acts": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}"), 0, acts=1),
            "forget": lambda t: common.ask_forget(t, roles=False),
            "forget/roles": lambda t: common.ask_forget(t, roles=True),
            "forget/roles and acts": lambda t: common.ask_forget(t, roles=True, acts=True),
            "forget/done, acts": lambda t: common.forgotten(t, roles=False, acts=True),
            "forget/done": lambda t: common.forgotten(t, roles=False),
            "forget/done, roles": lambda t: common.forgotten(t, roles=True),
            "cancel": lambda t: common.cancelled(t, stopped=True),
            "cancel/nothing": lambda t: common.cancelled(t, stopped=False),
            "group/greeting": lambda _: common.group_greeting(self.translators, BOT_NAME),
            "group/go private": lambda t: common.go_private(t, BOT_NAME),
            "group/acts of power": lambda t: common.power_in_private(t, BOT_NAME),
            "trouble/denied": common.denied,
            "trouble/denied at work": lambda t: common.denied(t, work=True),
            "trouble/apology": lambda t: common.apology(t, "A1B2C3"),
            "trouble/outdated": common.outdated,
            "trouble/unknown command": common.unknown_command,
            "trouble/only text": common.only_text,
            "trouble/not understood": common.not_understood,
        }
