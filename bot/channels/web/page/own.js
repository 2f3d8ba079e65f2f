// What somebody can still do with a message of her own: change its words, or take it back.
import { Complaint } from "./complaint.js";
import { el, newId } from "./dom.js";
import { says } from "./language.js";
import { once } from "./choices.js";

/** The two quiet buttons under an own message; each opens in place and gives the focus back when it is done. */
export function ownButtons(whole) {
  const holder = el("span", { class: "own-buttons" });
  const button = (key, open) => {
    const attributes = { type: "button", class: "plain small", "aria-describedby": whole.textId, "data-testid": key };
    return says(el("button", { ...attributes, onclick: () => open(whole, holder) }), key);
  };
  holder.append(...(whole.data.text ? [button("edit", openEditor)] : []), button("remove", openQuestion));
  return holder;
}

function openEditor(whole, holder) {
  const field = newId("edit");
  const box = el("textarea", { id: field, rows: "3", dir: "auto", "data-testid": "edit-box" });
  box.value = whole.data.text;
  const save = says(el("button", { type: "submit", class: "main", "data-testid": "save" }), "save");
  const label = says(el("label", { for: field }), "editLabel");
  const opened = inPlace(whole, holder, "edit", [label, box], save, () => whole.place.edit(whole.data.id, box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    opened.requestSubmit();
  });
  whole.card.hidden = true;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

function openQuestion(whole, holder) {
  const yes = says(el("button", { type: "submit", class: "main", "data-testid": "remove-yes" }), "removeYes");
  inPlace(whole, holder, "remove", [says(el("p"), "removeSure")], yes, () => whole.place.remove(whole.data.id));
  yes.focus();
}

/** Open a small form where the message stands. Escape closes it; a refusal is shown in it and what was typed stays. */
function inPlace(whole, holder, key, content, confirm, act) {
  const complaint = new Complaint();
  const close = () => {
    form.remove();
    holder.hidden = false;
    whole.card.hidden = false;
    (holder.isConnected ? holder.querySelector(`[data-testid=${key}]`) : whole.element).focus();
  };
  const submit = async (event) => {
    event.preventDefault();
    await once(form, complaint, async () => { await act(); close(); });
  };
  const cancel = says(el("button", { type: "button", onclick: close }), key === "edit" ? "cancel" : "removeNo");
  const form = el("form", { class: "in-place", onsubmit: submit }, ...content, complaint.element, el("div", { class: "buttons" }, confirm, cancel));
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  holder.hidden = true;
  whole.card.after(form);
  return form;
}
