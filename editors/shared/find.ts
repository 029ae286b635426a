/** Find the program: what may be run, in which order, and where it is. Knows nothing of any editor. */

import { posix, win32 } from "node:path";

/** A program, by its whole path, with the arguments that come before those of xhslint. */
export interface Command {
  program: string;
  args: string[];
}

/** The machine, as far as it matters for finding programs. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  isFile(path: string): boolean;
}

export const DEFAULT_PATH = "xhslint";
const MODULE = ["-m", "xhslint"];
const PYTHON = /^(python|pypy)[0-9.]*(\.exe)?$/i;

/** What a setting says at each level, as VS Code tells it. */
export interface Levels {
  defaultValue?: string;
  globalValue?: string;
  workspaceValue?: string;
  workspaceFolderValue?: string;
}

/** The path to use: what a folder says counts only if its user trusts it. */
export function trustedPath(levels: Levels, isTrusted: boolean): string {
  const own = levels.globalValue ?? levels.defaultValue ?? DEFAULT_PATH;
  const folder = levels.workspaceFolderValue ?? levels.workspaceValue;
  return ((isTrusted && folder) || own).trim() || DEFAULT_PATH;
}

/** Whether a folder names a program that is not run because the folder is not trusted. */
export function isRefused(levels: Levels, isTrusted: boolean): boolean {
  return !isTrusted && Boolean(levels.workspaceFolderValue ?? levels.workspaceValue);
}

/**
 * The commands to try in order, each with its whole path, so that no program of the current folder is run in its place.
 * A path that is set is tried alone; a relative one begins at `folder`.
 */
export function commands(path: string, machine: Machine, folder?: string): Command[] {
  if (path !== DEFAULT_PATH) {
    const program = whole(path, machine, folder);
    return program ? [{ program, args: PYTHON.test(paths(machine).basename(program)) ? MODULE : [] }] : [];
  }
  const found = onPath(DEFAULT_PATH, machine);
  const pythons = machine.platform === "win32" ? ["py", "python"] : ["python3", "python"];
  return [
    ...(found ? [{ program: found, args: [] }] : []),
    ...pythons.flatMap((name) => {
      const program = onPath(name, machine);
      return program ? [{ program, args: MODULE }] : [];
    }),
  ];
}

function paths(machine: Machine): typeof posix {
  return machine.platform === "win32" ? win32 : posix;
}

function whole(path: string, machine: Machine, folder?: string): string | undefined {
  const { isAbsolute, join } = paths(machine);
  const home = machine.env.HOME ?? machine.env.USERPROFILE;
  const from = /^~[\\/]/.test(path) && home ? join(home, path.slice(2)) : path;
  if (isAbsolute(from)) return existing(from, machine);
  if (/[\\/]/.test(from)) return folder ? existing(join(folder, from), machine) : undefined;
  return onPath(from, machine);
}

/** The file that a name stands for on the `PATH`, without its relative entries, or else where installers put programs. */
export function onPath(name: string, machine: Machine): string | undefined {
  const { delimiter, isAbsolute, join } = paths(machine);
  const listed = Object.entries(machine.env).find(([key]) => key.toUpperCase() === "PATH")?.[1] ?? "";
  const folders = listed
    .split(delimiter)
    .map((each) => each.replace(/^"(.*)"$/, "$1"))
    .filter((each) => isAbsolute(each));
  // A program that is started from a dock or a menu does not always get the `PATH` of a shell.
  const home = machine.env.HOME ?? machine.env.USERPROFILE;
  if (home) folders.push(join(home, ".local", "bin"));
  if (machine.platform !== "win32") folders.push("/opt/homebrew/bin", "/usr/local/bin");
  return folders.map((each) => existing(join(each, name), machine)).find(Boolean);
}

function existing(path: string, machine: Machine): string | undefined {
  // Batch files need a shell, whose quoting no path is safe from; pip makes none.
  const names = machine.platform === "win32" && !/\.(exe|com)$/i.test(path) ? [`${path}.exe`] : [path];
  return names.find((each) => machine.isFile(each));
}
