// A username (L5) from a real name: "Ada Lovelace" becomes ada.lovelace.
import { limits } from "../../src/protocol/limits.ts";
import { endsLikeSentence } from "../../src/protocol/mentions.ts";
import { isUsername } from "../../src/protocol/text.ts";

const separators = /[^\p{L}\p{M}\p{N}_'’-]+/gu;
const edges = /^[^\p{L}\p{N}]+|[._'-]+$/gu;

/** Checks what the page can: only the server knows which names are taken or reserved. */
export const mayBeUsername = (name: string) =>
  name.length <= limits.usernameLength &&
  isUsername(name) &&
  name.normalize("NFKC").length <= limits.newNameComposed &&
  !endsLikeSentence(name.normalize("NFKC"));

/** Empty if no character of the name is allowed. */
export function suggestUsername(name: string): string {
  const words = name.normalize("NFC").toLowerCase().replaceAll("’", "'").split(separators).filter(Boolean);
  // Whole words as far as they fit, else the first word, cut.
  for (let count = words.length; count > 0; count -= 1) {
    const fitting = fit(words.slice(0, count).join("."), count === 1);
    if (fitting !== null) return fitting;
  }
  return "";
}

function fit(joined: string, mayCut: boolean): string | null {
  for (const candidate of [joined, joined.replaceAll("'", "")]) {
    let trimmed = candidate.replaceAll(edges, "");
    if (mayBeUsername(trimmed)) return trimmed;
    if (!mayCut) continue;
    while (trimmed !== "") {
      trimmed = trimmed.replace(/.$/su, "").replaceAll(edges, "");
      if (mayBeUsername(trimmed)) return trimmed;
    }
  }
  return null;
}
