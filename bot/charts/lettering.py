"""Texts in their places: how wide they are, where they break, and what is left of one that is too long."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.charts.faces import advances

Anchor = Literal["start", "middle", "end"]
SMALLEST = 26
"""Of a picture 1080 wide: less cannot be read on a phone."""
ASCENT, DESCENT = 0.76, 0.22
"""What a line takes above and below its foot, at size 1: Й and Ғ above, ц and у below."""


class NoSuchLetter(Exception):
    """Better no picture than one with holes in its words."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: "Box") -> bool:
        inside = other.left <= self.left and self.right <= other.right
        return inside and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """`y` is the foot of the letters; `ink` is the name of a colour of the palette."""

    x: float
    y: float
    words: str
    size: float = SMALLEST
    weight: int = 500
    ink: str = "ink"
    anchor: Anchor = "start"

    @property
    def width(self) -> float:
        return width(self.words, self.size, self.weight)

    @property
    def box(self) -> Box:
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        left = self.x - self.width * shift
        return Box(left, self.y - ASCENT * self.size, left + self.width, self.y + DESCENT * self.size)


def width(words: str, size: float, weight: int) -> float:
    table = advances(weight)
    try:
        return size * sum(table[letter] for letter in words)
    except KeyError as missing:
        raise NoSuchLetter(f"{missing} in {words!r}") from None


def shortened(label: Label, room: float) -> Label:
    """With an ellipsis where it does not fit: the words stand in full in the text beside the picture."""
    if label.width <= room:
        return label
    words = label.words
    while words and width(f"{words}…", label.size, label.weight) > room:
        words = words[:-1].rstrip(" ,·–-\N{NO-BREAK SPACE}")
    return replace(label, words=f"{words}…")


def fitted(label: Label, room: float, smallest: float = SMALLEST) -> Label:
    """In smaller letters where it is too long, and shortened only then."""
    size = min(label.size, label.size * room / max(label.width, 1.0))
    return shortened(replace(label, size=max(int(size), smallest)), room)


def wrapped(label: Label, room: float, most: int, leading: float = 1.28) -> tuple[Label, ...]:
    """In at most so many lines; words that do not fit then are cut off with an ellipsis."""
    lines = broken(label, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    step = label.size * leading
    return tuple(
        shortened(replace(label, words=words, y=label.y + number * step), room) for number, words in enumerate(lines)
    )


def broken(label: Label, room: float) -> list[str]:
    lines: list[str] = []
    for word in label.words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, label.size, label.weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
