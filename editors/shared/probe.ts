/** Try commands until one has a language server. Knows nothing of any editor. */

import type { Command } from "./find";

/** What running a program gave: `error` if it could not be started or did not end in time. */
export interface Run {
  status: number | null;
  output: string;
  error?: string;
}

export type Runner = (program: string, args: string[]) => Promise<Run>;

/** What was found: a command with its version, or why none can be used. */
export type Probe =
  | { kind: "ready"; command: Command; version: string }
  | { kind: "old"; version: string }
  | { kind: "broken"; program: string; reason: string }
  | { kind: "missing" };

const VERSION = /^xhslint (\S+)/;

/** The first of the commands that is xhslint with a language server; else the most telling reason why there is none. */
export async function probe(commands: Command[], run: Runner): Promise<Probe> {
  let best: Probe = { kind: "missing" };
  for (const command of commands) {
    const found = await probeOne(command, run);
    if (found.kind === "ready") return found;
    if (best.kind === "missing" || (best.kind === "broken" && found.kind === "old")) best = found;
  }
  return best;
}

async function probeOne(command: Command, run: Runner): Promise<Probe> {
  const said = await run(command.program, [...command.args, "--version"]);
  const version = VERSION.exec(said.output)?.[1];
  if (said.error) return { kind: "broken", program: command.program, reason: said.error };
  if (!version) {
    // A Python without xhslint is no reason to complain; a program of that name that is none is.
    if (command.args.length) return { kind: "missing" };
    return { kind: "broken", program: command.program, reason: said.output.trim().split("\n").at(-1) ?? "" };
  }
  // Without a client the server ends with 1; a version that has no server complains of the option with 2.
  const server = await run(command.program, [...command.args, "lsp", "--stdio"]);
  return server.status === 1 ? { kind: "ready", command, version } : { kind: "old", version };
}
