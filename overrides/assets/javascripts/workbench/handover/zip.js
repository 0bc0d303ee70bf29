// Files packed in a ZIP, uncompressed, and the same bytes each time.

/** @typedef {[size: 2 | 4, value: number]} Field */

const STORED_AS = 20; // version 2.0 of the format is enough to read it
const UTF8 = 1 << 11; // names are UTF-8
const DAY = (1 << 5) | 1; // 1 January 1980, the first that the format knows

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ REMAINDERS[(rest ^ byte) & 255];
  return ~rest >>> 0;
}

/**
 * @param {[name: string, text: string][]} files
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zip(files) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  const local = [];
  /** @type {Uint8Array[]} */
  const central = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [path, data] = [encoder.encode(name), encoder.encode(text)];
    /** @type {Field[]} */
    const sizes = [
      [4, data.length],
      [4, data.length],
      [2, path.length],
      [2, 0],
    ];
    /** @type {Field[]} */
    const common = [[2, STORED_AS], [2, UTF8], [2, 0], [2, 0], [2, DAY], [4, crc32(data)], ...sizes];
    local.push(numbers([4, 0x04034b50], ...common), path, data);
    central.push(numbers([4, 0x02014b50], [2, STORED_AS], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), path);
    offset += 30 + path.length + data.length;
  }
  const length = central.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, offset], [2, 0]);
  return joined([...local, ...central, end]);
}

/**
 * Numbers as bytes, the lowest first.
 *
 * @param {Field[]} fields
 */
function numbers(...fields) {
  return Uint8Array.from(
    fields.flatMap(([size, value]) => Array.from({ length: size }, (_, place) => (value >>> (8 * place)) & 255)),
  );
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
