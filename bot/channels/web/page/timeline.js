// What happened, day by day. The same thing to several people at the same moment is one line with their names; each name
// leads to the message. What the last move of the clock brought carries a mark.
import { dayInWords, timeInWords, wallClock } from "./dates.js";
import { el } from "./dom.js";
import { language, says, worded } from "./language.js";

export class Timeline {
  /** `jump({person?, room?, message})` shows a message; `nameOf({person?, room?})` says whose it is. */
  constructor({ zone, jump, nameOf }) {
    Object.assign(this, { zone, jump, nameOf });
    this.element = document.getElementById("days");
    this.events = new Map();
    this.cursor = 0;
    this.behind = true;
    this.fresh = new Set();
    this.waiting = null;
    this.draw();
  }

  async catchUp(read) {
    for (let more = await read(this.cursor); more.length; more = await read(this.cursor)) {
      this.take(more);
      this.cursor = Math.max(this.cursor, ...more.map(({ seq }) => seq));
    }
    this.behind = false;
  }

  hear(event) {
    this.take([event]);
  }

  /** Mark what happened on the way of a move, and nothing from before. */
  moved(events) {
    this.fresh = new Set(events.map(({ seq }) => seq));
    this.take(events);
  }

  take(events) {
    for (const event of events) this.events.set(event.seq, event);
    if (!this.behind) this.cursor = Math.max(this.cursor, ...events.map(({ seq }) => seq));
    // A week may bring dozens of events one by one: draw them together.
    this.waiting ??= requestAnimationFrame(() => { this.waiting = null; this.draw(); });
  }

  draw() {
    const days = grouped([...this.events.values()].sort((one, other) => one.seq - other.seq), this.zone);
    const drawn = days.map((day) => this.day(day));
    if (!days.length) drawn.push(says(el("p", { class: "empty" }), "timelineEmpty"));
    this.element.replaceChildren(...drawn);
    this.toNewest();
  }

  /** Bring the first thing of the last move in sight, or else the last thing of all. */
  toNewest() {
    const newest = this.element.querySelector(".fresh")?.closest(".timeline-day") ?? this.element.lastElementChild;
    const margin = this.element.firstElementChild;
    this.element.scrollTo(newest.offsetLeft - margin.offsetLeft, newest.offsetTop - margin.offsetTop);
  }

  day({ moment, lines }) {
    const heading = worded(el("h3", {}), (_, line) => { line.textContent = dayInWords(moment, this.zone); });
    return el("div", { class: "timeline-day" }, heading, el("ol", {}, ...lines.map((line) => this.line(line))));
  }

  line(events) {
    const [{ at, what, titles, seq }] = events;
    const fresh = this.fresh.has(seq);
    const time = el("time", { datetime: at }, timeInWords(new Date(at), this.zone));
    const kind = worded(el("span", { class: "what" }), (text, span) => { span.textContent = text[`event_${what}`] ?? what; });
    const names = events.filter(({ person, room }) => person || room).map((event) => this.target(event));
    return el(
      "li",
      { class: fresh ? "event fresh" : "event", "data-what": what },
      time, " ", kind, " ", worded(el("bdi", { class: "event-title" }), (_, line) => entitle(line, titles)),
      fresh ? says(el("span", { class: "unseen" }), "newEvent") : null,
      names.length ? el("span", { class: "targets" }, ...names) : null,
    );
  }

  target(event) {
    const name = el("bdi", {}, this.nameOf(event));
    if (!event.message) return el("span", { class: "target" }, name);
    const purpose = el("span", { class: "unseen" }, ", ", says(el("span"), "jumpTo"));
    return el("button", { type: "button", class: "plain link target", "data-jump": event.message, onclick: () => this.jump(event) }, name, purpose);
  }
}

/** A title in the language of the page, or in Dutch where it has no other. */
function entitle(line, titles) {
  line.lang = language() in titles ? language() : "nl";
  line.textContent = titles[line.lang] ?? "";
}

/** Days in order, each with its lines; a line is one or more events that differ only in whom they reached. */
function grouped(events, zone) {
  const days = new Map();
  for (const event of events) {
    const moment = new Date(event.at);
    const { date, time } = wallClock(moment, zone);
    if (!days.has(date)) days.set(date, { moment, lines: new Map() });
    const alike = JSON.stringify([time, event.what, event.titles]);
    const { lines } = days.get(date);
    lines.set(alike, [...(lines.get(alike) ?? []), event]);
  }
  return [...days.values()].map(({ moment, lines }) => ({ moment, lines: [...lines.values()] }));
}
