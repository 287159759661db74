// A search as the address of the page holds it.

export interface SearchAsk {
  q: string;
  roomId?: number;
  /** The author's id. */
  from?: number;
  /** "2026-11-25": from this day on, and up to this day. */
  since?: string;
  until?: string;
  has?: "link" | "file";
}

/** `?q=…`; empty when nothing is asked. */
export function writeAsk({ q, roomId, from, since, until, has }: SearchAsk): string {
  const values = new URLSearchParams();
  if (q !== "") values.set("q", q);
  if (roomId !== undefined) values.set("room", String(roomId));
  if (from !== undefined) values.set("from", String(from));
  if (since !== undefined) values.set("since", since);
  if (until !== undefined) values.set("until", until);
  if (has !== undefined) values.set("has", has);
  const text = values.toString();
  return text === "" ? "" : `?${text}`;
}
