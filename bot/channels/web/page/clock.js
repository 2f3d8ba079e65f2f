// The clock of the demo: says in full words what time it is, and moves ahead.
import * as api from "./api.js";
import { Complaint } from "./complaint.js";
import { momentInWords } from "./dates.js";
import { says, silence, worded } from "./language.js";

const byId = (id) => document.getElementById(id);

export class Clock {
  /** `moved(events)` is told what happened on the way. */
  constructor({ now, zone }, moved) {
    this.zone = zone;
    this.moved = moved;
    this.moving = false;
    this.complaint = new Complaint(byId("clock-complaint"));
    this.set(now);
    worded(byId("now"), () => this.draw());
    byId("clock-day").addEventListener("click", () => this.ahead("P1D"));
    byId("clock-week").addEventListener("click", () => this.ahead("P7D"));
    setInterval(() => this.draw(), 1_000);
  }

  /** The demo's clock runs with real time from where it was put. */
  get now() {
    return new Date(this.base + performance.now() - this.since);
  }

  set(now) {
    this.base = Date.parse(now);
    this.since = performance.now();
    this.draw();
  }

  draw() {
    const words = momentInWords(this.now, this.zone);
    const shown = byId("now");
    if (shown.textContent === words) return;
    shown.textContent = words;
    shown.dateTime = this.now.toISOString();
  }

  async ahead(duration) {
    this.complaint.clear();
    try {
      await this.move({ advance: duration });
    } catch (refusal) {
      this.complaint.show(refusal);
    }
  }

  /** Move, and say politely that it takes place and what came of it. A second move waits for the first to be done. */
  async move(move) {
    if (this.moving) return;
    this.busy(true);
    says(byId("clock-status"), "moving");
    try {
      const { now, happened } = await api.moveClock(move);
      this.set(now);
      this.moved(happened);
      this.tell(happened.length);
    } catch (refusal) {
      silence(byId("clock-status"));
      throw refusal;
    } finally {
      this.busy(false);
    }
  }

  tell(count) {
    says(byId("clock-status"), ["happenedNone", "happenedOne"][count] ?? "happenedMany", { count });
  }

  busy(moving) {
    this.moving = moving;
    byId("clock").setAttribute("aria-busy", moving);
    for (const button of byId("clock-buttons").children) button.setAttribute("aria-disabled", moving);
  }
}
