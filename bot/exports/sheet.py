"""A sheet to be printed, of texts that are ready: what it says, not where it stands."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "heading", "text", "small"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """With a box before it, to be ticked by hand where it is not yet."""

    text: str
    ticked: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    language: str
    parts: tuple[Paragraph | Item, ...]
