"""The buttons that every bot owes its people: greeting, menu, help, languages, and what is kept of them."""

from collections.abc import Sequence

from bot.wire import Action
from core.localised import Language


class Greet(Action, frozen=True):
    code = "st"


class ShowMenu(Action, frozen=True):
    code = "mn"


class ShowHelp(Action, frozen=True):
    code = "hp"


class AskLanguage(Action, frozen=True):
    code = "al"


class SetLanguage(Action, frozen=True):
    """`then` is what the person had asked for before they were asked for their language."""

    code = "lg"
    language: Language
    then: str = ""


class ShowPrivacy(Action, frozen=True):
    code = "pr"


class SendMyData(Action, frozen=True):
    code = "md"


class AskForget(Action, frozen=True):
    code = "af"


class Forget(Action, frozen=True):
    code = "fo"


class Cancel(Action, frozen=True):
    code = "cn"


KINDS: Sequence[type[Action]] = (
    Greet, ShowMenu, ShowHelp, AskLanguage, SetLanguage, ShowPrivacy, SendMyData, AskForget, Forget, Cancel,
)  # fmt: skip
