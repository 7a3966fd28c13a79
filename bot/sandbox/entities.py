"""Telegram's HTML, read into a text and its entities. Offsets and lengths count UTF-16 units."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.sandbox.errors import Json, Refused
from bot.sandbox.marks import tidy, units

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip
SPACE = " \t\r\n\0\v"
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(?P<number>\d+)|#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>[a-zA-Z]+));?")
PLAIN = re.compile(r"[^<&]+")
TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass
class Open:
    tag: str
    argument: str
    offset: int


@dataclass
class HtmlReader:
    """Reads as Telegram's own parser does, and stumbles where it does, with the same words."""

    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if match := PLAIN.match(self.source, self.at):
                self.add(match[0])
                self.at = match.end()
            elif self.source[self.at] == "&":
                self.add(self.reference())
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        if self.stack:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.text), self.entities

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += units(piece)

    def wrong(self, problem: str, index: int) -> Refused:
        return unparsable(f"{problem} at byte offset {len(self.source[:index].encode())}")

    def peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def skip_space(self) -> None:
        while (char := self.peek()) and char in SPACE:
            self.at += 1

    def name_until(self, stops: str) -> str:
        begin = self.at
        while (char := self.peek()) and char not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def reference(self) -> str:
        match = REFERENCE.match(self.source, self.at)
        char = decoded(match) if match else None
        if match is None or char is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return char

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.name_until(SPACE + ">").lower()
        if not self.peek():
            raise self.wrong("Unclosed start tag", begin)
        if tag not in KINDS:
            raise self.wrong(f'Unsupported start tag "{tag}"', begin)
        argument = self.attributes(tag, begin)
        if tag == "span" and argument != "tg-spoiler":
            raise self.wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(Open(tag, argument, self.length))

    def attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self.skip_space()
            if self.peek() == ">":
                self.at += 1
                return argument
            name = self.name_until(SPACE + "=>" if tag == "blockquote" else SPACE + "=").lower()
            if not name:
                raise self.wrong(f'Empty attribute name in the tag "{tag}"', begin)
            self.skip_space()
            value = "" if (tag, name) == ("blockquote", "expandable") else None
            if self.peek() == "=" or value is None:
                value = self.value(tag, begin)
            argument = argument_of(tag, name, value) or argument

    def value(self, tag: str, begin: int) -> str:
        if self.peek() != "=":
            raise self.wrong(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.at += 1
        self.skip_space()
        quote = self.peek()
        if not quote:
            raise self.wrong(f'Unclosed start tag "{tag}"', begin)
        value = self.quoted(quote) if quote in "'\"" else self.token()
        if not self.peek():
            raise self.wrong("Unclosed start tag", begin)
        return value

    def token(self) -> str:
        match = TOKEN.match(self.source, self.at)
        assert match
        self.at = match.end()
        if self.peek() not in SPACE + ">" or not self.peek():
            raise self.wrong("Unexpected end of name token", match.start())
        return match[0].lower()

    def quoted(self, quote: str) -> str:
        self.at += 1
        value = ""
        while (char := self.peek()) and char != quote:
            if char == "&":
                value += self.reference()
            else:
                value += char
                self.at += 1
        self.at += 1
        return value

    def end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise self.wrong("Unexpected end tag", begin)
        self.at += 2
        found = self.name_until(SPACE + ">").lower()
        self.skip_space()
        if self.peek() != ">":
            raise self.wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.stack.pop()
        if found not in {"", opened.tag}:
            raise self.wrong(f'Unmatched end tag, expected "</{opened.tag}>", found "</{found}>"', begin)
        if self.length > opened.offset:
            self.close(opened)

    def close(self, opened: Open) -> None:
        entity: Json = {"type": KINDS[opened.tag], "offset": opened.offset, "length": self.length - opened.offset}
        inner = self.entities[-1] if self.entities else {}
        same_place = (inner.get("offset"), inner.get("length")) == (entity["offset"], entity["length"])
        match opened.tag:
            case "a":
                covered = "".join(self.text).encode("utf-16-le")[2 * opened.offset :].decode("utf-16-le")
                entity |= {"url": opened.argument or covered}
            case "pre" if same_place and inner["type"] == "code":
                self.entities.pop()
                entity |= {"language": inner["language"]} if "language" in inner else {}
            case "code" if opened.argument:
                entity["language"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.argument
        self.entities.append(entity)


def argument_of(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("span", "class") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def unparsable(problem: str) -> Refused:
    # Telegram names the byte before what it had expected there.
    problem = re.sub(r"^(Unmatched end tag)(, .*)( at byte offset \d+)$", r"\1\3\2", problem)
    return Refused(f"can't parse entities: {problem}")


def decoded(match: re.Match[str]) -> str | None:
    """None for what Telegram leaves as it stands."""
    if match["name"] is not None:
        return NAMED.get(match["name"])
    code = int(match["number"]) if match["number"] else int(match["hex"], 16)
    if code == 0 or code >= 0x110000 or 0xD800 <= code < 0xE000:
        return None
    return chr(code)


def from_html(source: str) -> tuple[str, list[Json]]:
    text, entities = HtmlReader(source).read()
    return tidy(text, [kept for entity in entities if (kept := checked(entity))])


def checked(entity: Json) -> Json | None:
    """A link that leads nowhere loses its link and keeps its text."""
    if entity["type"] == "code":
        entity.pop("language", None)
    if entity["type"] != "text_link":
        return entity
    address = link(entity["url"])
    return {**entity, "url": address} if address else None


def link(url: str) -> str | None:
    if url.startswith(("tg://", "mailto:", "tel:")):
        return url
    address = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host.strip(".") or re.search(r"\s", address):
        return None
    return address if parts.path or parts.query or parts.fragment else f"{address}/"
