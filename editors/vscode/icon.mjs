// Draw icon.png: a caption on red, one of its lines with the wave that marks a finding.
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 128;
const FINE = 4; // samples a side of each pixel
const RED = [214, 48, 62];
const WHITE = [255, 255, 255];

function inRounded(x, y, left, top, right, bottom, radius) {
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return dx * dx + dy * dy <= radius * radius;
}

function colour(x, y) {
  if (!inRounded(x, y, 4, 4, 124, 124, 26)) return null;
  const lines = [
    [28, 34, 78],
    [28, 56, 100],
    [28, 92, 66],
  ];
  if (lines.some(([left, top, right]) => inRounded(x, y, left, top, right, top + 10, 5))) return WHITE;
  const wave = 77 + 3.5 * Math.sin(((x - 28) * Math.PI) / 6);
  return x >= 28 && x <= 100 && Math.abs(y - wave) <= 2.2 ? WHITE : RED;
}

const rows = [];
for (let y = 0; y < SIZE; y++) {
  const row = [0];
  for (let x = 0; x < SIZE; x++) {
    const seen = [];
    for (let i = 0; i < FINE * FINE; i++) {
      seen.push(colour(x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE));
    }
    const solid = seen.filter(Boolean);
    const mean = (channel) => Math.round(solid.reduce((sum, each) => sum + each[channel], 0) / (solid.length || 1));
    row.push(mean(0), mean(1), mean(2), Math.round((255 * solid.length) / seen.length));
  }
  rows.push(Buffer.from(row));
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)];
  ends[0].writeUInt32BE(data.length);
  ends[1].writeUInt32BE(crc32(body));
  return Buffer.concat([ends[0], body, ends[1]]);
}

const head = Buffer.alloc(13);
head.writeUInt32BE(SIZE, 0);
head.writeUInt32BE(SIZE, 4);
head.set([8, 6, 0, 0, 0], 8);
const pixels = deflateSync(Buffer.concat(rows), { level: 9 });
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
writeFileSync(
  "icon.png",
  Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]),
);
