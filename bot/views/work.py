"""What somebody with a role may do beyond what everybody may: their roles, their commands."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.actions.audit import ShowRecord
from bot.actions.contents import ShowContents
from bot.actions.figures import ListProposals
from bot.actions.history import AskUndo
from bot.actions.people import ChooseRole, ShowPeople
from bot.actions.uploads import SendTemplate
from bot.i18n import Translator, key
from bot.screen import Button, Screen
from bot.views.commands import DESCRIPTIONS
from bot.views.common import PARAGRAPH, abreast, to_menu
from bot.views.roles import places_said, role_name
from bot.wire import Action
from core.access import Role
from core.services.towns import Whereabouts

LINE = Markup("\n")
BUTTONS: Mapping[str, tuple[str, Action]] = {
    "proposals": (key("button.proposals"), ListProposals()),
    "undo": (key("button.undo_some"), AskUndo()),
    "template": (key("button.upload_template"), SendTemplate()),
    "people": (key("button.people"), ShowPeople()),
    "invite": (key("button.invite"), ChooseRole()),
    "content": (key("button.contents"), ShowContents()),
    "audit": (key("button.record"), ShowRecord()),
}
"""The commands that can be pressed here."""


def work(t: Translator, roles: Mapping[Role, Whereabouts], commands: Iterable[str]) -> Screen:
    """`commands` are those that this person may use and a resident may not."""
    names = tuple(commands)
    held = (t("people.role", role=role_name(t, role), places=places_said(t, places)) for role, places in roles.items())
    lines = (t("help.line", name=name, what=t.plain(DESCRIPTIONS[name])) for name in names)
    parts = (t("work.title"), LINE.join((t("work.roles"), *held)), LINE.join((t("work.commands"), *lines)))
    buttons = (Button(t.plain(label), action) for name, (label, action) in BUTTONS.items() if name in names)
    return Screen(PARAGRAPH.join(parts), (*abreast(*buttons), to_menu(t)))
