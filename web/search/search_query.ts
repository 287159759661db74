// The search query in the page's address; days in it become times when the search runs.
import type { SearchAsk } from "../app/search_address.ts";

const id = /^[1-9][0-9]{0,15}$/;
const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Invalid parts are ignored. */
export function readAsk(query: string): SearchAsk {
  const values = new URLSearchParams(query);
  const ask: SearchAsk = { q: values.get("q") ?? "" };
  const [roomId, from] = [values.get("room") ?? "", values.get("from") ?? ""];
  if (id.test(roomId)) ask.roomId = Number(roomId);
  if (id.test(from)) ask.from = Number(from);
  const [since, until] = [values.get("since") ?? "", values.get("until") ?? ""];
  if (isDay(since)) ask.since = since;
  if (isDay(until)) ask.until = until;
  const has = values.get("has");
  if (has === "link" || has === "file") ask.has = has;
  return ask;
}

/** Whether there is anything to search for. */
export function isAsked(ask: SearchAsk): boolean {
  return ask.q.trim() !== "" || Object.keys(ask).length > 1;
}

/** The days as times (S3), in this person's zone: `until` is the start of the following day. */
export function timesOf({ since, until }: SearchAsk): { since?: number; until?: number } {
  return {
    ...(since !== undefined && { since: Math.max(0, startOfDay(since, 0)) }),
    ...(until !== undefined && { until: Math.max(0, startOfDay(until, 1)) }),
  };
}

function isDay(text: string): boolean {
  return day.test(text) && !Number.isNaN(startOfDay(text, 0));
}

function startOfDay(text: string, daysLater: number): number {
  const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}
