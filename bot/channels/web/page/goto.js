// The dialog to put the clock at a moment: the next Thursday at two, or a date.
import { Complaint } from "./complaint.js";
import { momentInWords, momentOf, nextWeekday, timeFrom, wallClock, weekdayInWords } from "./dates.js";
import { el } from "./dom.js";
import { words, worded } from "./language.js";

const THURSDAY = 3;
const byId = (id) => document.getElementById(id);

export class GoTo {
  constructor(clock) {
    this.clock = clock;
    this.dialog = byId("goto");
    this.form = byId("goto-form");
    this.complaint = new Complaint(byId("goto-complaint"));
    this.offerWeekdays();
    worded(byId("goto-preview"), (_, line) => this.preview(line));
    byId("clock-goto").addEventListener("click", () => this.open());
    byId("goto-cancel").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => byId("clock-goto").focus());
    this.form.addEventListener("input", (event) => this.changed(event.target.id));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.go(); });
  }

  offerWeekdays() {
    const options = [0, 1, 2, 3, 4, 5, 6].map((day) =>
      worded(el("option", { value: day, selected: day === THURSDAY }), (_, option) => { option.textContent = weekdayInWords(day); }),
    );
    byId("goto-weekday").append(...options);
  }

  open() {
    if (this.clock.moving) return;
    this.complaint.clear();
    byId("goto-date").value = wallClock(this.clock.now, this.clock.zone).date;
    this.preview(byId("goto-preview"));
    this.dialog.showModal();
  }

  /** Touching a day of the week or a date also chooses between the two. */
  changed(field) {
    const way = { "goto-weekday": "weekday", "goto-date": "date" }[field];
    if (way) this.form.elements.way.value = way;
    this.complaint.clear();
    this.preview(byId("goto-preview"));
  }

  get chosen() {
    const { now, zone } = this.clock;
    const time = timeFrom(byId("goto-time").value);
    if (this.form.elements.way.value === "date") return momentOf(byId("goto-date").value, time, zone);
    return nextWeekday(now, Number(byId("goto-weekday").value), time, zone);
  }

  preview(line) {
    line.textContent = this.chosen ? words().goToPreview.replace("{moment}", momentInWords(this.chosen, this.clock.zone)) : "";
  }

  async go() {
    const moment = this.chosen;
    this.complaint.clear();
    if (!moment) {
      this.complaint.tell("goToUnclear");
      return;
    }
    try {
      await this.clock.move({ to: moment.toISOString() });
      this.dialog.close();
    } catch (refusal) {
      this.complaint.show(refusal);
    }
  }
}
