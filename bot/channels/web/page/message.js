// Draws one message, and draws again only what a revision changed: a half-filled form, the place of the focus and the
// ear of a screen reader are left alone.
import { choices } from "./choices.js";
import { el, icon, newId } from "./dom.js";
import { Form } from "./form.js";
import { locale, says, worded } from "./language.js";
import { blocks } from "./markdown.js";
import { ownButtons } from "./own.js";
import { timeInWords } from "./dates.js";

export class Message {
  /**
   * `place` is where the message stands: `{zone, self, nameOf(id), fileAddress(file), act(message, action, values),
   * upload(file), edit(message, text), remove(message), reply?(message)}`; `self` is null in a room.
   */
  constructor(message, place) {
    this.place = place;
    this.data = message;
    this.parts = new Map();
    this.textId = newId("text");
    const own = message.from === place.self;
    this.card = el("div", { class: "card" }, ...CARD.map((part) => this.part(part)));
    this.foot = el("div", { class: "foot" }, ...FOOT.map((part) => this.part(part)));
    this.replies = el("div", { class: "replies" });
    this.element = el(
      "article",
      {
        class: `message ${message.from === "bot" ? "from-bot" : own ? "own" : "from-person"}`,
        "data-message": message.id, "data-from": message.from, tabindex: "-1",
      },
      author(message, place), this.card, this.foot, place.reply ? this.replies : null,
    );
    this.label();
  }

  get at() {
    return Date.parse(this.data.at);
  }

  /** Take a newer version; an older one, or the same again, changes nothing. */
  revise(message) {
    if (message.seq <= this.data.seq) return;
    const before = this.data;
    this.data = message;
    for (const part of [...CARD, ...FOOT]) {
      if (JSON.stringify(part.of(shown(before))) !== JSON.stringify(part.of(shown(message)))) this.redraw(part);
    }
    this.label();
  }

  label() {
    this.element.dataset.state = this.data.state;
    if (this.data.lang) this.element.lang = this.data.lang;
    this.card.hidden = CARD.every((part) => this.parts.get(part).nodeType === Node.TEXT_NODE);
  }

  part(part) {
    const node = part.draw(shown(this.data), this) ?? document.createTextNode("");
    this.parts.set(part, node);
    return node;
  }

  /** Draw a part again. When the focus stood in it, the message itself takes it: Tab then goes on from here. */
  redraw(part) {
    const old = this.parts.get(part);
    const held = old.contains(document.activeElement);
    old.replaceWith(this.part(part));
    if (held) this.element.focus({ preventScroll: true });
  }

  jump() {
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
  }
}

/** Of a withdrawn message nothing is left but that it was there. */
function shown(message) {
  const { id, at, from, state } = message;
  return state === "withdrawn" ? { id, at, from, state } : message;
}

function author({ from }, { nameOf, self }) {
  return el("p", { class: self === null ? "author" : "author unseen" }, el("bdi", {}, nameOf(from)));
}

const CARD = [
  { of: (message) => message.title, draw: drawTitle },
  { of: (message) => [message.text, message.state === "withdrawn"], draw: drawText },
  { of: (message) => message.help, draw: drawHelp },
  { of: (message) => message.image, draw: drawImage },
  { of: (message) => message.files ?? [], draw: drawFiles },
  { of: (message) => message.link, draw: drawLink },
  { of: (message) => message.readers, draw: drawReaders },
  { of: (message) => [message.choices ?? [], message.many ?? false, message.form], draw: drawActs },
  { of: (message) => [message.chosen ?? [], Boolean(message.choices?.length)], draw: drawChosen },
];

const FOOT = [
  { of: (message) => message.at, draw: drawTime },
  { of: (message) => message.state === "revised", draw: drawMark },
  { of: (message) => message.state === "withdrawn", draw: drawOwn },
];

function drawTitle({ title }) {
  if (!title) return null;
  const [line] = blocks(title.replace(/\s+/g, " "), false);
  return el("h4", { class: "title", dir: "auto" }, ...(line?.childNodes ?? []));
}

function drawText({ text, state, from }, { textId }) {
  if (state === "withdrawn") return says(el("p", { class: "withdrawn", id: textId }), "withdrawn");
  if (text && from !== "bot") return el("div", { class: "text literal", id: textId, dir: "auto" }, text);
  return text ? el("div", { class: "text", id: textId }, ...blocks(text)) : null;
}

function drawHelp({ help }) {
  return help ? el("div", { class: "help" }, ...blocks(help)) : null;
}

function drawImage({ image }, { place }) {
  if (!image) return null;
  const { id, alt } = typeof image === "string" ? { id: image } : image;
  const picture = el("img", { src: place.fileAddress(id), class: "picture", alt });
  return alt === undefined ? worded(picture, (text) => { picture.alt = text.picture; }) : picture;
}

function drawFiles({ files }, { place }) {
  if (!files?.length) return null;
  return el("ul", { class: "attachments" }, ...files.map((file) => el("li", {}, ...fileLine(file, place))));
}

function fileLine({ id, name, type, size }, { fileAddress }) {
  const address = fileAddress(id);
  const link = el("a", { href: address, target: "_blank", rel: "noopener", class: "name" }, el("bdi", {}, name));
  const preview = /^image\/(png|jpeg)$/.test(type ?? "") ? el("img", { src: address, alt: "", class: "thumb", loading: "lazy" }) : icon("page");
  return [preview, link, size ? sizeInWords(size) : null];
}

function sizeInWords(bytes) {
  const [amount, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), "kB"] : [Math.round(bytes / 1e5) / 10, "MB"];
  return worded(el("span", { class: "quiet" }), (_, note) => { note.textContent = `${amount.toLocaleString(locale())} ${unit}`; });
}

function drawLink({ link }) {
  if (!link || !/^https?:\/\//.test(link.url)) return null;
  const newTab = says(el("span", { class: "unseen" }), "newTab");
  return el("p", {}, el("a", { href: link.url, target: "_blank", rel: "noopener noreferrer" }, link.label), " ", newTab);
}

function drawReaders({ readers }) {
  if (!readers) return null;
  const who = says(el("span", { class: "unseen" }), "readersAre");
  return el("p", { class: "readers" }, icon("eye"), el("span", {}, who, " ", el("bdi", {}, readers)));
}

/** What was chosen stays to be seen when the buttons have gone. */
function drawChosen({ chosen, choices }) {
  if (!chosen?.length || choices?.length) return null;
  return el("p", { class: "chosen" }, says(el("span", {}), "chosen"), " ", el("bdi", {}, chosen.join(", ")));
}

function drawActs(message, { place, textId }) {
  if (message.form) return new Form(message, place).element;
  return message.choices?.length ? choices(message, place, textId) : null;
}

function drawTime({ at }, { place }) {
  return worded(el("time", { datetime: at }), (_, time) => { time.textContent = timeInWords(new Date(at), place.zone); });
}

function drawMark({ state }) {
  return state === "revised" ? says(el("span", { class: "mark" }), "changed") : null;
}

function drawOwn(message, whole) {
  if (message.state === "withdrawn") return null;
  if (message.from === whole.place.self) return ownButtons(whole);
  return whole.place.reply ? replyButton(whole) : null;
}

function replyButton(whole) {
  if (whole.data.thread) return null;
  const attributes = { type: "button", class: "plain small", "aria-describedby": whole.textId, "data-testid": "reply" };
  return says(el("button", { ...attributes, onclick: () => whole.place.reply(whole) }), "reply");
}
