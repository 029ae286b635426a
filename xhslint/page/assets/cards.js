// The findings as cards beside the draft.

import { make, say } from "./texts.js";

export class Cards {
  #list;
  #actions;
  #cards = [];

  /** `actions` has `jump(finding)` and `fix(card, name)`. */
  constructor(list, actions) {
    this.#list = list;
    this.#actions = actions;
  }

  /** Returns whether a card is still shown. */
  has(card) {
    return this.#cards.includes(card);
  }

  /** Returns the card of a finding that is shown. */
  of(finding) {
    return this.#cards.find((card) => card.finding === finding);
  }

  /**
   * Shows findings; a card that stays the same stays the same element, with the focus in it. Quick findings lack what could
   * be done about them: a card that has that already keeps it, until the others come.
   */
  show(findings, isQuick) {
    const known = new Map(this.#cards.map((card) => [card.key, card]));
    const seen = new Map();
    this.#cards = findings.map((finding) => {
      const number = seen.get(finding.rule + finding.written) ?? 0;
      seen.set(finding.rule + finding.written, number + 1);
      const key = JSON.stringify([finding.rule, finding.written, number]);
      const card = known.get(key) ?? { key, element: make("li", { className: "card", tabIndex: -1 }) };
      const what = said({ ...finding, rewriting: null, fixes: [], isWhole: false });
      const whole = said(finding);
      const isKept = card.what === what && ((isQuick && !finding.isWhole) || card.whole === whole);
      card.finding = finding;
      if (!isKept) Object.assign(card, { what, whole });
      if (!isKept) this.#fill(card, finding);
      card.element.querySelector(".line").textContent = say("line", finding.line);
      return card;
    });
    const elements = this.#cards.map((card) => card.element);
    const isSame = elements.length === this.#list.children.length && elements.every((each, at) => each === this.#list.children[at]);
    if (!isSame) this.#list.replaceChildren(...elements);
  }

  /** Draws all cards anew, in the language in use. */
  redraw() {
    for (const card of this.#cards) card.what = "";
  }

  /** Brings the card of a finding into sight and the focus into it. */
  open(finding) {
    const card = this.of(finding);
    card?.element.scrollIntoView({ block: "center" });
    card?.element.querySelector(".words").focus({ preventScroll: true });
  }

  /** Marks the card of a finding as the current one, and scrolls to it if asked. */
  point(finding, isShown) {
    for (const card of this.#cards) {
      const isCurrent = card.finding === finding;
      card.element.classList.toggle("is-current", isCurrent);
      card.element.querySelector(".words").setAttribute("aria-current", String(isCurrent));
      if (isCurrent && isShown) card.element.scrollIntoView({ block: "nearest" });
    }
  }

  #fill(card, finding) {
    const focused = card.element.contains(document.activeElement) ? document.activeElement.dataset.name : "";
    card.element.className = `card ${finding.severity}${card.element.classList.contains("is-current") ? " is-current" : ""}`;
    card.element.replaceChildren(...this.#parts(card, finding));
    card.element.onclick = (event) => {
      const isSelecting = getSelection().type === "Range" && this.#list.contains(getSelection().anchorNode);
      if (!isSelecting && !event.target.closest("button, a, summary")) this.#actions.jump(card.finding);
    };
    if (focused) card.element.querySelector(`[data-name="${focused}"]`)?.focus();
  }

  *#parts(card, finding) {
    const level = make("span", { className: "level" }, finding.level);
    const words = make("q", { lang: "zh-CN" }, finding.shown);
    const jump = make("button", { type: "button", className: "words", title: say("jump"), dataset: { name: "words" } }, level, " ", words);
    jump.onclick = () => this.#actions.jump(card.finding);
    yield make("h3", {}, jump);
    if (finding.reading) {
      const kinds = finding.disguises.flatMap((kind) => [" ", make("small", {}, kind)]);
      yield make("p", { className: "reads" }, `${say("reads")} `, make("q", { lang: "zh-CN" }, finding.reading), ...kinds);
    }
    yield make("p", { className: "why" }, make("span", { className: "label" }, say("why")), finding.why);
    if (finding.seen) yield make("p", { className: "seen" }, finding.seen);
    yield make("p", { className: "advice" }, make("span", { className: "label" }, say("advice")), finding.advice);
    if (finding.rewriting) {
      const { text, edits } = finding.rewriting;
      const isWords = edits.some((edit) => edit.text.trim());
      const button = this.#button(card, isWords ? say("rewrite") : say("rewrite.none"), "rewriting");
      button.classList.add("good");
      yield make(
        "div",
        { className: "rewriting" },
        make("p", { className: "label" }, say("rewriting")),
        make("p", { className: isWords ? "anew" : "anew none", ...(isWords ? { lang: "zh-CN" } : {}) }, text),
        button,
      );
    }
    if (finding.fixes.length) {
      const buttons = finding.fixes.map((fix, at) =>
        this.#button(card, fix.safe ? fix.title : say("fix.review", fix.title), `fix${at}`),
      );
      yield make("div", { className: "fixes" }, ...buttons);
    }
    const clauses = finding.clauses.map(({ text, url }) =>
      make("li", {}, url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text),
    );
    yield make(
      "details",
      {},
      make("summary", { dataset: { name: "clauses" } }, say("clauses")),
      make("ul", { lang: "zh-CN" }, ...clauses),
      make("p", { className: "rule" }, `${finding.title} · ${finding.rules} · `, make("span", { className: "line" })),
    );
  }

  #button(card, title, name) {
    const button = make("button", { type: "button", dataset: { name } }, title);
    button.onclick = () => this.#actions.fix(card, name);
    return button;
  }
}

/** Returns what a card says of a finding, wherever in the text that is. */
function said(finding) {
  return JSON.stringify(finding, (name, value) => (["start", "end", "line", "column"].includes(name) ? undefined : value));
}
