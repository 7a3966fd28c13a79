// The place of reading: what comes is brought into view, until the person scrolls away from it.

import { w } from "./state.js";

const NEAR_END = 60; // pixels
const GAP = 12; // pixels over the first line of an answer
const BURST = 1000; // milliseconds: messages that come closer than this are one answer
const PATIENCE = 15000; // milliseconds that a pressed button may wait for what it brings
const LINGER = 900; // milliseconds that a date stays over the messages after a scroll

const thread = document.getElementById("thread");
const frame = document.getElementById("thread-frame");
const toEnd = document.getElementById("to-end");
let following = true;
let byHand = false; // whether the scroll that goes on is the person's own
let answer = null; // the message whose first line is to be seen; without one, the end of the talk
let answered = -Infinity;
let awaited = -Infinity;
let goal = 0;
let lingering = 0;

const end = () => frame.scrollHeight - frame.clientHeight;
const topOf = (id) => thread.querySelector(`[data-message="${id}"]`)?.offsetTop ?? Infinity;
const waits = () => following || performance.now() < awaited;

function rest(behavior) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byHand = false;
  goal = Math.max(0, Math.min(end(), answer === null ? Infinity : topOf(answer) - GAP));
  frame.scrollTo({ top: goal, behavior: calm ? "instant" : behavior });
  look();
}

function goTo(id, behavior) {
  following = true;
  answer = id;
  awaited = -Infinity;
  rest(behavior);
}

export const startAt = (id) => goTo(id, "instant");

export function awaitAnswer() {
  awaited = performance.now() + PATIENCE;
  answered = -Infinity;
}

// change: { own: did the person send it?, fresh: the first message that is new, reworded: one whose words changed, last }
export function bringIntoView({ own, fresh, reworded, last }) {
  if (own) return goTo(null, "smooth");
  if (fresh !== null && waits()) {
    const together = answer !== null && performance.now() - answered < BURST;
    answered = performance.now();
    return goTo(together ? answer : fresh, "smooth");
  }
  if (reworded !== null && waits() && (reworded === last || topOf(reworded) < frame.scrollTop)) {
    answered = -Infinity;
    return goTo(reworded, "smooth");
  }
  return following ? rest("instant") : look();
}

// A date in its own place always shows; one that hangs over other messages shows only while the person scrolls.
function look() {
  const left = end() - (following ? Math.max(goal, frame.scrollTop) : frame.scrollTop);
  toEnd.hidden = left < NEAR_END;
  toEnd.setAttribute("aria-label", w("newMessages"));
  for (const day of thread.querySelectorAll(".day"))
    day.classList.toggle("floating", day.offsetTop > day.parentElement.offsetTop);
}

function scrolled() {
  if (byHand) {
    following = end() - frame.scrollTop < NEAR_END;
    answer = null;
    awaited = -Infinity;
    goal = frame.scrollTop;
    frame.classList.add("scrolling");
    clearTimeout(lingering);
    lingering = setTimeout(() => frame.classList.remove("scrolling"), LINGER);
  }
  look();
}

export function jumpTo(messageId) {
  const target = thread.querySelector(`[data-message="${messageId}"]`);
  if (!target) return;
  byHand = true;
  target.scrollIntoView({ block: "center", behavior: "smooth" });
  target.classList.remove("found");
  requestAnimationFrame(() => target.classList.add("found"));
}

const SCROLLING_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|Tab| )$/;
const hand = () => (byHand = true);
frame.addEventListener("wheel", hand, { passive: true });
frame.addEventListener("touchmove", hand, { passive: true });
frame.addEventListener("keydown", (event) => SCROLLING_KEYS.test(event.key) && hand());
frame.addEventListener("pointerdown", (event) => {
  if (event.target === frame || event.button === 1) hand(); // the scroll bar, or a scroll with the middle button
});
frame.addEventListener("scroll", scrolled, { passive: true });
toEnd.addEventListener("click", () => goTo(null, "smooth"));
const grown = () => (following ? rest("instant") : look());
new ResizeObserver(grown).observe(frame);
thread.addEventListener("load", grown, true); // a picture has come
