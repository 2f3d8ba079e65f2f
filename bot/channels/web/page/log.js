// The list of messages of one person or one room: in the order of time, grouped by day, a revision in the place of what
// it revises. It stays at the newest message as long as the reader is there.
import { dayInWords, wallClock } from "./dates.js";
import { el, icon } from "./dom.js";
import { named, says, worded } from "./language.js";
import { Message } from "./message.js";

const NEAR = 48;
const MARGIN = 12;

export class Log {
  /** `read(after)` fetches messages from a place in the order; `place` is what each message needs to know, see Message. */
  constructor({ name, place, read, empty }) {
    this.place = place;
    this.read = read;
    this.messages = new Map();
    this.days = new Map();
    this.cursor = 0;
    this.behind = true;
    this.atEnd = true;
    this.empty = says(el("p", { class: "empty", hidden: true }), empty);
    this.list = el("div", { class: "list" }, this.empty);
    this.element = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-busy": "true", tabindex: "0" }, this.list);
    named(this.element, "messagesOf", { name });
    this.below = el("button", { type: "button", class: "below", hidden: true, onclick: () => this.toEnd() }, icon("down"), says(el("span"), "newBelow"));
    this.stay();
  }

  stay() {
    let before = { scrollTop: 0, scrollHeight: 0 };
    this.element.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight } = this.element;
      // Only going back leaves the end; a list that grew or shrank between the scrolling and this event does not.
      if (scrollTop > this.end - NEAR) this.atEnd = true;
      else if (scrollTop < before.scrollTop && scrollHeight === before.scrollHeight) this.atEnd = false;
      if (this.atEnd) this.below.hidden = true;
      before = { scrollTop, scrollHeight };
    });
    const follow = new ResizeObserver(() => { if (this.atEnd && !this.writing) this.toEnd(); });
    follow.observe(this.element);
    follow.observe(this.list);
  }

  /** Whether somebody fills in something that stands in the list; it stays in sight then. */
  get writing() {
    return this.list.querySelector("form :focus") !== null;
  }

  /** As far as the list goes, but never past the first words of the newest message. */
  get end() {
    const { scrollHeight, clientHeight } = this.element;
    const newest = this.list.querySelector(":scope > .day:last-child > .message:last-child");
    return Math.min(scrollHeight - clientHeight, (newest?.offsetTop ?? 0) - MARGIN);
  }

  toEnd() {
    this.atEnd = true;
    this.below.hidden = true;
    this.element.scrollTop = Math.max(this.element.scrollTop, this.end);
  }

  /** Read on from the last message that is known. Only then do live messages count as read in order. */
  async catchUp() {
    this.behind = true;
    // The server gives so many at a time; nothing more says that this was all.
    for (let more = await this.read(this.cursor); more.length; more = await this.read(this.cursor)) {
      for (const message of more) this.take(message);
      this.cursor = Math.max(this.cursor, ...more.map(({ seq }) => seq));
    }
    this.behind = false;
    this.element.setAttribute("aria-busy", "false");
    this.empty.hidden = this.messages.size > 0;
  }

  /** Take one live message. While earlier ones may be missing, the place to read on from stays where it was. */
  hear(message) {
    this.take(message);
    if (!this.behind) this.cursor = Math.max(this.cursor, message.seq);
  }

  take(message) {
    const known = this.messages.get(message.id);
    if (known) known.revise(message);
    else this.add(new Message(message, this.place));
  }

  add(message) {
    this.messages.set(message.data.id, message);
    const root = this.messages.get(message.data.thread);
    insert(message, root && this.place.reply ? root.replies : this.day(message));
    this.empty.hidden = true;
    if (message.data.from === this.place.self) this.toEnd();
    else if ((!this.atEnd || this.writing) && !root) this.below.hidden = false;
  }

  /** The group of one day, put in its place among the other days. */
  day({ data }) {
    const moment = new Date(data.at);
    const { date } = wallClock(moment, this.place.zone);
    if (!this.days.has(date)) {
      const heading = worded(el("h3", { class: "day-name" }), (_, line) => { line.textContent = dayInWords(moment, this.place.zone); });
      const group = el("div", { class: "day", "data-day": date }, heading);
      const next = [...this.days.keys()].filter((other) => other > date).sort()[0];
      this.list.insertBefore(group, this.days.get(next) ?? null);
      this.days.set(date, group);
    }
    return this.days.get(date);
  }
}

/** Put a message after everything that is not later than itself. */
function insert(message, group) {
  const { at, data, element } = message;
  Object.assign(element.dataset, { at, seq: data.seq });
  const later = ({ dataset }) => dataset.at > at || (Number(dataset.at) === at && dataset.seq > data.seq);
  let before = group.lastElementChild;
  while (before?.matches("article") && later(before)) before = before.previousElementSibling;
  if (before) before.after(element);
  else group.prepend(element);
}
