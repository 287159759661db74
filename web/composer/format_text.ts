// Marks put around what is selected, or before its lines; taken away where they stand already (formatting: SPEC K).

export const markNames = ["bold", "italic", "strike", "code", "link", "quote", "list"] as const;
export type MarkName = (typeof markNames)[number];

/** In place of `start` to `end` comes `text`; then `from` to `to` is selected. Positions in UTF-16 units. */
interface MarkedText {
  start: number;
  end: number;
  text: string;
  from: number;
  to: number;
}

const around = { bold: "**", italic: "*", strike: "~~", code: "`" } as const;
const before = { quote: "> ", list: "- " } as const;
const fence = "```";
const scheme = "https://";

export function markText(
  value: string,
  { start, end }: { start: number; end: number },
  mark: MarkName,
): MarkedText {
  if (mark === "quote" || mark === "list") return markLines(value, start, end, before[mark]);
  const selected = value.slice(start, end);
  // Spaces at the ends stay outside: with them inside, nothing would open or close.
  const lead = selected.length - selected.trimStart().length;
  const inner = selected.trim();
  const at = inner === "" ? start : start + lead;
  if (mark === "link") return markLink(at, inner);
  if (mark === "code" && inner.includes("\n")) return markFence(value, at, inner);
  return markAround(value, at, inner, around[mark]);
}

function markAround(value: string, at: number, inner: string, sign: string): MarkedText {
  const end = at + inner.length;
  if (stands(value, at - sign.length, sign) && stands(value, end, sign)) {
    const start = at - sign.length;
    return { start, end: end + sign.length, text: inner, from: start, to: start + inner.length };
  }
  const from = at + sign.length;
  return { start: at, end, text: `${sign}${inner}${sign}`, from, to: from + inner.length };
}

/** Just this sign, not a part of a longer one: `*` is not there in `**`. */
function stands(value: string, at: number, sign: string): boolean {
  const [letter = ""] = sign;
  return (
    at >= 0 && value.startsWith(sign, at) && value[at - 1] !== letter && value[at + sign.length] !== letter
  );
}

/** The address is what is missing, unless the text is one. */
function markLink(at: number, inner: string): MarkedText {
  const isAddress = /^https?:\/\/\S+$/u.test(inner);
  const end = at + inner.length;
  if (isAddress) return { start: at, end, text: `[](${inner})`, from: at + 1, to: at + 1 };
  const from = at + inner.length + "[](".length;
  return { start: at, end, text: `[${inner}](${scheme})`, from, to: from + scheme.length };
}

function markFence(value: string, at: number, inner: string): MarkedText {
  const end = at + inner.length;
  const lead = at === 0 || value[at - 1] === "\n" ? "" : "\n";
  const tail = end === value.length || value[end] === "\n" ? "" : "\n";
  const from = at + lead.length + fence.length + 1;
  return {
    start: at,
    end,
    text: `${lead}${fence}\n${inner}\n${fence}${tail}`,
    from,
    to: from + inner.length,
  };
}

/** Whole lines: all of them get the sign, or lose it when all have it. */
function markLines(value: string, from: number, to: number, sign: string): MarkedText {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const next = value.indexOf("\n", to);
  const end = next === -1 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(sign));
  const text = lines.map((line) => (isMarked ? line.slice(sign.length) : sign + line)).join("\n");
  // What was a caret stays one, behind the same letter.
  if (from !== to) return { start, end, text, from: start, to: start + text.length };
  const caret = Math.max(start, from + (isMarked ? -sign.length : sign.length));
  return { start, end, text, from: caret, to: caret };
}
