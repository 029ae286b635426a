/** What the status bar says. Knows nothing of VS Code. */

/** Puts texts into the language of the user. */
export type Translate = (text: string, ...values: (string | number)[]) => string;

/** The severities of diagnostics, as VS Code numbers them. */
export const ERROR = 0;
export const WARNING = 1;

/** What is known of the document in front: `severities` are those of its findings. */
export interface Shown {
  isRunning: boolean;
  isChecked: boolean;
  severities: number[];
}

/** The text of the status bar, with its icon, and what is told of it. */
export function statusBar(shown: Shown, t: Translate): { text: string; tooltip: string; isWarning: boolean } {
  if (!shown.isRunning)
    return { text: "$(circle-slash) xhslint", tooltip: t("xhslint is not running"), isWarning: true };
  if (!shown.isChecked) {
    const tooltip = t("Not one of the files of xhslint.files. Click to change which files are checked.");
    return { text: "$(dash) xhslint", tooltip, isWarning: false };
  }
  const errors = shown.severities.filter((each) => each === ERROR).length;
  const warnings = shown.severities.filter((each) => each === WARNING).length;
  const others = shown.severities.length - errors - warnings;
  if (!shown.severities.length) return { text: "$(check) xhslint", tooltip: t("Nothing to report"), isWarning: false };
  const parts = [
    [errors, "$(error)"],
    [warnings, "$(warning)"],
    [others, "$(info)"],
  ] as const;
  return {
    text: `xhslint ${parts.flatMap(([count, icon]) => (count ? [`${icon} ${count}`] : [])).join(" ")}`,
    tooltip: t("Findings in this caption: {0} errors, {1} warnings, {2} hints", errors, warnings, others),
    isWarning: errors > 0,
  };
}
