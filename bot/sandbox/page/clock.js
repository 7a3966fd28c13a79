// The sandbox's clock: what it shows, and the buttons that move it forward.

import { el, icon } from "./dom.js";
import { act } from "./server.js";
import { hear, now, pageLanguage, state, tell, w } from "./state.js";
import { date, forInput, fromHome, hours, weekday } from "./words.js";
import { sorry, toast } from "./menus.js";

const HOUR = 3600;

export function setClock(iso) {
  state.shift = Date.parse(iso) - Date.now();
  tell("clock");
}

async function forward(seconds) {
  try {
    setClock((await act("forward", { seconds })).now);
  } catch (error) {
    sorry(error);
  }
}

function moveTo(text) {
  const seconds = Math.round((fromHome(text) - now()) / 1000);
  if (Number.isNaN(seconds) || seconds <= 0) toast(w("onlyForward"), "bad");
  else forward(seconds);
}

export function clockPanel(id) {
  const language = pageLanguage();
  const input = el("input", {
    type: "datetime-local",
    id: `${id}-moment`,
    required: true,
    value: forInput(now()),
    min: forInput(now()),
  });
  const form = el(
    "form",
    { class: "clock-form" },
    el("label", { for: input.id }, w("moveTo")),
    input,
    el("button", { class: "chip" }, w("move")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    moveTo(input.value);
  });
  const jump = (name, seconds) =>
    el("button", { type: "button", class: "chip", on: { click: () => forward(seconds) } }, w(name));
  return el(
    "div",
    { class: "clock-panel" },
    el(
      "div",
      { class: "clock-face" },
      icon("clock"),
      el(
        "div",
        {},
        el("div", { class: "clock-title" }, w("sandboxTime")),
        el("div", { class: "clock-now", role: "timer", "data-clock": "" }, reading(language)),
      ),
    ),
    el("p", { class: "clock-note" }, w("timeNote")),
    el(
      "div",
      { class: "clock-buttons", role: "group", "aria-label": w("sandboxTime") },
      jump("hour", HOUR),
      jump("day", 24 * HOUR),
      jump("week", 7 * 24 * HOUR),
    ),
    form,
  );
}

function reading(language) {
  const moment = now();
  return [el("b", {}, hours(moment)), el("span", {}, `${date(language, moment, true)}, ${weekday(language, moment)}`)];
}

let shownMinute = "";

function refresh() {
  const minute = `${forInput(now())} ${pageLanguage()}`;
  if (minute === shownMinute) return;
  const day = minute.slice(0, 10);
  if (shownMinute && !shownMinute.startsWith(day)) tell("midnight");
  shownMinute = minute;
  for (const node of document.querySelectorAll("[data-clock]")) node.replaceChildren(...reading(pageLanguage()));
  for (const input of document.querySelectorAll(".clock-form input")) {
    input.min = forInput(now());
    if (document.activeElement !== input) input.value = forInput(now());
  }
}

hear("clock", refresh);
setInterval(refresh, 1000);
