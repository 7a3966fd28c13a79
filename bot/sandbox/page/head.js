// The line over the talk: whom we talk with, what it is doing, and what else can be done here.

import { summary } from "./bubble.js";
import { clockPanel } from "./clock.js";
import { botAvatar, el, icon, iconButton } from "./dom.js";
import { openMenu, sheetWith, sorry } from "./menus.js";
import { act } from "./server.js";
import { botName, headcount, isGroup, pageLanguage, state, w } from "./state.js";
import { members } from "./words.js";

const head = document.getElementById("talk-head");
const TYPING = 5500; // Telegram shows it for five seconds or until a message comes
const typing = new Map(); // chat id -> timer

export function showTyping(chatId) {
  clearTimeout(typing.get(chatId));
  typing.set(
    chatId,
    setTimeout(() => stopTyping(chatId), TYPING),
  );
  if (state.chat?.id === chatId) drawStatus();
}

export function stopTyping(chatId) {
  clearTimeout(typing.get(chatId));
  if (typing.delete(chatId) && state.chat?.id === chatId) drawStatus();
}

function status() {
  if (typing.has(state.chat.id)) {
    const who = isGroup(state.chat) ? `${botName()} ` : "";
    return el(
      "span",
      { class: "typing" },
      `${who}${w("typing")}`,
      el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    );
  }
  return isGroup(state.chat) ? members(pageLanguage(), headcount(state.chat)) : w("bot");
}

function drawStatus() {
  head.querySelector(".head-status")?.replaceChildren(status());
}

async function change(name) {
  try {
    await act(name);
  } catch (error) {
    sorry(error);
  }
}

function choices() {
  const about = { icon: "gallery", label: w("gallery"), href: "/gallery" };
  if (!isGroup(state.chat)) {
    const { blocked } = state.chat;
    return [
      about,
      {
        icon: "block",
        label: w(blocked ? "unblock" : "block"),
        danger: !blocked,
        run: () => change(blocked ? "unblock" : "block"),
      },
    ];
  }
  const { bot } = state.chat;
  return [
    about,
    {
      icon: "people",
      label: w(bot ? "removeBot" : "addBot"),
      danger: bot,
      run: () => change(bot ? "expel" : "invite"),
    },
  ];
}

function pinnedBar() {
  const bar = document.getElementById("pinned");
  const message = (state.messages.get(state.chat.id) ?? []).find(({ message_id: id }) => id === state.chat.pinned);
  bar.hidden = !message;
  if (!message) return bar.replaceChildren();
  bar.dataset.jump = String(message.message_id);
  bar.replaceChildren(el("b", {}, w("pinned")), el("span", {}, summary(message, w)));
}

export function drawHead(back) {
  pinnedBar();
  const group = isGroup(state.chat);
  const name = group ? state.chat.title : botName();
  const more = iconButton("menu", w("menu"), () => openMenu(more, choices()));
  more.id = "talk-menu";
  head.replaceChildren(
    iconButton("back", w("back"), back, "back"),
    group ? el("span", { class: "avatar group", "aria-hidden": "true" }, icon("people")) : botAvatar(),
    el(
      "div",
      { class: "head-about" },
      el("h1", {}, name),
      el("div", { class: "head-status", "aria-live": "polite" }, status()),
    ),
    iconButton("clock", w("sandboxTime"), () => sheetWith(clockPanel("sheet"), w("sandboxTime")), "clock-button"),
    more,
  );
}
