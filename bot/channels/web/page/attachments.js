// Adds files to a message or to a form: chosen, checked, sent to the server at once, and taken away again.
import { Complaint } from "./complaint.js";
import { el, icon, newId } from "./dom.js";
import { says } from "./language.js";

const KINDS = /\.(png|jpe?g|pdf)$/i;
const ACCEPT = ".png,.jpg,.jpeg,.pdf,image/png,image/jpeg,application/pdf";
const LARGEST = 10 * 1024 * 1024;

export class Attachments {
  /** `send(file)` uploads and gives `{id}`; with `many` false a new file takes the place of the old one. */
  constructor({ send, many = true, labelledBy = null }) {
    this.send = send;
    this.many = many;
    this.held = [];
    this.uploads = new Set();
    this.complaint = new Complaint();
    this.input = el("input", {
      type: "file", accept: ACCEPT, multiple: many, class: "unseen", tabindex: "-1", "aria-hidden": "true", "data-testid": "file-input",
      onchange: () => this.take([...this.input.files]),
    });
    const caption = says(el("span", { id: newId("caption") }), "addFile");
    this.button = el(
      "button",
      {
        type: "button", class: "attach", "data-testid": "attach", onclick: () => this.input.click(),
        "aria-labelledby": labelledBy ? `${caption.id} ${labelledBy}` : null,
      },
      icon("clip"), caption,
    );
    this.list = el("ul", { class: "attachments", hidden: true });
    this.element = el("div", { class: "attached" }, this.list, this.complaint.element);
  }

  get ids() {
    return this.held.map((one) => one.id);
  }

  get underway() {
    return this.held.some((one) => one.id === null);
  }

  /** Resolves when nothing is on its way any more: to whether all that is on its way now has come there. */
  async settled() {
    return (await Promise.all(this.uploads)).every(Boolean);
  }

  clear() {
    this.held = [];
    this.complaint.clear();
    this.redraw();
  }

  take(files) {
    this.input.value = "";
    this.complaint.clear();
    for (const file of files) {
      const objection = objectionTo(file);
      if (objection) this.complaint.tell(objection, { name: file.name });
      else this.start(this.bring(file));
    }
  }

  start(upload) {
    this.uploads.add(upload);
    upload.finally(() => this.uploads.delete(upload));
  }

  /** Send a file to the server; resolves to whether it came there. */
  async bring(file) {
    const one = { id: null, name: file.name };
    this.held = this.many ? [...this.held, one] : [one];
    this.redraw();
    try {
      one.id = (await this.send(file)).id;
    } catch (refusal) {
      this.held = this.held.filter((other) => other !== one);
      this.complaint.show(refusal);
    }
    this.redraw();
    return one.id !== null;
  }

  redraw() {
    this.list.hidden = this.held.length === 0;
    this.list.replaceChildren(...this.held.map((one) => this.line(one)));
  }

  line(one) {
    const drop = el("button", { type: "button", class: "plain small", onclick: () => this.drop(one) }, icon("cross"));
    drop.append(says(el("span", { class: "unseen" }), "dropFile", { name: one.name }));
    const status = one.id === null ? says(el("span", { class: "quiet" }), "uploading") : null;
    return el("li", {}, icon("page"), el("bdi", { class: "name" }, one.name), status, drop);
  }

  drop(one) {
    this.held = this.held.filter((other) => other !== one);
    this.redraw();
    this.button.focus();
  }
}

function objectionTo(file) {
  if (!KINDS.test(file.name)) return "fileKind";
  return file.size > LARGEST ? "fileSize" : null;
}
