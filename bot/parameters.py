"""The parts of a screen as the Bot API wants them."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from bot.pages import TEXT_LIMIT, pages
from bot.screen import Button, Row

Where = Mapping[str, int]
"""A chat, and in a forum the topic."""


def place(chat_id: int, topic: int | None) -> Where:
    return {"chat_id": chat_id, **({"message_thread_id": topic} if topic else {})}


def markup_of(text: Markup | str) -> Markup:
    return text if isinstance(text, Markup) else escape(text)


def text_of(text: Markup | str) -> dict[str, Any]:
    parameters = text_parameters(pages(markup_of(text), TEXT_LIMIT)[0])
    return {
        "message_text": parameters["text"],
        "parse_mode": parameters["parse_mode"],
        "link_preview_options": parameters["link_preview_options"],
    }


def text_parameters(text: Markup) -> dict[str, Any]:
    return {"text": str(text), "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def keyboard(rows: Sequence[Row]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[key(button) for button in row] for row in rows]}} if rows else {}


def key(button: Button) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    assert button.action is not None
    return {"text": button.label, "callback_data": button.action.pack()}
