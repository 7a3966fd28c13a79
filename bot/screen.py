"""What a person is shown: a text, buttons under it, perhaps a picture or a file. A Screen knows nothing of
Telegram; delivery decides how it gets there.
"""

from dataclasses import dataclass

from markupsafe import Markup

from bot.drawing import Drawing, key
from bot.wire import Action


@dataclass(frozen=True, slots=True)
class Button:
    """One button: it either means an action or opens an address."""

    label: str
    action: Action | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be painted. It is painted only when Telegram does not have it yet: two pictures with the same key
    look the same.
    """

    drawing: Drawing

    @property
    def key(self) -> str:
        return key(self.drawing)


@dataclass(frozen=True, slots=True)
class Screen:
    """`text` is Markup (Telegram's HTML); a plain str is escaped on its way out. A screen that answers a
    press replaces the message it was pressed on, unless it is `fresh`. The text says all that the picture shows.
    """

    text: Markup | str
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None
    toast: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One result of an inline query: what the list shows, and the screen that is sent when it is chosen."""

    id: str
    title: str
    description: str
    screen: Screen
