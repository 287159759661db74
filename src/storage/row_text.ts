import type { Row } from "./client.ts";

/** A cell that was selected as text; empty when it is none. */
export function textAt(row: Row | undefined, column: number): string {
  const value = row?.[column];
  return typeof value === "string" ? value : "";
}
