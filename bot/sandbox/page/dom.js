// Builds elements. Text always goes in as text nodes, so nothing a bot or a person writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [kind, listener] of Object.entries(value)) node.addEventListener(kind, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4.5 12L3 4.2c-.1-.7.6-1.2 1.2-.9l16.3 8c.6.3.6 1.1 0 1.4l-16.3 8c-.6.3-1.3-.2-1.2-.9L4.5 12zm0 0H13",
  attach: "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.8 17a1.6 1.6 0 0 1-2.3-2.3l7.5-7.4",
  commands:
    "M9.5 18l5-12M4.5 3.5h15a1.5 1.5 0 0 1 1.5 1.5v14a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19V5a1.5 1.5 0 0 1 1.5-1.5z",
  keyboard:
    "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  menu: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  clock: "M12 7v5l3.5 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
  close: "M6 6l12 12M18 6L6 18",
  photo:
    "M4.5 4h15A1.5 1.5 0 0 1 21 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4zM3 16l5-5 4.5 4.5L15 13l6 5M15.5 8.5h.01",
  file: "M13 3H7a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5v-11L13 3zm0 0v5.5h5.5M9 13h6M9 16.5h4",
  download: "M12 4v11m0 0l-4.5-4.5M12 15l4.5-4.5M5 19.5h14",
  pin: "M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm5 12l4.5 4.5",
  reply: "M9.5 6L4 11.5 9.5 17m-5-5.5h8.5a6.5 6.5 0 0 1 6.5 6.5v.5",
  edit: "M4 20l1-4.5L16.5 4a1.5 1.5 0 0 1 2.1 0L20 5.4a1.5 1.5 0 0 1 0 2.1L8.5 19 4 20zM14.5 6l3.5 3.5",
  copy: "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1",
  block: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM5.7 5.7l12.6 12.6",
  gallery: "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z",
  voice: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  smile: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8 14c1 1.7 2.4 2.5 4 2.5s3-.8 4-2.5M9 9.5h.01M15 9.5h.01",
  link: "M8 16L16.5 7.5M9.5 7H17v7.5",
  down: "M6 9.5l6 6 6-6",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6 9c0-3.6 2.7-6 6-6s6 2.4 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.9 3 2.9 3 5.4",
  check: "M5 12.5l4.5 4.5L19 7",
  town: "M3 20.5h18M5 20.5V10l5-3v13.5M10 20.5V4.5l5 2.5v13.5M15 20.5V11l4 2v7.5M7.5 12.5v.01M7.5 16v.01M12.5 10v.01M12.5 13.5v.01M12.5 17v.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, className = "") {
  return el(
    "button",
    { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, on: { click: onclick } },
    icon(name),
  );
}

export function avatar(id, name, size = "") {
  const letters = [...name.replace(/[^\p{L}\p{N} ]/gu, "").trim()].slice(0, 1).join("").toUpperCase();
  return el(
    "span",
    { class: `avatar ${size}`, "data-colour": Math.abs(Number(id)) % 7, "aria-hidden": "true" },
    letters || "•",
  );
}

export function botAvatar(size = "") {
  return el("span", { class: `avatar bot ${size}`, "aria-hidden": "true" }, icon("town"));
}
