// The panel over the text field: the bot's commands, or what the bot found for "@bot …".

import { el, icon } from "./dom.js";
import { sorry } from "./menus.js";
import { act, fileAddress } from "./server.js";
import { hear, state, view, w } from "./state.js";

const PATIENCE = 350; // milliseconds without a key before the bot is asked
const panel = document.getElementById("palette");
let asked = null; // { id, query } of the question the panel waits for
let timer = 0;
let chosen = () => {};

export const isOpen = () => !panel.hidden;

export function closePalette() {
  clearTimeout(timer);
  asked = null;
  panel.hidden = true;
  panel.replaceChildren();
  mark(null);
}

function open(options, label, className = "") {
  panel.className = `palette ${className}`;
  panel.setAttribute("aria-label", label);
  panel.replaceChildren(...options);
  options.forEach((option, at) => (option.id = `option-${at}`));
  panel.hidden = false;
  mark(panel.querySelector("[role=option]"));
}

function mark(option) {
  for (const other of panel.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  const field = document.getElementById("field");
  if (option) field?.setAttribute("aria-activedescendant", option.id);
  else field?.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

// The keys a text field passes on while the panel is open. True when the key was for the panel.
export function steer(event) {
  if (panel.hidden) return false;
  const options = [...panel.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") closePalette();
  else if (event.key === "ArrowDown") mark(options[(at + 1) % options.length]);
  else if (event.key === "ArrowUp") mark(options[(at - 1 + options.length) % options.length]);
  else if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.shiftKey) options[at].click();
  else return false;
  event.preventDefault();
  return true;
}

export function showCommands(typed, choose) {
  const commands = view().commands.filter(({ command }) => command.startsWith(typed.slice(1).toLowerCase()));
  if (commands.length === 0) return closePalette();
  const options = commands.map(({ command, description }) =>
    el(
      "button",
      {
        type: "button",
        class: "command",
        role: "option",
        tabindex: "-1",
        "aria-selected": "false",
        data: { name: command },
        on: { click: () => choose(`/${command}`) },
      },
      el("b", {}, `/${command}`),
      el("span", {}, description),
    ),
  );
  open(options, w("commands"));
}

export function ask(query, choose) {
  clearTimeout(timer);
  if (asked?.query === query) return;
  chosen = choose;
  if (panel.hidden) open([el("p", { class: "palette-note" }, w("searching"))], w("inline"), "inline-results");
  timer = setTimeout(() => send(query), PATIENCE);
}

async function send(query) {
  asked = { id: null, query };
  try {
    const { id } = await act("inline", { query });
    if (asked?.query === query) asked.id = id;
    if (early?.inline_query_id === id) show(early);
  } catch (error) {
    closePalette();
    sorry(error);
  }
}

// The bot may answer before we have heard the number of our own question.
let early = null;

hear("live:inline_answer", (answer) => {
  early = answer;
  if (asked?.id === answer.inline_query_id) show(answer);
});

function picture(result) {
  const address = result.photo_file_id ? fileAddress(result.photo_file_id) : null;
  if (address) return el("img", { class: "result-face", src: address, alt: "" });
  return el(
    "span",
    { class: "result-face", data: { colour: (result.title ?? result.id).length % 7 } },
    [...(result.title ?? "•")][0],
  );
}

function card(answer, result) {
  const run = () => {
    closePalette();
    chosen(answer.inline_query_id, result.id);
  };
  return el(
    "button",
    { type: "button", class: "result", role: "option", tabindex: "-1", "aria-selected": "false", on: { click: run } },
    picture(result),
    el(
      "span",
      { class: "result-about" },
      el("b", {}, result.title ?? result.caption ?? result.id),
      el("span", {}, result.description ?? result.url ?? ""),
    ),
  );
}

function show(answer) {
  early = null;
  if (answer.results.length === 0)
    return open([el("p", { class: "palette-note" }, icon("search"), w("nothingFound"))], w("inline"), "inline-results");
  open(
    answer.results.map((result) => card(answer, result)),
    w("inline"),
    "inline-results",
  );
}

export const inlineQuery = (text) => {
  const prefix = `@${state.bot.username} `;
  return text.toLowerCase().startsWith(prefix.toLowerCase()) ? text.slice(prefix.length).trim() : null;
};
