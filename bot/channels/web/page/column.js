// One column: whose it is, what was said, and where to write. A person's column and a room's differ only in what they are
// given here.
import * as api from "./api.js";
import { Attempt } from "./attempt.js";
import { Complaint } from "./complaint.js";
import { Composer, Senders } from "./composer.js";
import { el, icon, newId } from "./dom.js";
import { says, sentence, worded } from "./language.js";
import { Log } from "./log.js";

class Column {
  constructor({ kind, id, name, groups, role, log, close }) {
    Object.assign(this, { kind, id, name, groups, log });
    this.attempt = new Attempt();
    this.complaint = new Complaint();
    this.heading = el("h2", { id: newId("column") }, el("bdi", {}, name));
    const shut = el("button", { type: "button", class: "plain small shut", onclick: close }, icon("cross"));
    shut.append(says(el("span", { class: "unseen" }), "closeColumn", { name }));
    this.element = el(
      "section",
      { class: `column ${kind}`, [`data-${kind}`]: id, "aria-labelledby": this.heading.id, id: newId("panel"), hidden: true },
      el("header", { class: "column-head" }, el("div", {}, this.heading, worded(el("p", { class: "quiet" }), role)), shut),
      el("div", { class: "log-frame" }, log.element, log.below),
      this.complaint.element,
    );
  }

  /** Put the place to write below the messages, and before them a way to it that passes by all their buttons. */
  write(composer) {
    this.composer = composer;
    this.element.append(composer.element);
    const skip = says(el("a", { class: "skip", href: `#${composer.box.id}`, "data-testid": "skip-to-writing" }), "skipToWriting");
    this.element.prepend(skip);
  }

  get shown() {
    return !this.element.hidden;
  }

  /** Read on; what goes wrong is shown here, and a later reading on clears it. */
  async catchUp() {
    try {
      await this.log.catchUp();
      this.complaint.clear();
    } catch (refusal) {
      this.complaint.show(refusal);
    }
  }

  /** Press or submit something in a message, as this person; what comes of it stands at the end. */
  async act(person, message, action, values) {
    const id = this.attempt.idFor(person, message, action, values);
    await this.done(api.act(person, { id, message, action, values }));
    this.attempt.done();
    this.log.toEnd();
  }

  /** Wait for the server to have something; without a live line, read on to see what came of it. */
  async done(asked) {
    const answer = await asked;
    if (this.log.behind) this.catchUp();
    return answer;
  }

  /** Show a message where it stands; it may not have been read yet. */
  async jump(message) {
    this.log.atEnd = false;
    if (!this.log.messages.has(message)) await this.catchUp();
    this.log.messages.get(message)?.jump();
  }
}

export class PersonColumn extends Column {
  constructor(person, { zone, nameOf, close, several }) {
    const { id, name } = person;
    const upload = (file) => api.upload(id, file);
    const place = {
      zone, nameOf, upload, self: id,
      fileAddress: (file) => api.fileAddress(id, file),
      act: (...what) => this.act(id, ...what),
      edit: (...what) => this.done(api.edit(id, ...what)),
      remove: (message) => this.done(api.remove(id, message)),
    };
    const log = new Log({ name, place, read: (after) => api.personMessages(id, after), empty: hintFor(person.roles) });
    super({ kind: "person", id, name, groups: person.groups.map((group) => group.id), role: rolesOf(person, several), log, close });
    const send = (message) => this.done(api.say(id, message));
    this.write(new Composer({ label: { key: "messageToBot", values: { name } }, send, upload }));
  }
}

/** A room: anyone who is open may write in it, also under a message. */
export class RoomColumn extends Column {
  constructor(room, { zone, nameOf, close, group }) {
    const { id, name } = room;
    const place = {
      zone, nameOf, self: null,
      fileAddress: (file) => api.fileAddress(this.senders.chosen, file),
      upload: (file) => api.upload(this.senders.chosen, file),
      act: (...what) => this.act(this.senders.chosen, ...what),
      reply: (message) => this.reply(message),
    };
    const log = new Log({ name, place, read: (after) => api.roomMessages(id, after), empty: "emptyRoom" });
    super({ kind: "room", id, name, groups: [room.group], role: (text, line) => line.replaceChildren(roomRole(text, group, name)), log, close });
    this.people = [];
    this.replying = null;
    this.senders = new Senders([]);
    const send = (message, from) => this.done(api.post(id, { ...message, from }));
    this.write(new Composer({ label: { key: "messageInRoom", values: { name } }, send, senders: this.senders }));
  }

  /** Offer these people to write as, also in a reply that is being written. */
  offer(people) {
    this.people = people;
    this.senders.offer(people);
    this.replying?.senders.offer(people);
  }

  /** Open a place to write under a message; leaving it gives the focus back to where it was opened. */
  reply(root) {
    this.replying?.leave();
    const back = document.activeElement;
    const leave = () => {
      this.replying.element.remove();
      this.replying = null;
      back.focus();
    };
    const senders = new Senders(this.people, this.senders.chosen);
    const send = async (message, from) => {
      await this.done(api.post(this.id, { ...message, from, thread: root.data.id }));
      leave();
    };
    this.replying = new Composer({ label: { key: "replyInRoom", values: { name: this.name } }, send, senders, leave });
    root.element.append(this.replying.element);
    this.replying.box.focus();
  }
}

/** What somebody without messages can do, by the first of these roles that she has. */
const HINTS = { member: "emptyPerson", participant: "emptyPerson", lead: "emptyLead", facilitator: "emptyFacilitator", admin: "emptyAdmin" };
const hintFor = (roles) => HINTS[Object.keys(HINTS).find((role) => roles.includes(role))] ?? "emptyPerson";

/** "teamlid · Team Vergunningen", a line for each group; where all are in the same group only what somebody is. */
function rolesOf({ roles, groups }, several) {
  return (text, line) => {
    const role = (id, ...where) => el("span", { class: "role" }, text[`role_${id}`] ?? id, ...where);
    const inGroups = several ? groups.map((group) => role(group.role, " · ", el("bdi", {}, group.name))) : [];
    const others = roles.filter((id) => !several || !groups.some((group) => group.role === id));
    line.replaceChildren(...inGroups, ...others.map((id) => role(id)));
  };
}

/** A room that is called like its group does not need the name twice. */
const roomRole = (text, group, name) => (group && group !== name ? sentence(text.roomRole, { group }) : text.roomRoleAlone);
