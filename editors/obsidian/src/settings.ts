/** The settings, and which notes are captions. Knows nothing of Obsidian. */

/** What is kept in the vault. The path of the program is kept on the machine, because vaults are synchronised. */
export interface Settings {
  folders: string[];
  profile: string;
  language: string;
}

export const DEFAULTS: Settings = { folders: ["小红书", "xhs", "文案"], profile: "auto", language: "auto" };

/** Settings from what a file holds; what is wrong in it counts as not said. */
export function settingsFrom(data: unknown): Settings {
  const said = (typeof data === "object" && data ? data : {}) as Partial<Record<keyof Settings, unknown>>;
  const text = (value: unknown, other: string) => (typeof value === "string" && value ? value : other);
  return {
    folders: Array.isArray(said.folders) ? said.folders.filter((each) => typeof each === "string") : DEFAULTS.folders,
    profile: text(said.profile, DEFAULTS.profile),
    language: text(said.language, DEFAULTS.language),
  };
}

/** Folders from the lines of a text field. */
export function foldersFrom(text: string): string[] {
  return text
    .split(/[\n,，、]/)
    .map((each) => each.trim().replace(/^\/+|\/+$/g, ""))
    .filter(Boolean);
}

/** Whether a note, by its path in the vault, lies in one of the folders, at any depth; without folders all do. */
export function isCaption(path: string, folders: string[]): boolean {
  return !folders.length || folders.some((folder) => `/${path}`.includes(`/${folder}/`));
}
