// The buttons under a question, and tick boxes where more than one answer is welcome. Each carries its number, because
// whatever can be pressed here can be typed as well.
import { Complaint } from "./complaint.js";
import { el, newId } from "./dom.js";
import { named, says } from "./language.js";

export function choices(message, place, textId) {
  const complaint = new Complaint();
  const act = (action, values) => once(group, complaint, () => place.act(message.id, action, values));
  const group = message.many ? tickBoxes(message, act) : buttons(message, act);
  const whole = el("div", { class: "acts", role: "group" }, group, complaint.element);
  if (message.text) whole.setAttribute("aria-labelledby", textId);
  else named(whole, "choices");
  return whole;
}

/** Let one act through at a time; a second press while the first is on its way does nothing. */
export async function once(group, complaint, act) {
  if (group.getAttribute("aria-busy") === "true") return;
  group.setAttribute("aria-busy", "true");
  complaint.clear();
  try {
    await act();
  } catch (refusal) {
    complaint.show(refusal);
  } finally {
    group.removeAttribute("aria-busy");
  }
}

function buttons(message, act) {
  const drawn = message.choices.map((choice, at) =>
    el("button", { type: "button", class: "choice", "data-action": choice.id, onclick: () => act(choice.id) }, ...numbered(choice, at + 1)),
  );
  return el("div", { class: "choices" }, ...drawn);
}

/** A scale already is its own number; under one's own answers the words themselves can be typed, with the answer's number. */
function numbered({ id, label }, number) {
  const words = el("span", { class: "label", dir: "auto" }, label);
  return /^-?\d/.test(label) || /^a\d/.test(id) ? [words] : [el("span", { class: "number" }, String(number)), " ", words];
}

function tickBoxes(message, act) {
  const boxes = message.choices.map((choice) => el("input", { type: "checkbox", id: newId("tick"), value: choice.id, "data-action": choice.id }));
  const lines = message.choices.map((choice, at) => el("label", { class: "pick", for: boxes[at].id }, boxes[at], ...numbered(choice, at + 1)));
  const send = says(el("button", { type: "submit", class: "main", "data-action": "many" }), "sendChoice");
  const submit = (event) => {
    event.preventDefault();
    act("many", { chosen: boxes.filter((box) => box.checked).map((box) => box.value) });
  };
  return el("form", { class: "ticks", novalidate: true, onsubmit: submit }, says(el("p", { class: "quiet" }), "chooseMany"), ...lines, send);
}
