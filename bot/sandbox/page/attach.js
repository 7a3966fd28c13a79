// What can be sent besides words: pictures, files, a place, a sticker, a voice.

import { el } from "./dom.js";
import { alertBox, askPlace, openMenu, sorry } from "./menus.js";
import { act, upload } from "./server.js";
import { state, w } from "./state.js";

const LARGEST = 20 * 1024 * 1024;

export async function attempt(work, unreachable) {
  try {
    return await work();
  } catch (error) {
    sorry(error, unreachable);
    return null;
  }
}

export async function sendFile(kind, file) {
  if (!file) return;
  if (file.size > LARGEST) return alertBox(w("tooBig"));
  if (file.size === 0) return alertBox(w("emptyFile"));
  if (kind === "photo" && !/^image\/(png|jpeg|webp)$/.test(file.type)) return alertBox(w("notPicture"));
  await attempt(() => upload(kind, file));
}

function pick(kind) {
  const input = el("input", {
    type: "file",
    class: "picker",
    accept: kind === "photo" ? "image/png,image/jpeg,image/webp" : null,
    "aria-label": w(kind === "photo" ? "photo" : "file"),
  });
  input.addEventListener("change", () => {
    sendFile(kind, input.files[0]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

export const locate = () => askPlace((spot) => attempt(() => act("locate", spot)));

export function attachMenu(anchor, write) {
  openMenu(anchor, [
    { icon: "photo", label: w("photo"), run: () => pick("photo") },
    { icon: "file", label: w("file"), run: () => pick("document") },
    { icon: "pin", label: w("location"), run: locate },
    { icon: "smile", label: w("sticker"), run: () => attempt(() => act("sticker")) },
    { icon: "voice", label: w("voice"), run: () => attempt(() => act("voice")) },
    {
      icon: "search",
      label: w("inline"),
      note: `@${state.bot.username} …`,
      run: () => write(`@${state.bot.username} `),
    },
  ]);
}
