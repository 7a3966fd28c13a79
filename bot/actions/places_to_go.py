"""The buttons of where to go, and whom to turn to when it is very hard."""

from collections.abc import Sequence
from typing import ClassVar

from bot.wire import Action
from core.care import Need
from core.directory import Kind
from core.localised import Language


class ShowPlaces(Action, frozen=True):
    """All offices of a town."""

    code = "og"
    town: str


class ShowOffice(Action, frozen=True):
    code = "of"
    town: str
    office: Kind


class Comfort(Action, frozen=True):
    """`written` is the language of the words, for whoever has not chosen one. In the log nobody who wrote such words
    can be told from somebody who asks where to go.
    """

    code = "cf"
    logged_as: ClassVar[str] = ShowPlaces.__name__
    need: Need
    written: Language


KINDS: Sequence[type[Action]] = (
    ShowPlaces, ShowOffice, Comfort,
)  # fmt: skip
