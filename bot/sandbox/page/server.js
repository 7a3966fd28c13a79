// The road to the sandbox: requests that act for a person, and the live events that come back.

import { state, tell } from "./state.js";

class Refused extends Error {}
export class Unreachable extends Error {}

async function reach(path, how) {
  try {
    return await fetch(path, how);
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? `HTTP ${response.status}`);
  return body;
}

export const read = async (path) => answer(await reach(path, { cache: "no-store" }));

export async function act(name, what = {}) {
  const body = JSON.stringify({ person: state.person?.id, chat: state.chat?.id, ...what });
  return answer(await reach(`/api/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

export async function upload(kind, file) {
  const query = new URLSearchParams({ person: state.person.id, chat: state.chat.id, name: file.name });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return answer(await reach(`/api/${kind}?${query}`, { method: "POST", headers, body: file }));
}

export const fileAddress = (fileId) => `/files/${encodeURIComponent(fileId)}`;

const SLOWEST = 5000;
let held = null;

// What happens while the whole state is being read waits, and is applied to what was read.
export function holdEvents() {
  held ??= [];
  return () => {
    const waiting = held ?? [];
    held = null;
    for (const event of waiting) tell(`live:${event.kind}`, event);
  };
}

// After a lost connection events may have been missed, so "live" tells the page to read everything anew.
export function listen(wait = 500) {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener("open", () => {
    wait = 500;
    tell("live");
  });
  socket.addEventListener("message", (received) => {
    const event = JSON.parse(received.data);
    if (held) held.push(event);
    else tell(`live:${event.kind}`, event);
  });
  socket.addEventListener("close", () => {
    tell("lost");
    setTimeout(() => listen(Math.min(wait * 2, SLOWEST)), wait);
  });
}
