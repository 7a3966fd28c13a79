// The page: reads the sandbox, draws it, and lets what happens there change it.

import { sendFile } from "./attach.js";
import { setClock } from "./clock.js";
import { drawComposer, say, setAbout, useSpeakers, write } from "./composer.js";
import { focusField, keepFocus } from "./focus.js";
import { drawHead, showTyping, stopTyping } from "./head.js";
import { setWaiting } from "./keyboards.js";
import { enlarge } from "./media.js";
import { alertBox, openMenu, sorry, toast } from "./menus.js";
import { awaitAnswer, jumpTo } from "./reading.js";
import { reveal } from "./richtext.js";
import { act, holdEvents, listen, read } from "./server.js";
import { drawSidebar } from "./sidebar.js";
import { drop, hear, isGroup, isOwn, keep, state, w } from "./state.js";
import { draw, forgetDrawn, messageOf, waiting } from "./thread.js";

const app = document.getElementById("app");
const thread = document.getElementById("thread");
const PRESS_PATIENCE = 15000; // a button stops turning even when the bot never answers
const presses = new Map(); // callback query id -> what was pressed

async function load() {
  const world = await read("/api/world");
  state.bot = world.bot;
  state.places = world.places;
  state.people = new Map(world.people.map((person) => [person.id, person]));
  state.chats = new Map(world.chats.map((chat) => [chat.id, chat]));
  state.messages = new Map(world.chats.map((chat) => [chat.id, chat.messages]));
  setClock(world.now);
}

async function see() {
  const { id: person } = state.person;
  const { id: chat } = state.chat;
  try {
    state.views.set(`${person}/${chat}`, await read(`/api/view?person=${person}&chat=${chat}`));
  } catch (error) {
    sorry(error);
  }
}

function redraw() {
  drawSidebar(open);
  if (!state.chat) return;
  keepFocus(() => {
    drawHead(() => showPane("list"));
    draw();
    drawComposer();
  });
}

function showPane(name) {
  app.dataset.pane = name;
  if (name === "list") document.querySelector(".chat-row[aria-current]")?.focus({ preventScroll: true });
}

async function open(chat, person = null) {
  const member = isGroup(chat) && state.person && chat.members.includes(state.person.id) ? state.person : null;
  state.person = person ?? member ?? state.people.get(chat.members[0]);
  state.chat = chat;
  state.unread.delete(chat.id);
  history.replaceState(null, "", `#${state.person.id}/${chat.id}`);
  showPane("talk");
  redraw();
  await see();
  redraw();
  focusField();
}

function become(person) {
  open(isGroup(state.chat) ? state.chat : state.chats.get(person.id), person);
}

// Reloading the page keeps the person and the talk; a first visit is met in the browser's language.
function begin() {
  const [personId, chatId] = location.hash.slice(1).split("/").map(Number);
  const person = state.people.get(personId);
  const chat = state.chats.get(chatId);
  if (person && chat) return open(chat, person);
  const people = [...state.people.values()];
  const own = people.find((candidate) => navigator.language.startsWith(candidate.language ?? "-")) ?? people[0];
  return open(state.chats.get(own.id), own).then(() => matchMedia("(max-width: 760px)").matches && showPane("list"));
}

async function refresh() {
  const { person, chat } = state;
  const follow = holdEvents();
  await load();
  follow();
  if (!person) return begin();
  state.person = state.people.get(person.id);
  state.chat = state.chats.get(chat.id);
  if (!state.person || !state.chat) return begin();
  forgetDrawn();
  await see();
  return redraw();
}

hear("live", () => {
  document.getElementById("offline").hidden = true;
  refresh().catch(sorry);
});
hear("lost", () => {
  const note = document.getElementById("offline");
  note.textContent = state.person ? w("reconnecting") : "…";
  note.hidden = false;
});

hear("live:message", ({ chat_id: chat, message }) => {
  const fresh = keep(chat, message);
  if (message.from?.is_bot) stopTyping(chat);
  if (fresh && state.chat?.id !== chat && message.from?.is_bot)
    state.unread.set(chat, (state.unread.get(chat) ?? 0) + 1);
  changed(chat);
});
hear("live:edited", ({ chat_id: chat, message }) => {
  keep(chat, message);
  changed(chat);
});
hear("live:deleted", ({ chat_id: chat, message_id: message }) => {
  drop(chat, message);
  changed(chat);
});
hear("live:typing", ({ chat_id: chat }) => showTyping(chat));
for (const kind of ["commands", "profile"]) hear(`live:${kind}`, () => state.chat && see().then(redraw));
hear("live:clock", ({ now }) => setClock(now));
for (const kind of ["membership", "pinned"]) {
  hear(`live:${kind}`, ({ chat }) => {
    Object.assign(state.chats.get(chat.id), chat);
    redraw();
  });
}
hear("live:reaction", ({ chat_id: chat, message_id: id, reactions }) => {
  const message = state.messages.get(chat)?.find((known) => known.message_id === id);
  if (message) keep(chat, { ...message, reactions });
  changed(chat);
});
hear("live:callback_answer", ({ callback_query_id: id, text, show_alert: alert, url }) => {
  const press = released(id);
  if (press && press.person !== state.person.id) return;
  if (text) (alert ? alertBox : toast)(text);
  if (url && /^(https?|tg):/i.test(url)) toast(url);
});
hear("midnight", () => redraw());
hear("clock", () => state.chat && drawSidebar(open));

