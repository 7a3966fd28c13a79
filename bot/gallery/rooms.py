"""What the screens of the gallery are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.i18n import Translator
from bot.screen import Screen
from core.localised import Language
from core.services.contacts import Contacts
from core.services.facts import Facts
from core.services.guide import Guide
from core.services.loans import Loans
from core.services.reading import Reading
from core.services.scores import Scores
from core.services.support import Support
from core.services.towns import Towns

BOT_NAME = "monoqala_bot"
Make = Callable[[Translator], Screen]


@dataclass(frozen=True, slots=True)
class Rooms:
    translators: Mapping[Language, Translator]
    towns: Towns
    scores: Scores
    facts: Facts
    reading: Reading
    support: Support
    contacts: Contacts
    guide: Guide
    loans: Loans
