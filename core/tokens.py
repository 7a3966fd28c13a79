"""A typed line as words and numbers, nothing of it lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.spelling import single, skeleton, visible

Kind = Literal["word", "number", "mark"]

SPACE = "[ \u00a0\u2009\u202f']"
TOKEN = re.compile(
    rf"(?P<number>(?<![\w.,])[-–−+]?(?:[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,]+[0-9]+)*)"
    r"|(?P<word>[^\W\d_]\w*(?:['’ʼ`´]+[^\W\d_]+)*)"
    r"|(?P<mark>[%₸№#<>≤≥~≈±])"
    r"|(?P<odd>\w+)"
)
HYPHENS = "-‐‑–−"


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is what is compared: the skeleton of a word, the digits of a number. `joined`: a hyphen ties it to the
    token before.
    """

    kind: Kind
    text: str
    key: str
    joined: bool

    @property
    def lower(self) -> str:
        return self.text.lower()


def tokens(text: str) -> tuple[Token, ...]:
    return tuple(found(visible(text)))


def found(text: str) -> Iterator[Token]:
    end = 0
    for match in TOKEN.finditer(text):
        typed, between = match.group(), text[end : match.start()]
        joined = end > 0 and len(between) == 1 and between in HYPHENS
        end = match.end()
        if match.lastgroup == "number":
            yield Token("number", typed, typed.lstrip("+"), joined)
        elif match.lastgroup == "mark":
            yield Token("mark", typed, typed, joined)
        else:
            yield Token("word", typed, single(skeleton(typed)) or typed, joined)
