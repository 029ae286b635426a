// Put what Obsidian needs into xhslint-obsidian.zip, without compression, and say what is in it.
import { readFileSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const MOST = 300_000;
const { version } = JSON.parse(readFileSync("manifest.json", "utf8"));
const known = JSON.parse(readFileSync("versions.json", "utf8"));
const own = JSON.parse(readFileSync("package.json", "utf8")).version;
if (version !== own || !known[version]) throw new Error("manifest.json, versions.json and package.json differ");

const parts = [];
const index = [];
let at = 0;
for (const path of ["dist/main.js", "manifest.json", "styles.css", "LICENSE"]) {
  const data = readFileSync(path);
  if (data.includes("sourceMappingURL")) throw new Error(`${path} names a source map`);
  const name = Buffer.from(`xhslint/${path.split("/").at(-1)}`);
  const about = Buffer.alloc(26); // version, flags, method, time, day, checksum, sizes, lengths
  about.writeUInt16LE(10, 0);
  about.writeUInt16LE(0x21, 8); // 1980-01-01, so that the same files give the same bytes
  about.writeUInt32LE(crc32(data), 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(data.length, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), about, name, data]);
  const place = Buffer.alloc(14); // comment, disk, attributes, offset
  place.writeUInt32LE(at, 10);
  index.push(Buffer.concat([Buffer.from("PK\x01\x02\x0a\x00", "latin1"), about, place, name]));
  parts.push(local);
  at += local.length;
  console.log(`${String(data.length).padStart(9)} ${name}`);
}
const central = Buffer.concat(index);
const end = Buffer.alloc(22);
end.write("PK\x05\x06", "latin1");
end.writeUInt16LE(index.length, 8);
end.writeUInt16LE(index.length, 10);
end.writeUInt32LE(central.length, 12);
end.writeUInt32LE(at, 16);
const zip = Buffer.concat([...parts, central, end]);
if (zip.length > MOST) throw new Error(`${zip.length} bytes are more than ${MOST}`);
writeFileSync("xhslint-obsidian.zip", zip);
console.log(`${zip.length} bytes`);
