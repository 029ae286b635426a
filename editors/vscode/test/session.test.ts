/** The real `xhslint lsp`, found and started as the extension does, driven over its streams. XHSLINT names the program. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import {
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Position,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { commands } from "../../shared/find";
import { probe } from "../../shared/probe";
import { machine, run, workingFolder } from "../../shared/run";
import { initializationOptions, serverArgs } from "../../shared/server";

const NOTE = "🍑周末手作\n\n想学的姐妹加薇❤：taoci_2046\n\n#陶艺";
const uri = "untitled:Untitled-1";
const real = { skip: process.env.XHSLINT ? false : "XHSLINT names no program", timeout: 120_000 };

function offset(text: string, { line, character }: Position): number {
  return text.split("\n").slice(0, line).join("\n").length + (line ? 1 : 0) + character;
}

function apply(text: string, edits: TextEdit[]): string {
  const places = edits.map(
    (each) => [offset(text, each.range.start), offset(text, each.range.end), each.newText] as const,
  );
  places.sort((a, b) => b[0] - a[0]);
  return places.reduce((done, [start, end, put]) => done.slice(0, start) + put + done.slice(end), text);
}

async function session(options: { language: string; profile: string }) {
  const found = await probe(commands(process.env.XHSLINT ?? "", machine), run);
  assert.equal(found.kind, "ready");
  if (found.kind !== "ready") throw new Error();
  const server = spawn(found.command.program, serverArgs(found.command), { cwd: workingFolder });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting: ((found: Diagnostic[]) => void)[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => waiting.shift()?.(diagnostics));
  const published = () => new Promise<Diagnostic[]>((resolve) => waiting.push(resolve));
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    locale: "zh-cn",
    capabilities: { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } },
    initializationOptions: initializationOptions(options),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  let [text, version] = ["", 0];

  /** Put a text into the document and return what is found in it. */
  async function write(next: string): Promise<Diagnostic[]> {
    const result = published();
    text = next;
    version += 1;
    if (version === 1) {
      const textDocument = { uri, languageId: "markdown", version, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    } else {
      const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
      await connection.sendNotification(DidChangeTextDocumentNotification.type, change);
    }
    return result;
  }

  /** The actions for a finding. */
  async function actions(diagnostic: Diagnostic): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
    return ((await connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  }

  /** Say good-bye; the status with which the server ends. */
  async function end(): Promise<number | null> {
    const status = new Promise<number | null>((resolve) => server.on("exit", resolve));
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    const ended = await status;
    connection.dispose();
    return ended;
  }

  const hover = (position: Position) => connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  return { write, actions, hover, end, text: () => text };
}

const edits = (action: CodeAction) => action.edit?.changes?.[uri] ?? [];

test("open, read, fix, suppress", real, async () => {
  const { write, actions, hover, end, text } = await session({ language: "auto", profile: "auto" });
  const [finding, ...others] = await write(NOTE);
  assert.ok(finding && !others.length);
  assert.deepEqual(finding.range, { start: { line: 2, character: 5 }, end: { line: 2, character: 19 } });
  assert.equal(finding.code, "contact/wechat-id");
  assert.match(String(finding.message), /读作/);
  assert.match(JSON.stringify(await hover(finding.range.start)), /小红书社区规范/);

  const offered = await actions(finding);
  const suppress = offered.at(-1) as CodeAction;
  assert.match(suppress.title, /不再报告/);
  assert.deepEqual(await write(apply(text(), edits(suppress))), []);
  assert.match(text(), /<!-- xhslint-ignore-next-line contact\/wechat-id: 在这里写原因 -->/);

  await write(NOTE);
  const rewrite = offered[0] as CodeAction;
  assert.deepEqual(await write(apply(NOTE, edits(rewrite))), []);
  assert.match(text(), /^🍑周末手作\n\n.+\n\n#陶艺$/);
  assert.equal(await end(), 0);
});

test("the language and the profile of the settings are used", real, async () => {
  const strict = "这款面霜全网第一，用完再也不想换。";
  const severities: (number | undefined)[] = [];
  for (const profile of ["personal", "ad"]) {
    const { write, end } = await session({ language: "en", profile });
    const found = await write(strict);
    assert.ok(found.every((each) => /[a-z]{4}/.test(String(each.message))));
    severities.push(found.find((each) => String(each.code).startsWith("advertising/"))?.severity);
    assert.equal((await write(`---\nprofile: personal\n---\n${strict}`))[0]?.severity, severities[0]);
    await end();
  }
  assert.notEqual(severities[0], severities[1]);
});