function changed(chatId) {
  drawSidebar(open);
  if (state.chat?.id !== chatId) return;
  keepFocus(() => {
    draw();
    drawComposer();
  });
}

async function press(button, message) {
  if (button.getAttribute("aria-busy")) return;
  const data = button.dataset.press;
  const key = `${message.message_id}/${data}`;
  waiting.add(key);
  awaitAnswer();
  setWaiting(button, true);
  setTimeout(() => rest(key, button), PRESS_PATIENCE);
  try {
    const { id } = await act("press", { message: message.message_id, data });
    presses.set(id, { key, button, person: state.person.id });
    if (answered.delete(id)) released(id);
  } catch (error) {
    rest(key, button);
    sorry(error);
  }
}

const answered = new Set(); // answers that came before we had heard the number of our press

function released(id) {
  const what = presses.get(id);
  if (!what) {
    answered.add(id);
    return null;
  }
  presses.delete(id);
  rest(what.key, what.button);
  return what;
}

function rest(key, pressed) {
  waiting.delete(key);
  setWaiting(pressed, false);
  for (const button of thread.querySelectorAll(`[data-message="${key.split("/")[0]}"] [aria-busy]`))
    setWaiting(button, false);
}

function startLink(address) {
  const found = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)([\w]+)[?&]start=([\w-]+)$/i.exec(address);
  return found && found[1].toLowerCase() === state.bot.username.toLowerCase() ? found[2] : null;
}

// One listener for all bubbles: each pressable thing says in its data what it is.
thread.addEventListener("click", (event) => {
  const { target } = event;
  const node = target.closest("button, a, [data-spoiler]");
  if (!node) return tapped(event);
  if (reveal(target)) return;
  const message = messageOf(node);
  const { dataset } = node;
  if (dataset.press !== undefined) press(node, message);
  else if (dataset.command) say(dataset.command);
  else if (dataset.mention) write(`${dataset.mention} `);
  else if (dataset.inline !== undefined) write(`@${state.bot.username} ${dataset.inline}`);
  else if (dataset.copy !== undefined) copy(dataset.copy);
  else if (dataset.unsupported !== undefined) toast(w("unsupported"));
  else if (dataset.enlarge) enlarge(dataset.enlarge, node.querySelector("img").alt, w("close"));
  else if (dataset.jump) jumpTo(Number(dataset.jump));
  else if (node.classList.contains("handle")) messageMenu(node, message);
  else if (node.href && startLink(node.href) !== null) {
    event.preventDefault();
    open(state.chats.get(state.person.id), state.person).then(() => say(`/start ${startLink(node.href)}`));
  }
});

thread.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("[data-spoiler]")) {
    event.preventDefault();
    reveal(event.target);
  }
});

thread.addEventListener("contextmenu", (event) => {
  if (event.target.closest("a, img")) return;
  if (menuHere(event)) event.preventDefault();
});

// A finger has nothing to hover with: it taps the bubble itself.
const tapped = (event) => event.pointerType === "touch" && menuHere(event);

function menuHere({ target, clientX: x, clientY: y }) {
  const box = target.closest(".bubble");
  if (!box || getSelection().toString()) return false;
  messageMenu(box.querySelector(".handle") ?? box, messageOf(box), { left: x, right: x, top: y, bottom: y });
  return true;
}

function messageMenu(anchor, message, point = null) {
  const words = message.text ?? message.caption;
  const items = [{ icon: "reply", label: w("reply"), run: () => setAbout("reply", message) }];
  if (words) items.push({ icon: "copy", label: w("copy"), run: () => copy(words) });
  if (isOwn(message) && message.text && !message.via_bot)
    items.push({ icon: "edit", label: w("edit"), run: () => setAbout("edit", message) });
  openMenu(anchor, items, { point });
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(w("copied"));
}

const frame = document.getElementById("thread-frame");
frame.addEventListener("dragover", (event) => event.preventDefault());
frame.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) sendFile(file.type.startsWith("image/") ? "photo" : "document", file);
});

const pinned = document.getElementById("pinned");
pinned.addEventListener("click", () => jumpTo(Number(pinned.dataset.jump)));

useSpeakers(become);
listen();
