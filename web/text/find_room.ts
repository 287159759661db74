// Finding rooms by what is typed behind a #, and what is put there: a link with the room's name (K4), which every reader of
// the protocol understands. Names are not unique and may hold spaces: the name alone could not lead anywhere.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { plainBody } from "../../src/protocol/markdown/plain_text.ts";

import { isInCode } from "./find_shortcode.ts";
import { foldName } from "./fold_name.ts";

export interface RoomQuery {
  /** Where the # stands. */
  start: number;
  /** What is typed behind it, up to the caret. */
  text: string;
}

// No letter, digit or sign of an address before it.
const beforeCaret = /(?<![\p{L}\p{N}\p{M}_#/&=?[])#([\p{L}\p{N}][\p{L}\p{M}\p{N}._'-]{0,79})?$/u;

/** The room that is being typed at the caret, or null. */
export function roomAt(text: string, caret: number): RoomQuery | null {
  const found = beforeCaret.exec(text.slice(0, caret));
  if (!found || isInCode(text, found.index)) return null;
  return { start: found.index, text: found[1] ?? "" };
}

/** Those whose name, then those a word of whose name begins so; each in the order given. */
export function findRooms<T extends { name: string }>(rooms: readonly T[], text: string, limit: number): T[] {
  const wanted = foldName(text);
  const first: T[] = [];
  const second: T[] = [];
  for (const room of rooms) {
    const name = foldName(room.name);
    if (name.startsWith(wanted)) first.push(room);
    else if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) second.push(room);
  }
  return [...first, ...second].slice(0, limit);
}

/** `[#name](address)`, or the name alone where it cannot be written as the text of a link. */
export function roomLink(origin: string, { id, name }: { id: number; name: string }): string {
  // K7: a backslash means something only before a sign; those before one are doubled.
  const text = name.replaceAll(/(\\*)([`*_~[\]<>@]|$)/gu, (_, before: string, sign: string) =>
    sign === "" ? before + before : `${before}${before}\\${sign}`,
  );
  const link = `[#${text}](${origin}/r/${id})`;
  const [paragraph, ...more] = parseBody(link);
  const isLink =
    more.length === 0 &&
    paragraph?.kind === "paragraph" &&
    paragraph.children.length === 1 &&
    paragraph.children[0]?.kind === "link" &&
    plainBody(link) === `#${name}`;
  return isLink ? link : `#${name}`;
}
