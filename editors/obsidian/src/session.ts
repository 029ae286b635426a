/** A session with `xhslint lsp`: texts in, findings out. One text is checked at a time, and of one note the last text wins. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { CodeAction, Diagnostic, Hover, MarkupContent, TextEdit } from "vscode-languageserver-protocol";
import type { Command } from "../../shared/find";

/** A change of a text, in UTF-16 units of the text that was checked. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** Something that can be done about a finding. */
export interface Action {
  title: string;
  changes: Change[];
}

/** A finding: its place in UTF-16 units of the text, what is said of it in Markdown, and what can be done. */
export interface Finding {
  from: number;
  to: number;
  severity: "error" | "warning" | "info";
  rule: string;
  message: string;
  details: string;
  actions: Action[];
}

/** How a server is started: `name` tells sessions with other choices apart. */
export interface Launch {
  command: Command;
  args: string[];
  options: Record<string, string>;
  folder: string;
  locale: string;
}

/** The most findings for which details and actions are asked; the others show their message. */
const MOST = 30;
const SECONDS = 30;
const SEVERITIES = ["error", "error", "warning", "info", "info"] as const;

export class Session {
  private connection: Promise<MessageConnection> | undefined;
  private process: ChildProcessWithoutNullStreams | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly latest = new Map<string, { text: string; result: Promise<Finding[] | null> }>();
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly launch: Launch,
    private readonly seconds = SECONDS,
  ) {}

  /** The findings of a text; null if a later text of the same note came meanwhile. Rejects if it could not be checked. */
  check(uri: string, text: string): Promise<Finding[] | null> {
    const known = this.latest.get(uri);
    if (known?.text === text) return known.result; // of two views of a note
    const isLatest = (): boolean => this.latest.get(uri) === own;
    const result: Promise<Finding[] | null> = this.queue.then(async () => {
      if (!isLatest()) return null;
      try {
        const found = await this.limited(this.checkNow(uri, text));
        return isLatest() ? found : null;
      } finally {
        if (isLatest()) this.latest.delete(uri);
      }
    });
    const own = { text, result };
    this.latest.set(uri, own);
    this.queue = result.catch(() => {});
    return result;
  }

  /** End the server; the next text starts another one. */
  stop(): void {
    this.connection?.then(
      (connection) => connection.dispose(),
      () => {},
    );
    this.process?.kill();
    this.connection = undefined;
    this.process = undefined;
    this.versions.clear();
  }

  private async limited<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`xhslint: ${this.seconds} s`)), this.seconds * 1000);
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async checkNow(uri: string, text: string): Promise<Finding[]> {
    this.connection ??= this.start();
    const connection = await this.connection;
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    if (version === 1) {
      const textDocument = { uri, languageId: "markdown", version, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument });
    } else {
      const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
      await connection.sendNotification("textDocument/didChange", change);
    }
    const textDocument = { uri };
    const report = await connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument });
    const starts = lineStarts(text);
    const findings: Finding[] = [];
    for (const [number, each] of report.items.entries()) {
      const asked = { textDocument, range: each.range, position: each.range.start, context: { diagnostics: [each] } };
      const isAsked = number < MOST && Boolean(each.code);
      const hover = isAsked ? await connection.sendRequest<Hover | null>("textDocument/hover", asked) : null;
      const offered = isAsked
        ? await connection.sendRequest<CodeAction[] | null>("textDocument/codeAction", asked)
        : [];
      findings.push(toFinding(each, hover, offered ?? [], uri, starts, text.length));
    }
    return findings;
  }

  private async start(): Promise<MessageConnection> {
    const { command, args, options, folder, locale } = this.launch;
    const child = spawn(command.program, args, { cwd: folder, windowsHide: true });
    this.process = child;
    const failed = new Promise<never>((_, reject) => {
      child.once("error", reject);
      child.once("exit", (status) => reject(new Error(`xhslint: exit status ${status}`)));
    });
    failed.catch(() => {});
    child.once("exit", () => {
      if (this.process === child) this.stop();
    });
    child.stdin.on("error", () => {}); // it has ended, which `exit` tells
    child.stderr.resume();
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onError(() => {});
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    connection.listen();
    const capabilities = {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        diagnostic: {},
        hover: { contentFormat: ["markdown"] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      },
    };
    const params = { processId: process.pid, rootUri: null, locale, capabilities, initializationOptions: options };
    await Promise.race([connection.sendRequest("initialize", params), failed]);
    await connection.sendNotification("initialized", {});
    return connection;
  }
}

/** Where the lines of a text begin, in UTF-16 units. */
export function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length)];
}

function toFinding(
  { range, severity, code, message }: Diagnostic,
  hover: Hover | null,
  offered: CodeAction[],
  uri: string,
  starts: number[],
  length: number,
): Finding {
  const place = ({ line, character }: { line: number; character: number }) =>
    Math.min((starts[line] ?? length) + character, length);
  const toChange = (edit: TextEdit) => ({
    from: place(edit.range.start),
    to: place(edit.range.end),
    insert: edit.newText,
  });
  return {
    from: place(range.start),
    to: place(range.end),
    severity: SEVERITIES[severity ?? 1] ?? "error",
    rule: String(code ?? ""),
    message: String(message),
    details: (hover?.contents as MarkupContent | undefined)?.value ?? "",
    actions: offered
      .filter((each) => each.kind === "quickfix")
      .map((each) => ({ title: each.title, changes: (each.edit?.changes?.[uri] ?? []).map(toChange) })),
  };
}
