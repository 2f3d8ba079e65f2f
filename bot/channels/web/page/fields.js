// The fields of a form, one kind each. A field is `{id, label, element, value(), check(), problem, focus()}`; `check` says whether
// something is still to be done, and shows it under the label.
import { Attachments } from "./attachments.js";
import { el, icon, newId } from "./dom.js";
import { says, silence } from "./language.js";
import { blocks } from "./markdown.js";

export function field(asked, place) {
  if (asked.kind === "info") return told(asked);
  const ids = { label: newId("label"), control: newId("field"), help: newId("help"), error: newId("error") };
  const kind = kindOf(asked, ids, place);
  const error = el("p", { class: "field-error", id: ids.error });
  const made = { id: asked.id, label: asked.label, value: kind.value, focus: kind.focus, problem: null };
  made.element = frame(asked, ids, kind, error);
  made.check = () => {
    made.problem = objection(asked, kind);
    show(made.problem, error, kind.invalid);
    return made.problem !== null;
  };
  return made;
}

/** What only tells, between the fields: there is nothing to fill in. */
function told({ id, label }) {
  return { id, label, element: el("div", { class: "told", dir: "auto", "data-field": id }, ...blocks(label)), value: () => null, check: () => false };
}

function kindOf(asked, ids, place) {
  switch (asked.kind) {
    case "scale":
    case "choice": return oneOf(asked.options.map(({ id, label }) => [id, literal(label)]));
    case "yesno": return oneOf(yesNo(asked));
    case "multi": return someOf(asked.options.map(({ id, label }) => [id, literal(label)]), asked.max);
    case "person": return fromList(ids, asked.options);
    case "number": return number(ids, asked);
    case "date": return line(ids, "text");
    case "file": return file(ids, place);
    default: return text(ids, asked.max);
  }
}

/** Label, help, error and control in that order; a set of options stands in a fieldset, whose legend is the label. */
function frame(asked, ids, kind, error) {
  const optional = asked.required ? null : says(el("span", { class: "quiet" }), "mayBeEmpty");
  const name = [el("span", { id: ids.label, dir: "auto" }, asked.label), " ", optional];
  const help = asked.help ? el("p", { class: "help", id: ids.help, dir: "auto" }, asked.help) : null;
  const described = help ? `${ids.help} ${ids.error}` : ids.error;
  kind.control?.setAttribute("aria-describedby", described);
  return kind.control
    ? el("div", { class: "field", "data-field": asked.id }, el("label", { for: ids.control }, ...name), help, error, ...kind.lines)
    : el("fieldset", { class: "field", "aria-describedby": described, "data-field": asked.id }, el("legend", {}, ...name), help, error, ...kind.lines);
}

function objection(asked, kind) {
  if (kind.underway?.()) return { key: "fieldUploading" };
  const value = kind.value();
  if (value === null) return asked.required ? { key: kind.missing } : null;
  if (kind.outside?.(value)) return { key: "fieldOutside", values: { least: asked.least, most: asked.most } };
  if (!kind.max || value.length <= kind.max) return null;
  return { key: kind.tooMany, values: { count: value.length, max: kind.max } };
}

function show(problem, error, invalid) {
  silence(error);
  for (const control of invalid) control.setAttribute("aria-invalid", problem !== null);
  if (!problem) return;
  error.append(icon("notice"), says(el("span"), problem.key, problem.values));
}

function text({ control }, max) {
  const box = el("textarea", { id: control, rows: "3", dir: "auto" });
  return {
    lines: [box], control: box, invalid: [box], max, missing: "fieldEmpty", tooMany: "fieldLong",
    value: () => box.value.trim() || null, focus: () => box.focus(),
  };
}

/** One line of text: a day or a number is typed, as one would say it. */
function line({ control }, mode) {
  const box = el("input", { type: "text", id: control, inputmode: mode, autocomplete: "off", dir: "auto" });
  return {
    lines: [box], control: box, invalid: [box], missing: "fieldEmpty",
    value: () => box.value.trim() || null, focus: () => box.focus(),
  };
}

/** Figures are looked at here; a number in words is for the server. */
function number(ids, { least, most }) {
  const outside = (value) => /^-?\d+([.,]\d+)?$/.test(value) && (Number(value.replace(",", ".")) < least || Number(value.replace(",", ".")) > most);
  return { ...line(ids, "decimal"), outside };
}

function fromList({ control }, options) {
  const nobody = says(el("option", { value: "" }), "nobodyChosen");
  const list = el("select", { id: control }, nobody, ...options.map(({ id, label }) => el("option", { value: id }, label)));
  return {
    lines: [list], control: list, invalid: [list], missing: "fieldUnchosen",
    value: () => list.value || null, focus: () => list.focus(),
  };
}

function oneOf(options) {
  const { boxes, lines } = picks("radio", options);
  return {
    lines, invalid: [], missing: "fieldUnchosen",
    value: () => boxes.find((box) => box.checked)?.value ?? null, focus: () => boxes[0].focus(),
  };
}

function someOf(options, max) {
  const { boxes, lines } = picks("checkbox", options);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    lines, invalid: boxes, max, missing: "fieldUnchosen", tooMany: "fieldMany",
    value: () => (chosen().length ? chosen() : null), focus: () => boxes[0].focus(),
  };
}

function picks(type, options) {
  const name = newId("options");
  const boxes = options.map(([value]) => el("input", { type, name, id: newId("option"), value }));
  const lines = options.map(([, words], at) => el("label", { class: "pick", for: boxes[at].id }, boxes[at], words));
  return { boxes, lines };
}

const literal = (label) => el("span", { dir: "auto" }, label);

function yesNo({ options }) {
  if (options?.length) return options.map(({ id, label }) => [id, literal(label)]);
  return ["yes", "no"].map((answer) => [answer, says(el("span"), answer)]);
}

function file(ids, place) {
  const files = new Attachments({ send: place.upload, many: false, labelledBy: ids.label });
  files.button.id = ids.control;
  const allowed = says(el("span", { class: "quiet" }), "filesAllowed");
  return {
    lines: [el("div", { class: "buttons" }, files.button, files.input, allowed), files.element],
    control: files.button, invalid: [], missing: "fieldNoFile",
    value: () => files.ids[0] ?? null, underway: () => files.underway, focus: () => files.button.focus(),
  };
}
