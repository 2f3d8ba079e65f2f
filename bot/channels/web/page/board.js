// Which columns are open, and which of them is in sight: side by side where there is room, one at a time where there is not.
// The choice is kept for the next visit.
import { el } from "./dom.js";
import { says } from "./language.js";
import { keep, kept } from "./memory.js";
import { count, Tabs, Toggles } from "./people.js";

const WIDE = matchMedia("(min-width: 58rem)");

export class Board {
  constructor(persons, rooms, byDefault) {
    this.columns = [...persons, ...rooms];
    this.rooms = rooms;
    this.fresh = new Map();
    this.open = new Set(this.remembered() ?? byDefault);
    this.front = [...this.open][0] ?? null;
    this.toggles = new Toggles(this.columns, (column, open) => (open ? this.show(column) : this.close(column)));
    this.tabs = new Tabs(document.getElementById("tabs"), (column) => this.show(column));
    this.nobody = says(el("p", { class: "empty" }), "nobodyOpen");
    document.getElementById("toggles").append(this.toggles.element);
    document.getElementById("columns").append(this.nobody, ...persons.map(({ element }) => element));
    document.getElementById("rooms").append(...rooms.map(({ element }) => element));
    WIDE.addEventListener("change", () => this.draw());
    this.draw();
  }

  /** The columns of the last visit, as far as they are still there. */
  remembered() {
    const names = kept("open") ?? [];
    const columns = this.columns.filter(({ kind, id }) => names.includes(`${kind}/${id}`));
    return columns.length ? columns : null;
  }

  /** Open a column and bring it to the front. Beside the people stands one room at a time. */
  show(column) {
    if (column.kind === "room") for (const room of this.rooms) this.open.delete(room);
    this.open.add(column);
    this.front = column;
    this.draw();
    if (WIDE.matches) column.element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Close a column; the focus goes to its tick box, from where it can be opened again. */
  close(column) {
    this.open.delete(column);
    if (this.front === column) this.front = this.inOrder()[0] ?? null;
    this.draw();
    if (WIDE.matches) this.toggles.focus(column);
    else this.tabs.focus(this.front);
  }

  inOrder() {
    return this.columns.filter((column) => this.open.has(column));
  }

  draw() {
    const wide = WIDE.matches;
    const people = document.getElementById("people");
    if (people.dataset.wide !== String(wide)) people.open = wide;
    people.dataset.wide = wide;
    for (const column of this.columns) this.place(column, wide);
    this.nobody.hidden = this.columns.some((column) => column.shown && (!wide || column.kind === "person"));
    this.toggles.show((column) => this.open.has(column));
    this.tabs.element.hidden = wide || this.open.size === 0;
    this.tabs.show(this.inOrder(), this.front);
    for (const room of this.rooms) room.offer(this.writers(room));
    this.count();
    keep("open", [...this.open].map(({ kind, id }) => `${kind}/${id}`));
  }

  place(column, wide) {
    const shown = this.open.has(column) && (wide || column === this.front);
    const { element } = column;
    element.hidden = !shown;
    if (wide) element.removeAttribute("role");
    else element.setAttribute("role", "tabpanel");
    element.setAttribute("aria-labelledby", wide ? column.heading.id : `${element.id}-tab`);
    if (!shown) return;
    this.fresh.delete(column);
    if (column.log.behind) column.catchUp();
  }

  /** Who can write in a room: those of its group who are open; when none of them is, all of them. */
  writers({ groups: [group] }) {
    const ofGroup = this.columns.filter(({ kind, groups }) => kind === "person" && groups.includes(group));
    const open = ofGroup.filter((column) => this.open.has(column));
    return open.length ? open : ofGroup;
  }

  /** A live message: to its column, or to the count of a column that is not in sight. */
  hear(column, message) {
    column.log.hear(message);
    if (column.shown || message.from === column.id || message.state !== "sent") return;
    this.fresh.set(column, (this.fresh.get(column) ?? 0) + 1);
    this.count();
  }

  count() {
    for (const column of this.columns) {
      const fresh = this.fresh.get(column) ?? 0;
      count(this.toggles.boxes.get(column).badge, fresh);
      const tab = this.tabs.tabs.get(column);
      if (tab) count(tab.badge, fresh);
    }
  }
}
