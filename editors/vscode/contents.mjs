// Compare what the package holds with what it should hold: no source, map or module slips in unseen.
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const EXPECTED = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/extension.js",
  "extension/dist/licenses.txt",
  "extension/icon.png",
  "extension/l10n/bundle.l10n.zh-cn.json",
  "extension/package.json",
  "extension/package.nls.json",
  "extension/package.nls.zh-cn.json",
  "extension/readme.md",
  "extension/README.zh-CN.md",
];
const MOST = 300_000;

const data = readFileSync("xhslint.vsix");
const files = new Map();
let at = data.readUInt32LE(data.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")) + 16);
while (data.readUInt32LE(at) === 0x02014b50) {
  const [name, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset));
  const local = data.readUInt32LE(at + 42);
  const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
  const packed = data.subarray(start, start + data.readUInt32LE(at + 20));
  const bytes = data.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
  files.set(data.toString("utf8", at + 46, at + 46 + name), bytes);
  at += 46 + name + extra + comment;
}
for (const [name, bytes] of files) console.log(`${String(bytes.length).padStart(9)} ${name}`);

const wrong = [...files.keys()].filter((name) => !EXPECTED.includes(name)).map((name) => `not expected: ${name}`);
wrong.push(...EXPECTED.filter((name) => !files.has(name)).map((name) => `missing: ${name}`));
if (files.get("extension/dist/extension.js")?.includes("sourceMappingURL")) wrong.push("the bundle names a source map");
if (data.length > MOST) wrong.push(`${data.length} bytes are more than ${MOST}`);
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log(`${data.length} bytes, as expected`);
