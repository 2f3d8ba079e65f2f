// A form in a message, as the NL Design System advises: label above, help under it, errors in words, and a summary on top
// that leads to each field. What was filled in stays until the server has it.
import { once } from "./choices.js";
import { Complaint } from "./complaint.js";
import { el, icon, newId } from "./dom.js";
import { field } from "./fields.js";
import { says, silence } from "./language.js";

export class Form {
  constructor({ id, title, form }, place) {
    this.message = id;
    this.form = form;
    this.place = place;
    this.fields = form.fields.map((asked) => field(asked, place));
    this.complaint = new Complaint();
    this.summary = el("div", { class: "complaint summary", role: "group", tabindex: "-1" });
    const heading = form.title && form.title !== title ? el("h5", { class: "form-title", id: newId("form"), dir: "auto" }, form.title) : null;
    const send = el("button", { type: "submit", class: "main", "data-action": form.id, dir: "auto" });
    const { instead } = form;
    const other = instead && el("button", { type: "button", class: "plain", "data-action": instead.id, dir: "auto", onclick: () => this.send(instead.id) }, instead.label);
    this.element = el(
      "form",
      { class: "acts form", novalidate: true, "aria-labelledby": heading?.id, onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      heading, this.summary, ...this.fields.map(({ element }) => element), this.complaint.element, el("div", { class: "buttons" }, send, other),
    );
    if (form.submit) send.append(form.submit);
    else says(send, "send");
  }

  async submit() {
    this.complaint.clear();
    const unfinished = this.fields.filter((each) => each.check());
    this.summarise(unfinished);
    if (unfinished.length) return;
    await this.send(this.form.id);
  }

  /** Send what was filled in: as a whole, or as far as it came, to go on one question at a time. */
  async send(action) {
    const values = Object.fromEntries(this.fields.map(({ id, value }) => [id, value()]).filter(([, value]) => value !== null));
    await once(this.element, this.complaint, () => this.place.act(this.message, action, values));
  }

  summarise(unfinished) {
    silence(this.summary);
    this.summary.removeAttribute("aria-labelledby");
    if (!unfinished.length) return;
    const title = says(el("p", { class: "summary-title", id: newId("summary") }), "formUnfinished");
    const lines = unfinished.map((each) => el("li", {}, this.lead(each)));
    this.summary.append(icon("notice"), el("div", {}, title, el("ul", {}, ...lines)));
    this.summary.setAttribute("aria-labelledby", title.id);
    this.summary.focus();
  }

  lead({ label, problem, focus }) {
    const objection = says(el("span"), problem.key, problem.values);
    return el("button", { type: "button", class: "plain link", onclick: focus }, el("bdi", {}, label), " – ", objection);
  }
}
