// Finding rooms by what is typed behind a #, and what is put there: a link with the room's name (K4), which every reader of
// the protocol understands. Names are not unique and may hold spaces: the name alone could not lead anywhere.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Link } from "../../src/protocol/markdown/tree.ts";
import { plainBody } from "../../src/protocol/markdown/plain_text.ts";

import { isInCode } from "./find_shortcode.ts";
import { foldName } from "../people/fold_name.ts";

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
  const match = beforeCaret.exec(text.slice(0, caret));
  if (!match || isInCode(text, match.index)) return null;
  return { start: match.index, text: match[1] ?? "" };
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
  const linkOf = (text: string) => `[#${text}](${origin}/r/${id})`;
  const all = escapeAll(name);
  // K7: backslashes that do nothing are shown, the first of a run too: only those stay that do something.
  const shown = shownRoomIds(linkOf(all.text));
  const text = Array.from({ length: all.text.length }, (_, at) => at)
    .filter((at) => !shown.has((all.added.get(at) ?? -Infinity) + "[#".length))
    .map((at) => all.text.charAt(at))
    .join("");
  const link = linkOf(text);
  return onlyLink(link) && plainBody(link) === `#${name}` ? link : `#${name}`;
}

/** With a backslash before each sign that may mean something, and for each that stands there. `added`: those, and where each run begins. */
function escapeAll(name: string): { text: string; added: Map<number, number> } {
  let text = "";
  const added = new Map<number, number>();
  for (const { 0: all, 1: backslashes = "", 2: sign = "" } of name.matchAll(/(\\*)([^\\]?)/gu)) {
    if (all === "") continue;
    const count = sign === "" || escapable.includes(sign) ? backslashes.length + (sign === "" ? 0 : 1) : 0;
    for (let at = 0; at < count; at += 1) added.set(text.length + at, text.length);
    text += "\\".repeat(count) + all;
  }
  return { text, added };
}

const escapable = "`*_~[]<>@\uff20";

function onlyLink(body: string): Link | null {
  const [block, ...more] = parseBody(body);
  const [link, ...others] = block?.kind === "paragraph" ? block.children : [];
  return link?.kind === "link" && more.length + others.length === 0 ? link : null;
}

/** What stands there is shown as it is. */
function shownRoomIds(body: string): Set<number> {
  const roomIds = new Set<number>();
  for (const { start, end } of onlyLink(body)?.children ?? [])
    for (let at = start; at < end; at += 1) roomIds.add(at);
  return roomIds;
}
