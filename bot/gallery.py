"""Every screen the bot can show, made from real data: for the gallery page, the golden files, and the check
that no screen shows a key or another language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.actions import ShowHelp, ShowPaper
from bot.i18n import Translator
from bot.screen import Document, Screen
from bot.views import common, support, towns
from core.localised import Language
from core.services.support import Support
from core.services.towns import Answer, Towns

BOT_NAME = "monoqala_bot"
IN_ALL_THREE = frozenset({"language/ask", "group/greeting"})
"""Screens that speak all languages at once, on purpose."""

ASKED = {
    "high": "Теміртау",
    "renamed": "Зыряновск",
    "moved": "Жезқазған",
    "below the criterion": "Серебрянск",
    "near spelling": "Шахтинкс",
    "with a namesake": "Абай",
    "unsure": "Абай ауданы",
    "oblast": "Қарағанды облысы",
    "several": "Риддер Рудный",
    "not a monotown": "Ақтау",
    "not found": "Атлантида <1>",
}

Make = Callable[[Translator], Screen]


@dataclass(frozen=True, slots=True)
class Gallery:
    translators: Mapping[Language, Translator]
    towns: Towns
    support: Support

    def screens(self) -> Mapping[str, Make]:
        return {**self.common(), **self.of_towns(), **self.of_support()}

    def common(self) -> dict[str, Make]:
        standing = self.support.standing()
        return {
            "start": lambda t: common.greeting(t, self.towns.count, standing),
            "menu": common.menu,
            "help": lambda t: common.help_(t, BOT_NAME),
            "language/ask": lambda _: common.ask_language(self.translators, ShowHelp()),
            "language/group": common.language_chosen,
            "privacy": common.privacy,
            "my data": lambda t: common.my_data(t, Document("monoqala-mydata.json", b"{}")),
            "forget": lambda t: common.ask_forget(t, roles=False),
            "forget/roles": lambda t: common.ask_forget(t, roles=True),
            "forget/done": lambda t: common.forgotten(t, roles=False),
            "forget/done, roles": lambda t: common.forgotten(t, roles=True),
            "cancel": lambda t: common.cancelled(t, stopped=True),
            "cancel/nothing": lambda t: common.cancelled(t, stopped=False),
            "group/greeting": lambda _: common.group_greeting(self.translators, BOT_NAME),
            "group/go private": lambda t: common.go_private(t, BOT_NAME),
            "trouble/apology": lambda t: common.apology(t, "A1B2C3"),
            "trouble/outdated": common.outdated,
            "trouble/unknown command": common.unknown_command,
            "trouble/only text": common.only_text,
            "trouble/not understood": common.not_understood,
        }

    def of_towns(self) -> dict[str, Make]:
        oblasts = self.towns.by_oblast()
        fixed: dict[str, Make] = {
            "town/ask": lambda t: towns.ask_town(t, oblasts),
            "town/oblast": lambda t: towns.oblast(t, oblasts[0]),
        }
        return fixed | {f"town/{name}": self.town(self.towns.potential(text)) for name, text in ASKED.items()}

    def town(self, found: Answer) -> Make:
        return lambda t: towns.answer(t, found, self.support.standing(), self.towns.by_oblast())

    def of_support(self) -> dict[str, Make]:
        made: dict[str, Make] = {
            "documents": lambda t: support.documents(t, self.support.documents()),
            "documents/employed, expanding, several banks": lambda t: support.documents(
                t, self.support.documents("employed", "expand", "several")
            ),
        }
        for needed in self.support.documents().papers:
            made[f"documents/{needed.paper.id}"] = self.paper(needed.paper.id)
        return made

    def paper(self, paper_id: str) -> Make:
        return lambda t: support.paper(t, self.support.paper(paper_id), ShowPaper(paper_id))
