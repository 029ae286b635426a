/** Run a program without a shell, in the home folder, for a short time. Knows nothing of any editor. */

import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import type { Machine } from "./find";
import type { Run } from "./probe";

const SECONDS = 20;

/** This machine. */
export const machine: Machine = {
  platform: process.platform,
  env: process.env,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/** Where programs are run: in no folder of a workspace, whose modules Python would find first. */
export const workingFolder = homedir();

/** Run a program with nothing on its standard input. */
export function run(program: string, args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const options = { timeout: SECONDS * 1000, cwd: workingFolder, windowsHide: true };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (!error) resolve({ status: 0, output });
      else if (typeof error.code === "number") resolve({ status: error.code, output });
      else
        resolve({ status: null, output, error: error.killed ? `${SECONDS} s` : String(error.code ?? error.message) });
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end();
  });
}
