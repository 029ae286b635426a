/** The lint extension of CodeMirror: findings underlined, told at the pointer, mended by a button. Knows nothing of Obsidian. */

import { type Diagnostic, forceLinting, linter } from "@codemirror/lint";
import { type Extension, StateEffect } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Action, Finding } from "./session";

const REST = 400; // milliseconds without a key until a text is checked

const asked = StateEffect.define<null>();

/** Check the text in a view again, now, although it has not changed. */
export function recheck(view: EditorView): void {
  view.dispatch({ effects: asked.of(null) });
  forceLinting(view); // else only what is planned anyway
}

/** What the extension asks of its surroundings. */
export interface Surroundings {
  /** The findings of the text in a view; null if they are not to be shown, because a later text came or it is no caption. */
  check(view: EditorView, text: string): Promise<Finding[] | null>;
  /** Put Markdown into an element. */
  render(markdown: string, element: HTMLElement): void;
  /** Tell that a text has changed since it was checked. */
  stale(): void;
}

/** The extension. */
export function lintExtension(surroundings: Surroundings): Extension {
  const shown = new WeakMap<EditorView, { text: string; diagnostics: Diagnostic[] }>();
  return linter(
    async (view) => {
      const text = view.state.doc.toString();
      const found = await surroundings.check(view, text);
      const before = shown.get(view);
      if (found === null) return before?.text === text ? before.diagnostics : [];
      const diagnostics = found.map((each) => toDiagnostic(each, text, surroundings));
      shown.set(view, { text, diagnostics });
      return diagnostics;
    },
    {
      delay: REST,
      needsRefresh: (update) => update.transactions.some((each) => each.effects.some((effect) => effect.is(asked))),
    },
  );
}

/** A finding as CodeMirror shows it. */
export function toDiagnostic(finding: Finding, text: string, surroundings: Surroundings): Diagnostic {
  return {
    from: finding.from,
    to: finding.to,
    severity: finding.severity,
    source: finding.rule,
    message: finding.message,
    renderMessage: (view) => message(finding, view, surroundings),
    actions: finding.actions.map((action) => ({
      name: action.title,
      apply: (view) => apply(view, action, text, surroundings),
    })),
  };
}

function message(finding: Finding, view: EditorView, surroundings: Surroundings): HTMLElement {
  const element = view.dom.ownerDocument.createElement("div");
  element.className = "xhslint-hover";
  if (!finding.details) {
    element.textContent = finding.message;
    return element;
  }
  surroundings.render(finding.details, element);
  return element;
}

function apply(view: EditorView, action: Action, text: string, surroundings: Surroundings): void {
  if (view.state.doc.toString() !== text) {
    surroundings.stale();
    return;
  }
  view.dispatch({ changes: action.changes, userEvent: "input.fix" });
}
