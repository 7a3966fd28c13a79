// The list on the left: who one can be, the group, and the clock.

import { moment, summary, senderName } from "./bubble.js";
import { clockPanel } from "./clock.js";
import { avatar, el, icon } from "./dom.js";
import { keepFocus } from "./focus.js";
import { headcount, isGroup, lastMessage, now, pageLanguage, state, w } from "./state.js";
import { members, shortly } from "./words.js";

const TONGUES = { kk: "ҚАЗ", ru: "РУС", en: "ENG", uz: "UZB" };

const list = document.getElementById("list");
const clock = document.getElementById("clock");
let clockLanguage = "";

function preview(chat) {
  const message = lastMessage(chat.id);
  if (!message) return null;
  const who = isGroup(chat) ? `${senderName(message)}: ` : message.from?.is_bot ? "" : `${w("you")}: `;
  return el("span", { class: "preview" }, who ? el("span", { class: "by" }, who) : null, summary(message, w));
}

function chatRow(chat, person, choose) {
  const message = lastMessage(chat.id);
  const name = isGroup(chat) ? chat.title : person.first_name;
  const unread = state.unread.get(chat.id) ?? 0;
  const open = state.chat?.id === chat.id;
  const note = isGroup(chat) ? members(pageLanguage(), headcount(chat)) : person.note[pageLanguage()];
  return el(
    "button",
    {
      type: "button",
      class: "chat-row",
      "aria-current": open ? "true" : null,
      data: { chat: chat.id },
      on: { click: () => choose(chat, person) },
    },
    isGroup(chat)
      ? el("span", { class: "avatar group", "aria-hidden": "true" }, icon("people"))
      : avatar(person.id, name),
    el(
      "span",
      { class: "chat-about" },
      el(
        "span",
        { class: "chat-line" },
        el("span", { class: "chat-name" }, name),
        person?.language ? el("span", { class: "tongue" }, TONGUES[person.language] ?? person.language) : null,
        message ? el("time", {}, shortly(pageLanguage(), moment(message), now())) : null,
      ),
      el("span", { class: "chat-note" }, note),
      message || unread
        ? el(
            "span",
            { class: "chat-line" },
            preview(chat),
            unread ? el("span", { class: "unread" }, String(unread)) : null,
          )
        : null,
    ),
  );
}

export function drawSidebar(choose) {
  const chats = [...state.chats.values()];
  const people = [...state.people.values()].map((person) => chatRow(state.chats.get(person.id), person, choose));
  const groups = chats.filter(isGroup).map((chat) => chatRow(chat, null, choose));
  keepFocus(() => list.replaceChildren(el("h2", {}, w("whoAreYou")), ...people, el("h2", {}, w("groups")), ...groups));
  list.setAttribute("aria-label", w("chats"));
  drawFrame();
}

// Words that depend only on the language of whoever we are.
function drawFrame() {
  const language = pageLanguage();
  if (language === clockLanguage) return;
  clockLanguage = language;
  document.documentElement.lang = language;
  document.getElementById("brand-note").textContent = w("sandbox");
  document.getElementById("stays-here").textContent = w("staysHere");
  const gallery = document.getElementById("gallery-link");
  gallery.replaceChildren(icon("gallery"));
  gallery.setAttribute("aria-label", w("gallery"));
  gallery.title = w("gallery");
  clock.replaceChildren(clockPanel("list"));
}
