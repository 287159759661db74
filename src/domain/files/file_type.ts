// What a file is, by its first bytes (SPEC F5): a short table of what people send and browsers show. The name never counts.

/** `head`: the first 4 KiB, or all of it. */
export function detectType(head: Uint8Array): string {
  for (const [type, matches] of signatures) if (matches(head)) return type;
  return textType(head) ?? "application/octet-stream";
}

type Matches = (head: Uint8Array) => boolean;

const signatures: [type: string, matches: Matches][] = [
  ["image/png", begins("\x89PNG\r\n\x1a\n")],
  ["image/jpeg", begins("\xff\xd8\xff")],
  ["image/gif", (head) => begins("GIF87a")(head) || begins("GIF89a")(head)],
  ["image/webp", riff("WEBP")],
  ["audio/wav", riff("WAVE")],
  ["image/avif", brand("avif", "avis")],
  ["image/heic", brand("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1")],
  ["audio/mp4", brand("M4A ", "M4B ", "F4A ")],
  ["video/quicktime", brand("qt  ")],
  ["video/mp4", (head) => textAt(head, 4, 4) === "ftyp"],
  // EBML, and its DocType; Matroska of other kinds plays nowhere.
  ["video/webm", (head) => begins("\x1aE\xdf\xa3")(head) && textAt(head, 0, 64).includes("webm")],
  ["audio/ogg", begins("OggS")],
  ["audio/flac", begins("fLaC")],
  ["audio/mpeg", (head) => begins("ID3")(head) || isMpegFrame(head)],
  ["application/pdf", begins("%PDF-")],
  ["application/zip", (head) => begins("PK\x03\x04")(head) || begins("PK\x05\x06")(head)],
];

/** Each character stands for one byte. */
function textAt(head: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...head.subarray(from, from + length));
}

function begins(signature: string): Matches {
  return (head) => textAt(head, 0, signature.length) === signature;
}

function riff(form: string): Matches {
  return (head) => textAt(head, 0, 4) === "RIFF" && textAt(head, 8, 4) === form;
}

function brand(...brands: string[]): Matches {
  return (head) => textAt(head, 4, 4) === "ftyp" && brands.includes(textAt(head, 8, 4));
}

/** The header of a frame of MPEG Layer III: sync, a version that exists, and neither a free nor a forbidden rate. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const rate = third >> 4;
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isLayer3 && rate > 0 && rate < 15 && (third & 0x0c) !== 0x0c;
}

// oxlint-disable-next-line no-control-regex -- these are what text does not hold
const binary = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;
function textType(head: Uint8Array): string | null {
  let text: string;
  try {
    // The last character may be cut by the end of `head`, never by the end of the file: only then is it let pass.
    text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: head.byteLength >= 4096 });
  } catch {
    return null;
  }
  if (binary.test(text)) return null;
  return markupType(text) ?? "text/plain";
}

// By hand: as one regular expression this took seconds on hostile text.
const prologue: [opens: string, closes: string][] = [
  ["<!--", "-->"],
  ["<?xml", "?>"],
  ["<!doctype svg", ">"],
];

/** What begins, after comments and declarations, with an element that a browser would run. */
function markupType(text: string): string | null {
  let rest = text.trimStart();
  for (;;) {
    const part = prologue.find(([opens]) => rest.slice(0, opens.length).toLowerCase() === opens);
    if (!part) break;
    const end = rest.indexOf(part[1]);
    if (end === -1) return null;
    rest = rest.slice(end + part[1].length).trimStart();
  }
  if (/^<svg[\s/>]/i.test(rest)) return "image/svg+xml";
  return /^<(?:!doctype html|html|head|body|script|iframe)\b/i.test(rest) ? "text/html" : null;
}

const pictures = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const inline = new Set([
  "audio/mpeg",
  "audio/ogg",
  "audio/wav",
  "audio/flac",
  "audio/mp4",
  "video/mp4",
  "video/webm",
  "text/plain",
]);

/** Whether it may get a thumbnail (F6). */
export function isPicture(type: string): boolean {
  return pictures.has(type);
}

/** Whether a browser may show it in place (F7); a picture only once it was read as one. */
export function isShownInline({ type, thumbHash }: { type: string; thumbHash: string | null }): boolean {
  return pictures.has(type) ? thumbHash !== null : inline.has(type);
}
