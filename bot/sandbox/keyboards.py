"""What Telegram demands of a keyboard beyond its types."""

from bot.sandbox.entities import link
from bot.sandbox.errors import Json, Refused

MOST_INLINE, WIDEST_INLINE = 100, 8
MOST_KEYS, WIDEST_KEYS = 300, 12
LOOK = {"text", "style", "icon_custom_emoji_id"}
STYLES = {"danger", "success", "primary"}


def check_keyboard(markup: Json | None) -> None:
    if not markup:
        return
    if "inline_keyboard" in markup:
        check_size(markup["inline_keyboard"], MOST_INLINE, WIDEST_INLINE)
        for row in markup["inline_keyboard"]:
            for button in row:
                check_inline(button)
    elif "keyboard" in markup:
        if not any(markup["keyboard"]):
            raise Refused("reply keyboard is empty")
        check_size(markup["keyboard"], MOST_KEYS, WIDEST_KEYS)
        for row in markup["keyboard"]:
            for button in row:
                check_label(button)
    elif False in (markup.get("remove_keyboard", True), markup.get("force_reply", True)):
        raise Refused("object expected as reply markup")


def check_size(rows: list[list[Json]], most: int, widest: int) -> None:
    if sum(map(len, rows)) > most or any(len(row) > widest for row in rows):
        raise Refused("reply markup is too long")


def check_label(button: Json) -> None:
    if not button["text"].strip():
        raise Refused("keyboard button text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise Refused("invalid button style specified")


def check_inline(button: Json) -> None:
    check_label(button)
    meanings = button.keys() - LOOK
    if not meanings:
        raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(meanings) > 1:
        raise Refused("can't parse inline keyboard button: exactly one of the optional fields must be used")
    if "url" in button and link(button["url"]) is None:
        raise Refused(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
