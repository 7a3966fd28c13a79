// The buttons of a bot: under a message (inline) and in place of the keys (reply keyboard).

import { el, icon } from "./dom.js";

const SAFE = /^(https?|tg):/i;

function inlineButton(button, scene) {
  const label = el("span", { class: "label" }, button.text);
  if (button.url && SAFE.test(button.url)) {
    return el(
      "a",
      {
        class: "key",
        href: button.url,
        target: "_blank",
        rel: "noopener noreferrer",
        data: { style: button.style ?? "" },
      },
      label,
      icon("link"),
    );
  }
  const what = { type: "button", class: "key", data: { style: button.style ?? "" } };
  if (button.callback_data !== undefined) {
    what.data.press = button.callback_data;
    if (scene.waiting?.(button.callback_data)) Object.assign(what, { "aria-busy": "true" });
  } else if (button.switch_inline_query_current_chat !== undefined)
    what.data.inline = button.switch_inline_query_current_chat;
  else if (button.switch_inline_query !== undefined) what.data.inline = button.switch_inline_query;
  else if (button.copy_text) what.data.copy = button.copy_text.text;
  else what.data.unsupported = "";
  return el(
    "button",
    what,
    label,
    what.data.inline === undefined ? null : icon("search"),
    el("span", { class: "spinner", "aria-hidden": "true" }),
  );
}

export function inlineKeyboard(markup, scene) {
  const rows = markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return el(
    "div",
    { class: "inline-keyboard" },
    rows.map((row) =>
      el(
        "div",
        { class: "keys" },
        row.map((button) => inlineButton(button, scene)),
      ),
    ),
  );
}

export function setWaiting(button, waiting) {
  if (waiting) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

// The reply keyboard in force is the last one a message brought, unless a later message took it away.
export function replyKeyboard(messages, personId) {
  for (const message of [...messages].reverse()) {
    const markup = message.reply_markup;
    if (!markup || (markup.selective && !isFor(message, personId))) continue;
    if (markup.remove_keyboard) return null;
    if (markup.keyboard) return { from: message.message_id, ...markup };
  }
  return null;
}

export function forcedReply(messages, personId) {
  const last = [...messages].reverse().find((message) => message.from?.is_bot || message.from?.id === personId);
  return last?.reply_markup?.force_reply && (!last.reply_markup.selective || isFor(last, personId)) ? last : null;
}

function isFor(message, personId) {
  const mentioned = (message.entities ?? []).some((entity) => entity.user?.id === personId);
  return mentioned || message.reply_to_message?.from?.id === personId;
}

export function replyKeys(keyboard, onkey) {
  const key = (button) => (typeof button === "string" ? { text: button } : button);
  return keyboard.keyboard.map((row) =>
    el(
      "div",
      { class: "keys" },
      row
        .map(key)
        .map((button) =>
          el(
            "button",
            { type: "button", class: "reply-key", on: { click: () => onkey(button) } },
            button.request_location ? icon("pin") : null,
            el("span", { class: "label" }, button.text),
          ),
        ),
    ),
  );
}
