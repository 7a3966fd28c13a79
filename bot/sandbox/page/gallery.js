// All screens of the bot on one page, each in three languages side by side.

import { row } from "./bubble.js";
import { el } from "./dom.js";
import { enlarge } from "./media.js";
import { reveal } from "./richtext.js";
import { read } from "./server.js";
import { LANGUAGES, word } from "./words.js";

const NAMES = { kk: "Қазақша", ru: "Русский", en: "English" };
const SHORT = { kk: "Қаз", ru: "Рус", en: "Eng" }; // for a phone
const place = document.getElementById("screens");
const shown = new Set(LANGUAGES);

function scene(language) {
  return { word: (name) => word(language, name), language, textLanguage: language, own: false, group: false };
}

function column(language, message) {
  const node = message ? row([message], scene(language)) : el("p", { class: "missing" }, "—");
  node.classList.add("last", "first");
  return el(
    "div",
    { class: "column", data: { language } },
    el("span", { class: "tongue", lang: language }, NAMES[language]),
    node,
  );
}

function section({ name, screens }) {
  const columns = LANGUAGES.map((language) => column(language, screens[language]));
  return el(
    "section",
    { class: "screen", id: name, data: { name } },
    el("h2", {}, el("a", { href: `#${encodeURIComponent(name)}` }, name)),
    el("div", { class: "columns" }, columns),
  );
}

function filter(text) {
  const wanted = text.trim().toLowerCase();
  let count = 0;
  for (const node of place.querySelectorAll(".screen")) {
    node.hidden = !node.textContent.toLowerCase().includes(wanted);
    count += node.hidden ? 0 : 1;
  }
  document.getElementById("count").textContent = String(count);
}

function toggle(language, button) {
  if (shown.has(language) && shown.size > 1) shown.delete(language);
  else shown.add(language);
  button.setAttribute("aria-pressed", String(shown.has(language)));
  place.dataset.columns = String(shown.size);
  for (const node of place.querySelectorAll(".column")) node.hidden = !shown.has(node.dataset.language);
}

place.addEventListener("click", (event) => {
  if (reveal(event.target)) return;
  const picture = event.target.closest("[data-enlarge]");
  if (picture) enlarge(picture.dataset.enlarge, picture.querySelector("img").alt, "×");
});

const tongues = document.getElementById("tongues");
for (const language of LANGUAGES) {
  const button = el(
    "button",
    {
      type: "button",
      class: "chip",
      lang: language,
      "aria-label": NAMES[language],
      "aria-pressed": "true",
      on: { click: () => toggle(language, button) },
    },
    el("span", { class: "whole" }, NAMES[language]),
    el("span", { class: "short" }, SHORT[language]),
  );
  tongues.append(button);
}
const find = document.getElementById("find");
find.addEventListener("input", () => filter(find.value));
place.replaceChildren(...(await read("/api/gallery")).map(section));
place.dataset.columns = String(LANGUAGES.length);
filter("");
if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
