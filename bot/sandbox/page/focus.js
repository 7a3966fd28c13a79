// Whoever works with the keyboard keeps their place when a part of the page is drawn anew.

const ROOTS = "[data-message], .composer, .talk-head, .list, .clock";

const sign = ({ dataset, textContent, ariaLabel }) => dataset.chat ?? dataset.press ?? ariaLabel ?? textContent;

function rootAgain(root) {
  if (root.dataset.message) return document.querySelector(`#thread [data-message="${root.dataset.message}"]`);
  return document.getElementById(root.id);
}

// How to find this element, or the one that has taken its place.
function trace(node) {
  const root = node.closest(ROOTS);
  const { id, tagName } = node;
  const wanted = sign(node);
  return () => {
    if (node.isConnected) return node;
    if (id) return document.getElementById(id);
    const same = root && [...(rootAgain(root)?.getElementsByTagName(tagName) ?? [])];
    return same?.find((other) => sign(other) === wanted) ?? null;
  };
}

export function focusField() {
  if (matchMedia("(pointer: fine)").matches) // on a phone the field would bring up the keys over the talk
    document.querySelector("#field, .big-button")?.focus({ preventScroll: true });
}

export function returnTo(node) {
  const find = trace(node);
  return () => {
    const found = find();
    if (found) found.focus?.({ preventScroll: true });
    else focusField();
  };
}

export function keepFocus(work) {
  const node = document.activeElement;
  if (!node || node === document.body) return work();
  const back = returnTo(node);
  const result = work();
  if (!node.isConnected) back();
  return result;
}
