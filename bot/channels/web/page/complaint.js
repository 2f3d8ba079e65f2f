// Shows what went wrong, in words, at the place where it arose.
import { el, icon } from "./dom.js";
import { says, silence, words } from "./language.js";

export class Complaint {
  /** Use an element of the page, or make one. It is there before it speaks, so that it is read out when it does. */
  constructor(element = el("div", { class: "complaint", role: "alert" })) {
    this.element = element;
  }

  /** Show a refusal of the server; anything else is a mistake of ours and is worded as such. */
  show(refusal) {
    this.clear();
    const { error, mend } = refusal.error ? refusal : { error: words().unexpected, mend: words().unexpectedMend };
    if (!refusal.error) console.error(refusal);
    this.element.append(icon("notice"), el("p", {}, el("strong", { dir: "auto" }, error), mend ? ` ${mend}` : null));
  }

  /** Show one of the page's own texts. */
  tell(key, values = {}) {
    this.clear();
    this.element.append(icon("notice"), says(el("p"), key, values));
  }

  clear() {
    silence(this.element);
  }
}
