// The bar that says who is open: a tick box for each person and room, and on narrow screens tabs for those who are open.
import { el, newId } from "./dom.js";
import { named, says } from "./language.js";

/** A tick box for each column; `change(column, open)` is told what was ticked. */
export class Toggles {
  constructor(columns, change) {
    this.boxes = new Map();
    const legend = says(el("legend", { class: "unseen" }), "whoIsShown");
    this.element = el("fieldset", { class: "toggles" }, legend, ...columns.map((column) => this.toggle(column, change)));
  }

  toggle(column, change) {
    const box = el("input", { type: "checkbox", id: newId("toggle"), "data-toggle": column.id, onchange: () => change(column, box.checked) });
    const badge = el("span", { class: "badge", hidden: true });
    this.boxes.set(column, { box, badge });
    return el("label", { class: `toggle ${column.kind}`, for: box.id }, box, el("bdi", {}, column.name), badge);
  }

  show(isOpen) {
    for (const [column, { box }] of this.boxes) box.checked = isOpen(column);
  }

  focus(column) {
    this.boxes.get(column).box.focus();
  }
}

/** Tabs as the ARIA pattern has them: one stop for Tab, arrows between them. */
export class Tabs {
  constructor(element, choose) {
    this.element = element;
    this.choose = choose;
    this.tabs = new Map();
    element.setAttribute("role", "tablist");
    named(element, "tabs");
    element.addEventListener("keydown", (event) => this.pressed(event));
  }

  show(columns, chosen) {
    const held = this.element.contains(document.activeElement);
    this.tabs = new Map(columns.map((column) => [column, this.tab(column, column === chosen)]));
    this.element.replaceChildren(...[...this.tabs.values()].map(({ tab }) => tab));
    if (held) this.focus(chosen);
  }

  tab(column, chosen) {
    const badge = el("span", { class: "badge", hidden: true });
    const attributes = { type: "button", role: "tab", id: `${column.element.id}-tab`, "aria-controls": column.element.id };
    const tab = el(
      "button",
      { ...attributes, "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", "data-tab": column.id, onclick: () => this.choose(column) },
      el("bdi", {}, column.name), badge,
    );
    return { tab, badge };
  }

  focus(column) {
    this.tabs.get(column)?.tab.focus();
  }

  pressed(event) {
    const columns = [...this.tabs.keys()];
    const at = columns.findIndex((column) => this.tabs.get(column).tab === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: columns.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = columns[(to + columns.length) % columns.length];
    this.choose(next);
    this.focus(next);
  }
}

/** Say on a badge how many messages came in where nobody looked. */
export function count(badge, fresh) {
  badge.hidden = fresh === 0;
  badge.replaceChildren();
  if (fresh) badge.append(el("span", { "aria-hidden": "true" }, String(fresh)), says(el("span", { class: "unseen" }), "fresh", { count: fresh }));
}
