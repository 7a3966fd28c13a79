// One message, or one album, as a bubble. The talk and the gallery both draw with this.

import { avatar, botAvatar, el, icon } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { fileCard, pictures, place } from "./media.js";
import { richText } from "./richtext.js";
import { hours } from "./words.js";

// scene: { word, language, own: is this the reader's message?, group: is it a group?, waiting, quote, handle }

export const moment = (message) => new Date(message.date * 1000);

export function summary(message, word) {
  const words = message.text ?? message.caption;
  if (message.photo) return [el("span", { class: "kind" }, word("photo")), words ? `, ${words}` : ""];
  if (message.document)
    return [el("span", { class: "kind" }, message.document.file_name ?? word("file")), words ? `, ${words}` : ""];
  if (message.location) return [el("span", { class: "kind" }, word("location"))];
  if (message.sticker) return [message.sticker.emoji ?? "", " ", el("span", { class: "kind" }, word("sticker"))];
  if (message.voice) return [el("span", { class: "kind" }, word("voice"))];
  return [words ?? serviceText(message) ?? ""];
}

export function serviceText(message) {
  const names = (message.new_chat_members ?? []).map((member) => member.first_name);
  if (names.length > 0) return `→ ${names.join(", ")}`;
  return message.left_chat_member ? `← ${message.left_chat_member.first_name}` : null;
}

export const senderName = (message) => message.from?.first_name ?? message.chat?.title ?? "";

function quoted(message, scene) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  const colour = Math.abs(answered.from?.id ?? 0) % 7;
  return el(
    "button",
    { type: "button", class: "quoted", data: { jump: answered.message_id, colour } },
    el("b", {}, senderName(answered)),
    el("span", {}, summary(answered, scene.word)),
  );
}

function heading(message, scene) {
  const parts = [];
  if (scene.group && !scene.own)
    parts.push(
      el("span", { class: "sender", data: { colour: Math.abs(message.from?.id ?? 0) % 7 } }, senderName(message)),
    );
  if (message.via_bot)
    parts.push(
      el(
        "span",
        { class: "via" },
        scene.language === "kk"
          ? `@${message.via_bot.username} ${scene.word("via")}`
          : `${scene.word("via")} @${message.via_bot.username}`,
      ),
    );
  return parts.length > 0 ? el("div", { class: "heading" }, parts) : null;
}

function meta(message, scene) {
  const time = message.date ? el("time", { datetime: moment(message).toISOString() }, hours(moment(message))) : null;
  const edited = message.edit_date ? el("span", { class: "edited" }, scene.word("edited")) : null;
  return el("span", { class: "meta" }, edited, edited ? " " : null, time, scene.own ? icon("check") : null);
}

function textOf(message, scene) {
  const text = message.text ?? message.caption;
  const nodes = text ? richText(text, message.entities ?? message.caption_entities ?? [], scene.word) : [];
  const language = scene.textLanguage ?? null;
  return el(
    "div",
    { class: nodes.length > 0 ? "text" : "text bare", dir: "auto", lang: language },
    nodes,
    meta(message, scene),
  );
}

function content(messages, scene) {
  const captioned = messages.find((message) => message.caption) ?? messages.at(-1);
  const files = messages.filter((message) => message.document).map((message) => fileCard(message.document, scene));
  const { sticker, voice } = messages[0];
  const sound = voice
    ? el(
        "div",
        { class: "voice" },
        icon("voice"),
        el("span", { class: "wave", "aria-hidden": "true" }),
        el("span", {}, `0:0${voice.duration}`),
      )
    : null;
  const face = sticker
    ? el("div", { class: "sticker", role: "img", "aria-label": scene.word("sticker") }, sticker.emoji ?? "👍")
    : null;
  const where = messages[0].location ? place(messages[0].location, scene, messages[0].venue) : null;
  const media = [pictures(messages, scene), files, where, sound, face];
  const words = textOf(captioned, scene);
  return captioned.show_caption_above_media ? [words, media] : [media, words];
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => el("span", {}, reaction.emoji ?? "⭐")),
  );
}

function shape(messages) {
  const [first] = messages;
  const kinds = ["bubble"];
  if (first.photo || first.location) kinds.push("with-media");
  if (first.document) kinds.push("with-file");
  if (first.sticker) kinds.push("with-sticker");
  if (!messages.some((message) => message.text ?? message.caption)) kinds.push("wordless");
  return kinds.join(" ");
}

export function bubble(messages, scene) {
  const [first] = messages;
  const last = messages.at(-1);
  const box = el(
    "div",
    { class: shape(messages) },
    heading(first, scene),
    quoted(first, scene),
    content(messages, scene),
    reactions(first),
    scene.handle?.(messages) ?? null,
  );
  return el("div", { class: "stack" }, box, inlineKeyboard(last.reply_markup, scene));
}

export function row(messages, scene) {
  const [first] = messages;
  const service = serviceText(first);
  if (service)
    return el(
      "div",
      { class: "service", role: "listitem", data: { message: first.message_id } },
      el("span", {}, service),
    );
  const face =
    scene.group && !scene.own
      ? first.from?.is_bot
        ? botAvatar("small")
        : avatar(first.from?.id ?? 0, senderName(first), "small")
      : null;
  return el(
    "div",
    {
      class: `row ${scene.own ? "own" : "theirs"}`,
      role: "listitem",
      data: { message: first.message_id, sender: first.from?.id ?? 0 },
    },
    face,
    bubble(messages, scene),
  );
}
