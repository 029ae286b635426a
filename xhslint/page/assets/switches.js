// Whose note it is and what is checked besides: the choices that are kept from one visit to the next.

import { make, say } from "./texts.js";

const find = (id) => document.getElementById(id);
const KEY = "xhslint.";

/** Returns what was kept under a name; "" if nothing was, or the browser keeps nothing. */
export function kept(name) {
  try {
    return localStorage.getItem(KEY + name) ?? "";
  } catch {
    return "";
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(KEY + name, value);
  } catch {
    // it holds for this visit
  }
}

/** Draws the switches for what can be chosen; `changed` is called when a person chooses. */
export function draw({ profiles, profile, kinds, kind, optional }, changed) {
  drawSelect("profile", profiles, profile, changed);
  drawSelect("kind", kinds, kind, changed);
  const names = kept("optional").split(",");
  const boxes = optional.map(({ name, title: label, is_on: isOn }) => {
    const box = make("input", { type: "checkbox", value: name, checked: isOn || names.includes(name), disabled: isOn });
    box.onchange = () => {
      keep("optional", added().join(","));
      changed();
    };
    return make("label", {}, box, ` ${label}`);
  });
  const fieldset = find("optional").querySelector("fieldset");
  fieldset.replaceChildren(fieldset.querySelector("legend"), ...boxes);
  find("optional").hidden = !boxes.length;
}

/** Closes the list of optional rules at Escape and at a click beside it. */
export function listen() {
  addEventListener("pointerdown", (event) => {
    if (!find("optional").contains(event.target)) find("optional").open = false;
  });
  find("optional").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !find("optional").open) return;
    find("optional").open = false;
    find("optional").querySelector("summary").focus();
  });
}

function drawSelect(name, choices, byDefault, changed) {
  const select = find(name);
  const chosen = select.options.length ? select.value : kept(name);
  const { title } = choices.find((each) => each.name === byDefault) ?? { title: byDefault };
  select.replaceChildren(
    make("option", { value: "" }, say("auto", title)),
    ...choices.map((each) => make("option", { value: each.name }, each.title)),
  );
  select.value = choices.some((each) => each.name === chosen) ? chosen : "";
  select.onchange = () => {
    keep(name, select.value);
    changed();
  };
}

function added() {
  return [...find("optional").querySelectorAll("input:checked:not(:disabled)")].map((box) => box.value);
}

/** Returns how drafts are to be checked, as a part of a request. */
export function request(lang) {
  return { lang, profile: find("profile").value, kind: find("kind").value, extend_select: added() };
}
