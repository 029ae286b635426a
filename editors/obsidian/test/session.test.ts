/** Sessions with stand-ins for a server that goes wrong, and with the real one, which XHSLINT names. */

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { commands } from "../../shared/find";
import { probe } from "../../shared/probe";
import { machine, run, workingFolder } from "../../shared/run";
import { initializationOptions, serverArgs } from "../../shared/server";
import { type Change, type Launch, lineStarts, Session } from "../src/session";

const real = { skip: process.env.XHSLINT ? false : "XHSLINT names no program", timeout: 120_000 };
const URI = "untitled:note";
const NOTE = "🍑周末手作\n\n想学的姐妹加薇❤：taoci_2046\n\n#陶艺";

async function launch(options = {}): Promise<Launch> {
  const found = await probe(commands(process.env.XHSLINT ?? "", machine), run);
  if (found.kind !== "ready") throw new Error(found.kind);
  const args = serverArgs(found.command);
  return { command: found.command, args, options, folder: workingFolder, locale: "zh" };
}

/** A server in a few lines of JavaScript, which answers as `body` says. */
function standIn(body: string): Launch {
  const path = join(mkdtempSync(join(tmpdir(), "xhslint-")), "server.cjs");
  const read = `
    let data = "";
    const send = (message) => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...message });
      process.stdout.write("Content-Length: " + Buffer.byteLength(text) + "\\r\\n\\r\\n" + text);
    };
    process.stdin.setEncoding("latin1"); // a character a byte, as lengths are counted
    process.stdin.on("data", (chunk) => {
      data += chunk;
      for (let found; (found = /Content-Length: (\\d+)\\r\\n\\r\\n/.exec(data)) && data.length >= found.index + found[0].length + +found[1]; ) {
        const start = found.index + found[0].length;
        const message = JSON.parse(Buffer.from(data.slice(start, start + +found[1]), "latin1").toString());
        data = data.slice(start + +found[1]);
        ((message) => { ${body} })(message);
      }
    });`;
  writeFileSync(path, read);
  return {
    command: { program: process.execPath, args: [] },
    args: [path],
    options: {},
    folder: tmpdir(),
    locale: "zh",
  };
}

const ANSWER = `
  if (message.method === "initialize") return send({ id: message.id, result: { capabilities: {} } });
  const text = message.params?.textDocument?.text ?? message.params?.contentChanges?.[0]?.text;
  if (text !== undefined) globalThis.text = text;`;

function apply(text: string, changes: Change[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce((done, each) => done.slice(0, each.from) + each.insert + done.slice(each.to), text);
}

test("lines begin behind each kind of line end", () => {
  assert.deepEqual(lineStarts("a\nb\r\nc\rd"), [0, 2, 5, 7]);
  assert.deepEqual(lineStarts(""), [0]);
});

test("of one note the last text wins, and each is checked alone", async () => {
  const session = new Session(
    standIn(`${ANSWER}
      if (message.method === "textDocument/diagnostic") {
        if (globalThis.busy) process.exit(7);
        globalThis.busy = true;
        setTimeout(() => {
          globalThis.busy = false;
          const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 99 } };
          send({ id: message.id, result: { items: [{ range, severity: 2, message: globalThis.text }] } });
        }, 50);
      }`),
  );
  try {
    const results = ["一", "二", "三", "三"].map((text) => session.check(URI, text));
    const other = session.check("untitled:other", "四");
    const said = (await Promise.all(results)).map((found) => found?.map((each) => each.message) ?? null);
    assert.deepEqual(said, [null, null, ["三"], ["三"]]);
    assert.deepEqual(
      (await other)?.map(({ message, from, to, severity }) => ({ message, from, to, severity })),
      [{ message: "四", from: 0, to: 1, severity: "warning" }],
    );
  } finally {
    session.stop();
  }
});

test("a server that hangs is given up, and another one started", async () => {
  const folder = mkdtempSync(join(tmpdir(), "xhslint-"));
  const session = new Session(
    standIn(`${ANSWER}
      const fs = require("node:fs"), mark = ${JSON.stringify(join(folder, "mark"))};
      if (message.method === "textDocument/diagnostic" && fs.existsSync(mark)) send({ id: message.id, result: { items: [] } });
      else if (message.method === "textDocument/diagnostic") fs.writeFileSync(mark, "");`),
    1,
  );
  try {
    await assert.rejects(session.check(URI, "一"), /1 s/);
    assert.deepEqual(await session.check(URI, "二"), []);
  } finally {
    session.stop();
  }
});

test("a server that dies rejects, and is started again", async () => {
  const session = new Session(standIn("process.exit(3)"));
  await assert.rejects(session.check(URI, "一"), /exit status 3/);
  await assert.rejects(session.check(URI, "二"), /exit status 3/);
});

test("a program that is not there rejects", async () => {
  const gone = {
    command: { program: "/nowhere/xhslint", args: [] },
    args: [],
    options: {},
    folder: tmpdir(),
    locale: "zh",
  };
  await assert.rejects(new Session(gone).check(URI, "一"), /ENOENT/);
});

test("the real server: places in UTF-16, details with the clause, fixes that mend", real, async () => {
  const session = new Session(await launch());
  try {
    const [finding, ...others] = (await session.check(URI, NOTE)) ?? [];
    assert.ok(finding && !others.length);
    assert.equal(NOTE.slice(finding.from, finding.to), "加薇❤：taoci_2046");
    assert.deepEqual([finding.rule, finding.severity], ["contact/wechat-id", "error"]);
    assert.match(finding.details, /小红书社区规范/);
    assert.match(finding.actions[0]?.title ?? "", /contact\/wechat-id/);
    for (const action of finding.actions) assert.deepEqual(await session.check(URI, apply(NOTE, action.changes)), []);
    assert.match(finding.actions.at(-1)?.changes[0]?.insert ?? "", /xhslint-ignore/);
  } finally {
    session.stop();
  }
});

test("the real server: another one after the first is gone, and the profile of the settings", real, async () => {
  const praise = "这款面霜全网第一，用完再也不想换。";
  const session = new Session(await launch(initializationOptions({ language: "en", profile: "ad" })));
  try {
    const severities = [];
    for (let round = 0; round < 2; round++) {
      severities.push((await session.check(URI, praise))?.[0]?.severity);
      session.stop();
    }
    assert.deepEqual(severities, ["warning", "warning"]);
  } finally {
    session.stop();
  }
});
