// The talk itself: bubbles in order, days between them, and what happens when one is pressed.

import { moment, row, serviceText } from "./bubble.js";
import { botAvatar, el, iconButton } from "./dom.js";
import { bringIntoView, startAt } from "./reading.js";
import { richText } from "./richtext.js";
import { isGroup, isOwn, now, pageLanguage, state, view, w } from "./state.js";
import { dayKey, dayName } from "./words.js";

const TOGETHER = 10 * 60; // seconds: messages of one sender closer than this form one block

const thread = document.getElementById("thread");
let cache = new Map();
let drawnFor = "";
let told = new Map(); // what the drawn items said
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

function dayLabel(date) {
  const name = dayName(pageLanguage(), date, now());
  return reuse(`label ${dayKey(date)}`, name, () => el("div", { class: "day", role: "listitem" }, el("span", {}, name)));
}

const keyOf = (messages) => `message ${messages[0].message_id}`;

function itemNode(messages) {
  const key = keyOf(messages);
  const fresh = !cache.has(key);
  const node = reuse(key, JSON.stringify(messages), () => row(messages, scene(messages)));
  if (fresh && drawnFor) node.classList.add("arriving");
  return node;
}

const sameDay = (one, other) => dayKey(moment(one)) === dayKey(moment(other));

const sameBlock = (one, other) =>
  one &&
  other &&
  one.from?.id === other.from?.id &&
  Math.abs(one.date - other.date) < TOGETHER &&
  !serviceText(one) &&
  !serviceText(other) &&
  sameDay(one, other);

// Each day is a list of its own, so that its date leaves the view together with it.
function days(items) {
  const all = [];
  items.forEach((messages, index) => {
    const before = items[index - 1]?.at(-1);
    const after = items[index + 1]?.[0];
    if (!before || !sameDay(before, messages[0])) all.push([dayLabel(moment(messages[0]))]);
    const node = itemNode(messages);
    node.classList.toggle("first", !sameBlock(before, messages[0]));
    node.classList.toggle("last", !sameBlock(messages.at(-1), after));
    all.at(-1).push(node);
  });
  return all.map((nodes) => {
    const block = reuse(`day ${nodes[1].dataset.message}`, "", () => el("div", { class: "day-block", role: "list" }));
    settle(block, nodes);
    return block;
  });
}

// Only what changed is touched, so that animations, open quotes and the place of reading stay.
function settle(place, wanted) {
  wanted.forEach((node, index) => {
    if (place.children[index] !== node) place.insertBefore(node, place.children[index] ?? null);
  });
  while (place.children.length > wanted.length) place.lastElementChild.remove();
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

const wordsOf = (messages) => messages.map((message) => message.text ?? message.caption ?? "").join();

// What is new since the last drawing, for the eyes of the reader.
function change(items) {
  const before = told;
  told = new Map(items.map((messages) => [keyOf(messages), wordsOf(messages)]));
  const fresh = items.filter((messages) => !before.has(keyOf(messages)));
  const reworded = items.find((messages) => (before.get(keyOf(messages)) ?? wordsOf(messages)) !== wordsOf(messages));
  return {
    own: fresh.some(([message]) => isOwn(message)),
    fresh: fresh[0]?.[0].message_id ?? null,
    reworded: reworded?.[0].message_id ?? null,
    last: items.at(-1)?.[0].message_id ?? null,
  };
}

export function draw() {
  if (!state.chat) return thread.replaceChildren();
  const place = `${state.person.id}/${state.chat.id}`;
  const items = albums(state.messages.get(state.chat.id) ?? []);
  const moved = place !== drawnFor;
  if (moved) {
    cache = new Map();
    drawnFor = "";
  }
  const changed = change(items);
  settle(thread, items.length > 0 ? days(items) : [emptyCard()]);
  drawnFor = place;
  if (moved) startAt(changed.last);
  else bringIntoView(changed);
}

export function forgetDrawn() {
  drawnFor = "";
}

export const messageOf = (node) => {
  const id = Number(node.closest("[data-message]")?.dataset.message);
  return (state.messages.get(state.chat.id) ?? []).find((message) => message.message_id === id) ?? null;
};
