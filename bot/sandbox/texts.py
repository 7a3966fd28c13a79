"""The text or caption of a message: read by its parse_mode, trimmed, marked and measured."""

from bot.sandbox.entities import from_html
from bot.sandbox.errors import Json, Refused
from bot.sandbox.marks import marked, tidy, units

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(params: Json, name: str, entities_name: str, *, into: str = "", edit: bool = False) -> Json:
    """The fields of a message for the parameter `name`: nothing where a caption is absent or empty."""
    source = params.get(name, "")
    text, entities = read(source, params.get("parse_mode", ""), params.get(entities_name, []))
    field = into or name
    caption = field == "caption"
    if not text and not caption:
        raise Refused("message text is empty" if source.strip() == "" else "text must be non-empty")
    if units(text) > (LONGEST_CAPTION if caption else LONGEST_TEXT):
        raise Refused(too_long(caption=caption, edit=edit))
    shown = marked(text, entities)
    content: Json = {field: text} if text else {}
    if shown:
        content["caption_entities" if caption else "entities"] = shown
    return content


def too_long(*, caption: bool, edit: bool) -> str:
    if caption:
        return "message caption is too long"
    return "MESSAGE_TOO_LONG" if edit else "message is too long"


def read(source: str, parse_mode: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if any("\ud800" <= char < "\ue000" for char in source):
        raise Refused("strings must be encoded in UTF-8")
    match parse_mode.lower():
        case "":
            return tidy(source, entities)
        case "html":
            return from_html(source)
        case "markdown" | "markdownv2":
            raise Refused(f"the sandbox reads no {parse_mode}")
        case _:
            raise Refused("unsupported parse_mode")
