// Text and its entities become nodes. Offsets count UTF-16 units, which is how JavaScript counts too.

import { el, icon } from "./dom.js";

const SAFE = /^(https?|tg|mailto|tel):/i;

const wrap =
  (tag, name = null) =>
  (inner) =>
    el(tag, { class: name }, inner);

function outside(address, inner) {
  return SAFE.test(address)
    ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inner)
    : el("span", {}, inner);
}

const withScheme = (address) => (/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);

function pressable(kind, value, inner) {
  return el("button", { type: "button", class: "in-text", data: { [kind]: value } }, inner);
}

function spoiler(inner, _entity, _text, word) {
  return el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": word("spoiler"), data: { spoiler: "" } },
    el("span", {}, inner),
  );
}

function pre(inner, entity) {
  return el(
    "pre",
    {},
    entity.language ? el("span", { class: "pre-language" }, entity.language) : null,
    el("code", {}, inner),
  );
}

function expandable(inner, _entity, _text, word) {
  const more = el(
    "button",
    { type: "button", class: "expand", "aria-expanded": "false", "aria-label": word("showAll"), data: { expand: "" } },
    icon("down"),
  );
  return el("blockquote", { class: "expandable" }, el("span", { class: "folded" }, inner), more);
}

const KINDS = {
  bold: wrap("b"),
  italic: wrap("i"),
  underline: wrap("u"),
  strikethrough: wrap("s"),
  code: wrap("code"),
  blockquote: wrap("blockquote"),
  hashtag: wrap("span", "mark"),
  cashtag: wrap("span", "mark"),
  text_mention: wrap("span", "mark"),
  spoiler,
  pre,
  expandable_blockquote: expandable,
  url: (inner, _entity, text) => outside(withScheme(text), inner),
  text_link: (inner, entity) => outside(withScheme(entity.url), inner),
  email: (inner, _entity, text) => outside(`mailto:${text}`, inner),
  phone_number: (inner, _entity, text) => outside(`tel:${text.replace(/[^+\d]/g, "")}`, inner),
  bot_command: (inner, _entity, text) => pressable("command", text, inner),
  mention: (inner, _entity, text) => pressable("mention", text, inner),
};

export function richText(text, entities = [], word = (name) => name) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return part(text, 0, text.length, sorted, word);
}

// A block ends its line by itself; the line break after it is not shown as an empty line.
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

function part(text, start, end, entities, word) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...later] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    rest = later;
    if (from >= to) continue;
    const inside = later.filter((other) => other.offset < to);
    rest = later.filter((other) => other.offset >= to);
    if (from > at) nodes.push(text.slice(at, from));
    const inner = part(text, from, to, inside, word);
    nodes.push(KINDS[entity.type]?.(inner, entity, text.slice(from, to), word) ?? el("span", {}, inner));
    at = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

// What a click inside a bubble's text does by itself; everything else is for the talk to decide.
export function reveal(target) {
  const spoilerNode = target.closest("[data-spoiler]");
  if (spoilerNode && !spoilerNode.classList.contains("shown")) {
    for (const node of spoilerNode.closest(".text").querySelectorAll("[data-spoiler]")) {
      node.classList.add("shown");
      node.removeAttribute("role");
      node.removeAttribute("tabindex");
      node.removeAttribute("aria-label");
    }
    return true;
  }
  const expand = target.closest("[data-expand]");
  if (!expand) return false;
  const open = expand.closest("blockquote").classList.toggle("open");
  expand.setAttribute("aria-expanded", String(open));
  return true;
}
