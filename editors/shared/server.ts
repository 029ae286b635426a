/** How the language server is started, and what it is told. Knows nothing of any editor. */

import type { Command } from "./find";

/** The settings that the server is told of; "auto" leaves a choice to it. */
export interface Choices {
  language: string;
  profile: string;
}

/** The arguments of the server. */
export function serverArgs(command: Command): string[] {
  return [...command.args, "lsp", "--stdio"];
}

/** The initialization options. */
export function initializationOptions(choices: Choices): Record<string, string> {
  return {
    ...(choices.language === "auto" ? {} : { lang: choices.language }),
    ...(choices.profile === "auto" ? {} : { profile: choices.profile }),
  };
}

/** A filter of documents, as clients of language servers know them. */
export interface Filter {
  scheme: string;
  language: string;
  pattern?: string;
}

const LANGUAGES = ["markdown", "plaintext"];

/** Which documents are checked: files that match one of the patterns, and perhaps those that are not saved yet. */
export function documentFilters(patterns: string[], untitled: boolean): Filter[] {
  const files = patterns
    .filter((each) => each.trim())
    .flatMap((pattern) => LANGUAGES.map((language) => ({ scheme: "file", language, pattern: pattern.trim() })));
  return [...files, ...(untitled ? LANGUAGES.map((language) => ({ scheme: "untitled", language })) : [])];
}
