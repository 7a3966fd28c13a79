// The field at the bottom: words, commands, the bot's own keyboard.

import { attachMenu, attempt, locate, sendFile } from "./attach.js";
import { senderName, summary } from "./bubble.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { keepFocus } from "./focus.js";
import { forcedReply, replyKeyboard, replyKeys } from "./keyboards.js";
import { openMenu, toast } from "./menus.js";
import { ask, closePalette, inlineQuery, isOpen, showCommands, steer } from "./palette.js";
import { act } from "./server.js";
import { isGroup, isOwn, pageLanguage, state, view, w } from "./state.js";

const place = document.getElementById("composer");
const drafts = new Map(); // `${person}/${chat}` -> what was typed and not sent
let about = null; // { kind: "reply" | "edit", message }
let hiddenKeyboard = null; // the message whose reply keyboard was put away
let forced = null; // the forced reply already answered or put away
let parts = {};
let speakAs = () => {};

export function useSpeakers(choose) {
  speakAs = choose;
}

const here = () => `${state.person.id}/${state.chat.id}`;

export const say = (text, replyTo = null) => attempt(() => act("say", { text, reply_to: replyTo }));

function resize() {
  parts.field.style.setProperty("height", "auto");
  parts.field.style.setProperty("height", `${Math.min(parts.field.scrollHeight, 180)}px`);
  parts.send.classList.toggle("ready", parts.field.value.trim() !== "");
}

export function write(text) {
  parts.field.value = text;
  drafts.set(here(), text);
  resize();
  parts.field.focus();
  typed();
}

function typed() {
  const text = parts.field.value;
  drafts.set(here(), text);
  resize();
  const query = inlineQuery(text);
  if (query !== null) ask(query, choose);
  else if (/^\/[\w@]*$/.test(text)) showCommands(text, (command) => sendText(command));
  else closePalette();
}

async function choose(queryId, resultId) {
  await deliver(parts.field.value, "choose", { query: queryId, result: resultId });
}

function clear() {
  drafts.delete(here());
  parts.field.value = "";
  resize();
  closePalette();
}

async function sendText(text) {
  if (!text.trim()) return;
  const { kind, message } = about ?? {};
  if (kind === "edit") await deliver(text, "edit", { message: message.message_id, text });
  else await deliver(text, "say", { text, reply_to: message?.message_id ?? null });
}

// What was typed leaves the field at once, and comes back when it could not be sent.
async function deliver(typedText, deed, what) {
  const talk = here();
  const purpose = about;
  setAbout(null);
  clear();
  if (await attempt(() => act(deed, what), "unsent")) return;
  const later = drafts.get(talk);
  drafts.set(talk, later ? `${typedText}\n${later}` : typedText);
  if (talk !== here() || !parts.field) return;
  about ??= purpose;
  drawAbout();
  parts.field.value = drafts.get(talk);
  resize();
}

export function setAbout(kind, message) {
  if (about?.kind === "reply" && !kind) forced = about.message.message_id;
  about = kind ? { kind, message } : null;
  drawAbout();
  if (kind === "edit") write(message.text ?? "");
  if (kind) parts.field?.focus();
}

function drawAbout() {
  if (!parts.about) return;
  parts.about.hidden = !about;
  if (!about) return parts.about.replaceChildren();
  const { kind, message } = about;
  const title = kind === "edit" ? w("editing") : `${w("reply")}: ${senderName(message)}`;
  const cancel = () => {
    setAbout(null);
    if (kind === "edit") clear();
  };
  parts.about.replaceChildren(
    icon(kind),
    el("div", { class: "about-text" }, el("b", {}, title), el("span", {}, summary(message, w))),
    iconButton("close", w("cancel"), cancel),
  );
}

