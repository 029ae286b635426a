/** What is said and offered when the server cannot be started. Knows nothing of VS Code. */

import { DEFAULT_PATH } from "../../shared/find";
import type { Probe } from "../../shared/probe";
import type { Translate } from "./status";

/** What a button does: type a command into a terminal, open the setting, try again, or show the output. */
export type Action =
  | { label: string; does: "settings" | "again" | "output" }
  | { label: string; does: "type"; line: string };

/** A message with its buttons. */
export interface Trouble {
  message: string;
  actions: Action[];
}

/** The message for what was found in place of a server; `path` is the setting. */
export function trouble(found: Exclude<Probe, { kind: "ready" }>, path: string, t: Translate): Trouble {
  const settings: Action = { label: t("Settings"), does: "settings" };
  const again: Action = { label: t("Try again"), does: "again" };
  if (found.kind === "old") {
    const message = t("{0} has no language server. Version 0.2.0 or later is needed.", `xhslint ${found.version}`);
    return { message, actions: [{ label: t("Upgrade"), does: "type", line: "pipx upgrade xhslint" }, settings, again] };
  }
  if (found.kind === "broken") {
    const output: Action = { label: t("Show output"), does: "output" };
    return { message: t("{0} cannot be run: {1}", found.program, found.reason), actions: [settings, again, output] };
  }
  if (path !== DEFAULT_PATH) {
    return { message: t("{0} was not found. xhslint.path names it.", path), actions: [settings, again] };
  }
  const install: Action = { label: t("Install"), does: "type", line: "pipx install xhslint" };
  return {
    message: t("xhslint was not found. Install it, or set where it is."),
    actions: [install, settings, again],
  };
}
