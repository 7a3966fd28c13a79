"""What Telegram marks in any text by itself: commands, names, addresses, tags; and how marks lie within each other."""

import re

from bot.sandbox.errors import Json

MOST_ENTITIES = 100
FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<url>\bhttps?://[^\s<>\"«»]+|(?<![\w@.:/])(?:[\w-]+\.)+(?:com|org|net|info|kz|ru|io|me|gov|edu)\b(?:/[^\s<>\"«»]*)?)"
    r"|(?P<email>(?<![\w@.])[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b)"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}\b)"
    r"|(?P<hashtag>(?<!\w)#(?=\w*[^\W\d])\w{1,256}\b)"
    r"|(?P<cashtag>(?<!\w)\$[A-Z]{1,8}\b)"
)
TRAILING = ".,:;!?'\")]}"
NOTHING_WITHIN = frozenset({"code", "pre", "text_link", "text_mention"})


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def tidy(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Space around a message is cut off, and the entities are put in their order."""
    stripped = text.strip()
    shift = units(text[: len(text) - len(text.lstrip())])
    end = units(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept = sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))
    return stripped, [entity for index, entity in enumerate(kept) if not repeated(entity, kept[:index])]


def repeated(entity: Json, before: list[Json]) -> bool:
    """Bold within bold is bold."""
    end = entity["offset"] + entity["length"]
    return any(
        other["type"] == entity["type"]
        and other["offset"] <= entity["offset"]
        and end <= other["offset"] + other["length"]
        for other in before
    )


def found_in(text: str, taken: list[Json]) -> list[Json]:
    """Commands, mentions, addresses and tags that Telegram marks in any text by itself."""
    found = []
    for match in FOUND.finditer(text):
        kind = match.lastgroup
        assert kind
        shown = match[0].rstrip(TRAILING) if kind == "url" else match[0]
        offset, length = units(text[: match.start()]), units(shown)
        if not any(crosses(other, offset, offset + length) for other in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def crosses(entity: Json, start: int, end: int) -> bool:
    """True where nothing may be marked within, or where two marks would overlap without one holding the other."""
    first, last = entity["offset"], entity["offset"] + entity["length"]
    overlap = first < end and start < last
    nested = (first <= start and end <= last) or (start <= first and last <= end)
    return overlap and (entity["type"] in NOTHING_WITHIN or not nested)


def marked(text: str, entities: list[Json]) -> list[Json]:
    """All entities of a message as it is shown."""
    every = entities + found_in(text, entities)
    return sorted(every, key=lambda entity: (entity["offset"], -entity["length"]))[:MOST_ENTITIES]