function keys(event) {
  if (event.isComposing || steer(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    sendText(parts.field.value);
  } else if (event.key === "Escape" && about) {
    if (about.kind === "edit") clear();
    setAbout(null);
  } else if (event.key === "ArrowUp" && parts.field.value === "") editLast(event);
}

function editLast(event) {
  const own = (state.messages.get(state.chat.id) ?? []).filter(
    (message) => isOwn(message) && message.text && !message.via_bot,
  );
  if (own.length === 0) return;
  event.preventDefault();
  setAbout("edit", own.at(-1));
}

function speakers() {
  const ids = isGroup(state.chat) ? state.chat.members : [...state.people.keys()];
  const items = ids
    .map((id) => state.people.get(id))
    .map((person) => ({
      face: avatar(person.id, person.first_name, "small"),
      label: person.first_name,
      note: person.note[pageLanguage()],
      checked: person.id === state.person.id,
      run: () => speakAs(person),
    }));
  openMenu(parts.who, items, { title: w(isGroup(state.chat) ? "speakAs" : "whoAreYou") });
}

function toggleCommands() {
  if (isOpen()) return closePalette();
  if (view().commands.length === 0) return toast(w("nothingFound"));
  showCommands("/", (command) => sendText(command));
  parts.field.focus();
}

function bigButton(label, run, note = "") {
  return el(
    "div",
    { class: "composer-row" },
    speakerButton(),
    el(
      "button",
      { type: "button", class: "big-button", on: { click: run } },
      label,
      note ? el("small", {}, note) : null,
    ),
  );
}

function speakerButton() {
  const label = `${w(isGroup(state.chat) ? "speakAs" : "whoAreYou")} ${state.person.first_name}`;
  parts.who = el(
    "button",
    {
      type: "button",
      class: "who",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      on: { click: speakers },
    },
    avatar(state.person.id, state.person.first_name, "small"),
  );
  return parts.who;
}

function field() {
  const placeholder =
    forcedReply(state.messages.get(state.chat.id) ?? [], state.person.id)?.reply_markup.input_field_placeholder ??
    keyboard()?.input_field_placeholder ??
    w("message");
  const area = el("textarea", {
    id: "field",
    rows: 1,
    placeholder,
    "aria-label": w("write"),
    autocomplete: "off",
    "aria-controls": "palette",
    dir: "auto",
    maxlength: 4096,
    enterkeyhint: "send",
  });
  area.addEventListener("input", typed);
  area.addEventListener("keydown", keys);
  area.addEventListener("paste", (event) => {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    sendFile(file.type.startsWith("image/") ? "photo" : "document", file);
  });
  return area;
}

const keyboard = () => replyKeyboard(state.messages.get(state.chat.id) ?? [], state.person.id);

function onkey(button, from, once) {
  if (once) hiddenKeyboard = from;
  if (button.request_location) locate();
  else if (button.request_contact || button.request_users || button.request_chat || button.web_app)
    toast(w("unsupported"));
  else say(button.text, isGroup(state.chat) ? from : null);
  drawKeyboard();
}

function drawKeyboard() {
  const current = keyboard();
  const shown = current && hiddenKeyboard !== current.from;
  const keys = shown ? replyKeys(current, (button) => onkey(button, current.from, current.one_time_keyboard)) : [];
  keepFocus(() => parts.keyboard.replaceChildren(...keys));
  parts.keyboard.hidden = !shown;
  parts.toggle.hidden = !current;
  parts.toggle.setAttribute("aria-pressed", String(Boolean(shown)));
}

function toggleKeyboard() {
  const current = keyboard();
  hiddenKeyboard = hiddenKeyboard === current.from ? null : current.from;
  drawKeyboard();
}

function writing() {
  parts.about = el("div", { class: "about", hidden: true });
  parts.field = field();
  parts.send = iconButton("send", w("send"), () => sendText(parts.field.value), "send");
  parts.toggle = iconButton("keyboard", w("keyboard"), toggleKeyboard, "toggle");
  parts.keyboard = el("div", { class: "reply-keyboard", role: "group", "aria-label": w("keyboard"), hidden: true });
  const attach = iconButton("attach", w("attach"), () => attachMenu(attach, write), "attach");
  const commands = iconButton("commands", w("commands"), toggleCommands, "slash");
  const box = el(
    "div",
    { class: "composer-box" },
    parts.about,
    el("div", { class: "composer-line" }, commands, parts.field, parts.toggle, attach),
  );
  return [el("div", { class: "composer-row" }, speakerButton(), box, parts.send), parts.keyboard];
}

// Rebuilt when the person, the talk or its state changes; otherwise only the keyboard is drawn anew.
let drawn = "";

export function drawComposer() {
  const messages = state.messages.get(state.chat.id) ?? [];
  const mode = state.chat.blocked ? "blocked" : messages.length === 0 && !isGroup(state.chat) ? "start" : "writing";
  const stamp = `${here()} ${mode} ${pageLanguage()}`;
  if (stamp === drawn) return refresh(messages);
  const moved = drawn.split(" ")[0] !== here();
  drawn = stamp;
  parts = {};
  if (moved) about = null;
  closePalette();
  if (mode === "start") return place.replaceChildren(bigButton(w("start"), () => say("/start")));
  if (mode === "blocked")
    return place.replaceChildren(bigButton(w("unblock"), () => attempt(() => act("unblock")), w("blocked")));
  place.replaceChildren(...writing());
  parts.field.value = drafts.get(here()) ?? "";
  drawAbout();
  resize();
  refresh(messages);
}

function refresh(messages) {
  if (!parts.field) return;
  drawKeyboard();
  const wanted = forcedReply(messages, state.person.id);
  if (wanted && forced !== wanted.message_id && about?.message !== wanted) {
    setAbout("reply", wanted);
    parts.field.placeholder = wanted.reply_markup.input_field_placeholder || w("message");
  } else if (!wanted) parts.field.placeholder = keyboard()?.input_field_placeholder ?? w("message");
}
