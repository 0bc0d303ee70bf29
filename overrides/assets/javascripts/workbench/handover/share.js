// The state in the fragment of an address, which no browser sends anywhere.

import { read } from "../reading.js";

/**
 * @typedef {import("../model.js").Readable} Readable
 * @typedef {import("../model.js").State} State
 * @typedef {import("../model.js").Unreadable} Unreadable
 */

export const NAME = "#fremdrift=";
const FORM = "deflate-raw";

/** How many characters a link may have, and how many bytes what it unpacks to. */
export const LONGEST = { link: 64_000, unpacked: 2_000_000 };

/**
 * The fragment that carries the state, or why there is none: browsers would cut it, or this one cannot make it.
 *
 * @param {State} state
 * @returns {Promise<{ fragment: string, fault?: undefined } | { fault: "too-large" | "unsupported", fragment?: undefined }>}
 */
export async function packed(state) {
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(state));
    if (bytes.length > LONGEST.unpacked) return { fault: "too-large" };
    const small = await through(bytes, new CompressionStream(FORM), LONGEST.link);
    const fragment = small && NAME + written(small);
    return fragment && fragment.length <= LONGEST.link ? { fragment } : { fault: "too-large" };
  } catch {
    return { fault: "unsupported" };
  }
}

/**
 * The state that a fragment carries, or why it cannot be read; null where it is another kind of fragment.
 *
 * @param {string} fragment
 * @param {string} service
 * @param {Date} now
 * @returns {Promise<Readable | Unreadable | { fault: "unsupported", state?: undefined } | null>}
 */
export async function unpacked(fragment, service, now) {
  if (!fragment.startsWith(NAME)) return null;
  if (!globalThis.DecompressionStream) return { fault: "unsupported" };
  try {
    const bytes = await through(bytesOf(fragment.slice(NAME.length)), new DecompressionStream(FORM), LONGEST.unpacked);
    if (bytes) return read(new TextDecoder("utf-8", { fatal: true }).decode(bytes), service, now);
  } catch {
    // not base64, not packed, or not UTF-8
  }
  return { fault: "damaged", where: "" };
}

/**
 * What comes out, or null as soon as that is more than `most`.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most
 */
async function through(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      return null;
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function written(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
