// Small PNG files of pictures of pages, which have few colours: a palette of at
// most 256, and nothing else in the file.
import { crc32, deflateSync } from "node:zlib";

/** Writes pixels (RGBA, four bytes each) as a PNG with a palette. */
export function palettePNG({ width, height, data }) {
  const { palette, indexOf } = colours(data);
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter, 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      rows[y * (width + 1) + 1 + x] = indexOf(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap((c) => [c >> 16, c >> 8 & 255, c & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The palette: the most frequent colours that are far enough from one another. */
function colours(data) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const c = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    counts.set(c, (counts.get(c) ?? 0) + 1);
  }
  const byUse = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = [];
  for (let apart = byUse.length > 256 ? 300 : 0; palette.length < 64 && apart >= 0; apart -= 100) {
    palette.length = 0;
    for (const c of byUse) {
      if (palette.length < 128 && palette.every((p) => distance(p, c) > apart || p === c && apart === 0)) {
        palette.push(c);
      }
    }
  }
  const known = new Map();
  return {
    palette,
    indexOf: (c) => {
      if (!known.has(c)) {
        known.set(c, palette.reduce((best, p, i) => distance(p, c) < distance(palette[best], c) ? i : best, 0));
      }
      return known.get(c);
    },
  };
}

function distance(a, b) {
  const [r, g, blue] = [(a >> 16) - (b >> 16), (a >> 8 & 255) - (b >> 8 & 255), (a & 255) - (b & 255)];
  return r * r + g * g + blue * blue;
}
