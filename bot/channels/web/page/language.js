// Says the page's own words in Dutch or English, and says them again when the language changes, without redrawing
// anything else: a half-written message survives the switch.
import { el } from "./dom.js";
import { texts } from "./texts.js";

let current = "nl";
const draws = new WeakMap();

export const language = () => current;
export const words = () => texts[current];
export const locale = () => ({ nl: "nl-NL", en: "en-GB" })[current];

/** Fill a sentence; every value stands apart in a <bdi>, so that a name in any script leaves the rest in order. */
export function sentence(template, values = {}) {
  const whole = document.createDocumentFragment();
  for (const piece of template.split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name && name in values) whole.append(el("bdi", {}, String(values[name])));
    else if (piece) whole.append(piece);
  }
  return whole;
}

/** Let `draw(words, element)` put its words on an element, now and after each change of language. */
export function worded(element, draw) {
  draws.set(element, [...(draws.get(element) ?? []), draw]);
  element.setAttribute("data-worded", "");
  element.lang = current;
  draw(words(), element);
  return element;
}

/** Let an element say the text with this key. */
export function says(element, key, values = {}) {
  draws.delete(element);
  return worded(element, (text) => element.replaceChildren(sentence(text[key], values)));
}

/** Name an element that has no words of its own, for who hears the page. */
export function named(element, key, values = {}) {
  const name = (text) => text[key].replace(/\{(\w+)\}/g, (_, slot) => values[slot]);
  return worded(element, (text) => element.setAttribute("aria-label", name(text)));
}

/** Forget what an element said, and empty it. */
export function silence(element) {
  draws.delete(element);
  element.removeAttribute("data-worded");
  element.replaceChildren();
}

/** Take the words of the HTML file itself under the same care. */
export function adopt(root) {
  for (const element of root.querySelectorAll("[data-words]")) says(element, element.dataset.words);
}

export function speak(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
  document.title = words().pageTitle;
  for (const element of document.querySelectorAll("[data-worded]")) {
    element.lang = chosen;
    for (const draw of draws.get(element) ?? []) draw(words(), element);
  }
}
