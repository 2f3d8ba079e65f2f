// Where somebody writes. Nothing typed is lost: the text stays until the server has it, and sending the same text once
// more uses the same id, so that a retry is one message.
import { Attachments } from "./attachments.js";
import { Attempt } from "./attempt.js";
import { Complaint } from "./complaint.js";
import { el, newId } from "./dom.js";
import { says } from "./language.js";

export class Composer {
  /**
   * `label` is `{key, values}`; `send({text, id, files?}, from)` resolves when the server has it; `upload(file)` lets files
   * be added; `senders` is a Senders for a place where several people can write; `leave` is called at Escape.
   */
  constructor({ label, send, upload = null, senders = null, leave = null }) {
    this.deliver = send;
    this.senders = senders;
    this.leave = leave;
    this.complaint = new Complaint();
    this.files = upload && new Attachments({ send: upload });
    this.attempt = new Attempt();
    this.draw(label);
  }

  draw({ key, values }) {
    const field = newId("write");
    this.box = el("textarea", {
      id: field, rows: "2", dir: "auto", enterkeyhint: "send", "aria-describedby": `${field}-hint`, "data-testid": "composer",
      onkeydown: (event) => this.pressed(event),
    });
    this.button = says(el("button", { type: "submit", class: "main", "data-testid": "send" }), "send");
    this.element = el(
      "form",
      { class: "composer", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      el("div", { class: "above" }, says(el("label", { for: field }), key, values), this.senders?.element, this.files?.button, this.files?.input),
      this.files?.element,
      this.complaint.element,
      el("div", { class: "write" }, this.box, this.button, this.leave && this.leaveButton()),
      says(el("p", { class: "unseen", id: `${field}-hint` }), "sendHint"),
    );
  }

  leaveButton() {
    return says(el("button", { type: "button", onclick: () => this.leave() }), "cancel");
  }

  pressed(event) {
    // While an input method composes a character, Enter belongs to it.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.leave) {
      event.stopPropagation();
      this.leave();
    }
  }

  async send() {
    if (this.box.readOnly) return;
    this.complaint.clear();
    this.busy(true);
    try {
      if (this.files && !(await this.files.settled())) return;
      if (this.objects()) return;
      await this.deliver(this.message(), this.senders?.chosen);
      this.attempt.done();
      this.box.value = "";
      this.files?.clear();
    } catch (refusal) {
      this.complaint.show(refusal);
    } finally {
      this.busy(false);
    }
  }

  objects() {
    if (this.box.value.trim() || this.files?.ids.length) return false;
    this.complaint.tell(this.files ? "writeFirst" : "writeFirstRoom");
    this.box.focus();
    return true;
  }

  message() {
    const content = { text: this.box.value, ...(this.files?.ids.length ? { files: this.files.ids } : {}) };
    return { ...content, id: this.attempt.idFor(content, this.senders?.chosen) };
  }

  busy(underway) {
    this.box.readOnly = underway;
    this.element.setAttribute("aria-busy", underway);
  }
}

/** Chooses in whose name something is written in a room. */
export class Senders {
  constructor(people, chosen = null) {
    const field = newId("from");
    this.select = el("select", { id: field, "data-testid": "from" });
    this.element = el("div", { class: "from" }, says(el("label", { for: field }), "postAs"), this.select);
    this.offer(people, chosen);
  }

  get chosen() {
    return this.select.value;
  }

  /** Offer these people, and keep who was chosen if that person is still there. */
  offer(people, chosen = this.chosen) {
    this.select.replaceChildren(...people.map(({ id, name }) => el("option", { value: id, selected: id === chosen }, name)));
  }
}

