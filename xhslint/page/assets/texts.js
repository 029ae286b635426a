// The texts of the surface in the language in use.

let texts = {};
let lang = "";

/** Takes over the texts of a language and puts them where the page names them. */
export function useTexts(given, language) {
  texts = given;
  lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of document.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
}

/** Returns the text of a key with its values filled in. */
export function say(key, ...values) {
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (mark, number) => values[number] ?? mark);
}

/** Returns those of words, given by language, that are in the language in use; "" for none. */
export function inUse(words) {
  return words?.[lang] ?? "";
}

/** Returns the numbers of findings in words: "2 处错误，1 处警告"; "" without any. */
export function tally(counts) {
  const said = ["error", "warning", "info"]
    .filter((severity) => counts[severity])
    .map((severity) => say(`${severity}.${counts[severity] === 1 ? "one" : "many"}`, counts[severity]));
  return said.join(say("joined"));
}

/** Returns a new element with properties and children; a string is text, never markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { dataset = {}, ...others } = properties;
  Object.assign(element.dataset, dataset);
  for (const [name, value] of Object.entries(others)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
