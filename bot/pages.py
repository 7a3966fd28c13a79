"""Telegram takes 4096 UTF-16 units of text a message (1024 under a picture). A longer text becomes several
pages, cut between paragraphs, lines or words, never inside a tag: what is open at the end of a page is
closed there and opened again on the next.
"""

import html
import re
from dataclasses import dataclass, field

from markupsafe import Markup

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

TOKEN = re.compile(r"<[^<>]+>|&[#\w]+;|\n+|[^\S\n]+|[^<&\s]+|.", re.DOTALL)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z-]+)[^<>]*>")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def visible(token: str) -> int:
    return 0 if TAG.fullmatch(token) else units(html.unescape(token))


def shown_length(markup: str) -> int:
    return sum(visible(token) for token in TOKEN.findall(markup))


def pages(markup: Markup, limit: int = TEXT_LIMIT) -> list[Markup]:
    if units(markup) <= limit or shown_length(markup) <= limit:
        return [markup]
    return Cutter(limit).cut(markup)


@dataclass
class Cutter:
    limit: int
    done: list[Markup] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    length: int = 0

    def cut(self, markup: str) -> list[Markup]:
        for token in TOKEN.findall(markup):
            for piece in self.fitting(token):
                while self.length + visible(piece) > self.limit:
                    self.turn()
                self.page.append(piece)
                self.length += visible(piece)
        self.close(self.page)
        return self.done

    def fitting(self, token: str) -> list[str]:
        """A word longer than a page is cut by force, between characters."""
        if visible(token) <= self.limit:
            return [token]
        step = max(1, self.limit // 2)
        return [token[start : start + step] for start in range(0, len(token), step)]

    def turn(self) -> None:
        at = self.best_break()
        head, tail = self.page[:at], self.page[at:]
        again = open_tags(head)
        self.close(head)
        while tail and tail[0].isspace():
            tail.pop(0)
        self.page = again + tail
        self.length = sum(map(visible, self.page))

    def best_break(self) -> int:
        """The last gap between paragraphs in the second half of the page, else between lines, else words."""
        found: dict[str, int] = {}
        length = 0
        for index, token in enumerate(self.page):
            length += visible(token)
            if token.isspace() and length > self.limit // 4:
                kind = "paragraph" if token.count("\n") > 1 else "line" if "\n" in token else "word"
                if kind == "word" or length > self.limit // 2:
                    found[kind] = index
        return found.get("paragraph") or found.get("line") or found.get("word") or len(self.page)

    def close(self, tokens: list[str]) -> None:
        text = "".join(tokens).rstrip()
        if shown_length(text):
            ends = "".join(f"</{name_of(tag)}>" for tag in reversed(open_tags(tokens)))
            self.done.append(Markup(text + ends))  # noqa: S704 - pieces of what was markup already


def name_of(tag: str) -> str:
    match = TAG.fullmatch(tag)
    assert match
    return match["name"]


def open_tags(tokens: list[str]) -> list[str]:
    stack: list[str] = []
    for token in tokens:
        if match := TAG.fullmatch(token):
            if match["end"]:
                stack.pop()
            else:
                stack.append(token)
    return stack
