// Pictures, albums, files and places inside a bubble.

import { el, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { fileSize } from "./words.js";

const WIDEST = 420;
const HIGHEST = 420;

// The gallery carries its pictures along; a talk names them by file_id.
const address = (file) => file.url ?? fileAddress(file.file_id);

function picture(message, scene) {
  const largest = message.photo.at(-1);
  const alt = message.caption ?? scene.word("photo");
  const image = el("img", {
    src: address(largest),
    alt,
    width: largest.width,
    height: largest.height,
    loading: "lazy",
    decoding: "async",
  });
  return el(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": `${scene.word("enlarge")}: ${alt.slice(0, 80)}`,
      data: { enlarge: address(largest) },
    },
    image,
  );
}

export function pictures(messages, scene) {
  const shown = messages.filter((message) => message.photo?.length);
  if (shown.length === 0) return null;
  if (shown.length > 1)
    return el(
      "div",
      { class: "album", data: { count: Math.min(shown.length, 5) } },
      shown.map((message) => picture(message, scene)),
    );
  const { width, height } = shown[0].photo.at(-1);
  const only = picture(shown[0], scene);
  if (width && height)
    only.style.setProperty(
      "--wide",
      `${Math.round(Math.max(Math.min(WIDEST, width, (HIGHEST * width) / height), 120))}px`,
    );
  return only;
}

export function fileCard(file, scene) {
  const name = file.file_name ?? scene.word("file");
  const ending = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1] ?? "";
  const link = el(
    "a",
    {
      class: "file",
      href: `${address(file)}${file.url ? "" : "?download"}`,
      download: name,
      "aria-label": `${scene.word("download")}: ${name}`,
    },
    el(
      "span",
      { class: "file-icon", data: { ending: ending.toLowerCase() } },
      ending ? el("span", { class: "ending" }, ending) : icon("file"),
      icon("download"),
    ),
    el(
      "span",
      { class: "file-about" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, file.file_size === undefined ? "" : fileSize(scene.language, file.file_size)),
    ),
  );
  return link;
}

export function place(location, scene, venue = null) {
  const { latitude, longitude } = location;
  const spot = `${latitude.toFixed(4)}°, ${longitude.toFixed(4)}°`;
  const map = el("span", { class: "map", "aria-hidden": "true" }, icon("pin"));
  map.style.setProperty("--east", `${Math.round((longitude * 97) % 60)}px`);
  map.style.setProperty("--north", `${Math.round((latitude * 89) % 60)}px`);
  return el(
    "div",
    { class: "place", role: "img", "aria-label": `${scene.word("location")}: ${spot}` },
    map,
    el("span", { class: "place-about" }, el("b", {}, venue?.title ?? scene.word("location")), el("span", {}, spot)),
  );
}

// A click on a picture opens it over the page; Escape, the button or a click beside it closes it.
export function enlarge(source, alt, closeLabel) {
  const dialog = el(
    "dialog",
    { class: "lightbox", "aria-label": alt },
    el("img", { src: source, alt }),
    el("button", { type: "button", class: "lightbox-close", "aria-label": closeLabel }, icon("close")),
  );
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
