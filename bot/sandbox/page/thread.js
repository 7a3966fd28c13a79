// The talk itself: bubbles in order, days between them, and what happens when one is pressed.

import { moment, row, serviceText } from "./bubble.js";
import { botAvatar, el, iconButton } from "./dom.js";
import { richText } from "./richtext.js";
import { isGroup, isOwn, now, pageLanguage, state, view, w } from "./state.js";
import { dayKey, dayName } from "./words.js";

const TOGETHER = 10 * 60; // seconds: messages of one sender closer than this form one block
const NEAR_END = 140; // pixels

const thread = document.getElementById("thread");
const frame = document.getElementById("thread-frame");
const toEnd = document.getElementById("to-end");
let cache = new Map();
let drawnFor = "";
export const waiting = new Set(); // `${message_id}/${data}` of the buttons whose answer has not come

function albums(messages) {
  const items = [];
  for (const message of messages) {
    const [head] = items.at(-1) ?? [];
    if (head?.media_group_id && head.media_group_id === message.media_group_id) items.at(-1).push(message);
    else items.push([message]);
  }
  return items;
}

function scene(messages) {
  const [first] = messages;
  return {
    word: w,
    language: pageLanguage(),
    own: isOwn(first),
    group: isGroup(state.chat),
    waiting: (data) => waiting.has(`${messages.at(-1).message_id}/${data}`),
    handle: () => iconButton("more", w("more"), null, "handle"),
  };
}

function reuse(key, stamp, make) {
  const known = cache.get(key);
  if (known?.stamp === stamp) return known.node;
  const node = make();
  cache.set(key, { stamp, node });
  return node;
}

function dayNode(date) {
  const name = dayName(pageLanguage(), date, now());
  return reuse(`day ${dayKey(date)}`, name, () => el("div", { class: "day", role: "listitem" }, el("span", {}, name)));
}

function itemNode(messages) {
  const key = `message ${messages[0].message_id}`;
  const fresh = !cache.has(key);
  const node = reuse(key, JSON.stringify(messages), () => row(messages, scene(messages)));
  if (fresh && drawnFor) node.classList.add("arriving");
  return node;
}

const sameBlock = (one, other) =>
  one &&
  other &&
  one.from?.id === other.from?.id &&
  Math.abs(one.date - other.date) < TOGETHER &&
  !serviceText(one) &&
  !serviceText(other) &&
  dayKey(moment(one)) === dayKey(moment(other));

function nodes(items) {
  const all = [];
  items.forEach((messages, index) => {
    const before = items[index - 1]?.at(-1);
    const after = items[index + 1]?.[0];
    if (!before || dayKey(moment(before)) !== dayKey(moment(messages[0]))) all.push(dayNode(moment(messages[0])));
    const node = itemNode(messages);
    node.classList.toggle("first", !sameBlock(before, messages[0]));
    node.classList.toggle("last", !sameBlock(messages.at(-1), after));
    all.push(node);
  });
  return all;
}

// Only what changed is touched, so that animations, open quotes and the place of reading stay.
function settle(wanted) {
  wanted.forEach((node, index) => {
    if (thread.children[index] !== node) thread.insertBefore(node, thread.children[index] ?? null);
  });
  while (thread.children.length > wanted.length) thread.lastElementChild.remove();
}

function emptyCard() {
  const { description } = view();
  const group = isGroup(state.chat);
  const about = group ? w("sayInGroup") : description || w("pressStart");
  const title = group ? state.chat.title : description ? w("whatCanBot") : w("newChat");
  return el(
    "div",
    { class: "empty" },
    group ? null : botAvatar("large"),
    el("h2", {}, title),
    el("p", { dir: "auto" }, richText(about)),
  );
}

export function draw() {
  if (!state.chat) return thread.replaceChildren();
  const place = `${state.person.id}/${state.chat.id}`;
  const messages = state.messages.get(state.chat.id) ?? [];
  const moved = place !== drawnFor;
  if (moved) {
    cache = new Map();
    drawnFor = "";
  }
  const atEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR_END;
  const known = cache.size;
  settle(messages.length > 0 ? nodes(albums(messages)) : [emptyCard()]);
  drawnFor = place;
  if (moved) scrollDown("instant");
  else if (atEnd || (cache.size > known && isOwn(messages.at(-1) ?? {}))) scrollDown("smooth");
  showToEnd();
}

export function forgetDrawn() {
  drawnFor = "";
}

function scrollDown(behavior) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.scrollTo({ top: frame.scrollHeight, behavior: calm ? "instant" : behavior });
}

function showToEnd() {
  toEnd.hidden = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR_END * 2;
  toEnd.setAttribute("aria-label", w("newMessages"));
}

frame.addEventListener("scroll", showToEnd, { passive: true });
toEnd.addEventListener("click", () => scrollDown("smooth"));
new ResizeObserver(() => {
  if (toEnd.hidden) scrollDown("instant");
}).observe(frame);

export function jumpTo(messageId) {
  const target = thread.querySelector(`[data-message="${messageId}"]`);
  if (!target) return;
  target.scrollIntoView({ block: "center", behavior: "smooth" });
  target.classList.remove("found");
  requestAnimationFrame(() => target.classList.add("found"));
}

export const messageOf = (node) => {
  const id = Number(node.closest("[data-message]")?.dataset.message);
  return (state.messages.get(state.chat.id) ?? []).find((message) => message.message_id === id) ?? null;
};
