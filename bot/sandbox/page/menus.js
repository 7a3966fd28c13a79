// Small things over the page: menus, toasts, alerts, the dialog that asks for a place.

import { el, icon } from "./dom.js";
import { returnTo } from "./focus.js";
import { Unreachable } from "./server.js";
import { pageLanguage, state, w } from "./state.js";

const TOAST = 4200;

export function toast(text, kind = "") {
  const note = el("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.classList.add("leaving"), TOAST);
  setTimeout(() => note.remove(), TOAST + 300);
}

// unreachable: the word that says what becomes of the thing when the connection is lost
export function sorry(error, unreachable = "noConnection") {
  toast(error instanceof Unreachable ? w(unreachable) : `${w("failed")}: ${error.message}`, "bad");
}

export function alertBox(text) {
  const ok = el("button", { type: "button", class: "plain strong", autofocus: true }, w("ok"));
  const dialog = el(
    "dialog",
    { class: "sheet", role: "alertdialog", "aria-label": text.slice(0, 80) },
    el("p", { class: "sheet-text" }, text),
    el("div", { class: "sheet-buttons" }, ok),
  );
  ok.addEventListener("click", () => dialog.close());
  show(dialog);
}

function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

// items: { icon or face, label, note, checked, danger, href, run }
export function openMenu(anchor, items, { title = "", point = null } = {}) {
  const menu = el(
    "div",
    { class: "menu", role: "menu", popover: "auto", "aria-label": title || w("menu") },
    title ? el("div", { class: "menu-title" }, title) : null,
    items.map((item) => entry(item, () => menu.hidePopover())),
  );
  const back = returnTo(anchor);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) back();
    menu.remove();
  });
  menu.addEventListener("keydown", (event) => walk(event, menu));
  document.body.append(menu);
  menu.showPopover();
  put(menu, point ?? anchor.getBoundingClientRect());
  menu.querySelector("[role^=menuitem]")?.focus({ preventScroll: true });
}

function entry(item, close) {
  const inside = [
    item.face ?? (item.icon ? icon(item.icon) : null),
    el("span", { class: "menu-label" }, item.label, item.note ? el("small", {}, item.note) : null),
    item.checked ? icon("check") : null,
  ];
  const what = {
    class: `menu-item ${item.danger ? "danger" : ""}`,
    role: item.checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": item.checked === undefined ? null : String(item.checked),
  };
  if (item.href) return el("a", { ...what, href: item.href, on: { click: close } }, inside);
  const run = () => {
    close();
    item.run();
  };
  return el("button", { ...what, type: "button", on: { click: run } }, inside);
}

function walk(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...menu.querySelectorAll("[role^=menuitem]")];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
}

function put(menu, { left, right, top, bottom }) {
  const { offsetWidth: wide, offsetHeight: high } = menu;
  const x = left + wide > innerWidth - 8 ? Math.max(8, right - wide) : left;
  const y = bottom + high + 6 > innerHeight - 8 ? Math.max(8, top - high - 6) : bottom + 6;
  menu.style.setProperty("left", `${Math.max(8, x)}px`);
  menu.style.setProperty("top", `${y}px`);
}

export function askPlace(choose) {
  const latitude = el("input", {
    name: "latitude",
    type: "number",
    step: "any",
    min: -90,
    max: 90,
    required: true,
    inputmode: "decimal",
  });
  const longitude = el("input", {
    name: "longitude",
    type: "number",
    step: "any",
    min: -180,
    max: 180,
    required: true,
    inputmode: "decimal",
  });
  const fill = (place) => {
    latitude.value = place.latitude;
    longitude.value = place.longitude;
  };
  const note = el("p", { class: "sheet-note", role: "status" });
  const here = () =>
    navigator.geolocation.getCurrentPosition(
      (found) => fill(found.coords),
      () => note.replaceChildren(w("noPlace")),
      { timeout: 5000 },
    );
  const towns = state.places.map((place) =>
    el("button", { type: "button", class: "chip", on: { click: () => fill(place) } }, place.name[pageLanguage()]),
  );
  const mine =
    "geolocation" in navigator
      ? el("button", { type: "button", class: "chip mine", on: { click: here } }, icon("pin"), w("mine"))
      : null;
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, w("wherePlace")),
    el("div", { class: "chips" }, mine, towns),
    el("div", { class: "pair" }, el("label", {}, w("latitude"), latitude), el("label", {}, w("longitude"), longitude)),
    note,
    el(
      "div",
      { class: "sheet-buttons" },
      el("button", { type: "button", class: "plain", on: { click: () => dialog.close() } }, w("cancel")),
      el("button", { class: "primary" }, w("send")),
    ),
  );
  const dialog = el("dialog", { class: "sheet place-sheet", "aria-label": w("wherePlace") }, form);
  form.addEventListener("submit", () =>
    choose({ latitude: Number(latitude.value), longitude: Number(longitude.value) }),
  );
  show(dialog);
  fill(state.places[0]);
}

// For phones, where the clock of the list is out of sight.
export function sheetWith(content, label) {
  const close = el(
    "button",
    { type: "button", class: "plain strong", on: { click: () => dialog.close() } },
    w("close"),
  );
  const dialog = el(
    "dialog",
    { class: "sheet", "aria-label": label },
    content,
    el("div", { class: "sheet-buttons" }, close),
  );
  show(dialog);
}
