// What the page knows: the cast, the talks, who is speaking now; and who wants to hear of a change.

import { word } from "./words.js";

export const state = {
  bot: { id: 0, username: "", name: "" },
  people: new Map(),
  chats: new Map(),
  places: [],
  person: null, // who we are now
  chat: null, // the talk that is open
  views: new Map(), // `${person}/${chat}` -> what the person sees of the bot there: name, description, commands
  messages: new Map(), // chat id -> messages, oldest first
  unread: new Map(),
  shift: 0, // the sandbox's clock minus the browser's, in milliseconds
};

const listeners = new Map();

export function hear(kind, listener) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
}

export function tell(kind, detail = null) {
  for (const listener of listeners.get(kind) ?? []) listener(detail);
}

export const now = () => new Date(Date.now() + state.shift);
export const pageLanguage = (person = state.person) => ({ kk: "kk", ru: "ru" })[person?.language] ?? "en";
export const w = (name) => word(pageLanguage(), name);

export const isGroup = (chat) => chat.type !== "private";
export const headcount = (chat) => chat.members.length + (chat.bot ? 1 : 0);
export const lastMessage = (chatId) => state.messages.get(chatId)?.at(-1) ?? null;
export const view = () =>
  state.views.get(`${state.person?.id}/${state.chat?.id}`) ?? { name: state.bot.name, description: "", commands: [] };
export const botName = () => view().name || state.bot.name;

// Messages of a person come from that person; in a group somebody else may be speaking.
export const isOwn = (message, person = state.person) => message.from?.id === person?.id;

export function keep(chatId, message) {
  const messages = state.messages.get(chatId) ?? [];
  const at = messages.findIndex((known) => known.message_id === message.message_id);
  if (at >= 0) messages[at] = message;
  else {
    messages.push(message);
    messages.sort((one, other) => one.message_id - other.message_id);
  }
  state.messages.set(chatId, messages);
  return at < 0;
}

export function drop(chatId, messageId) {
  state.messages.set(
    chatId,
    (state.messages.get(chatId) ?? []).filter((message) => message.message_id !== messageId),
  );
}
