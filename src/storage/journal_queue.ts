// What waits for the next transaction.
import type { Change } from "../domain/journal.ts";
import { isIndexStep } from "./changes/search_index.ts";

// A transaction is kept short, so that the first of a thousand does not wait for long.
const batchChanges = 1000;
const batchSize = 1024 * 1024;
// UTF-16 units, a guess for all that is not the body.
const sizeBesideBody = 200;

interface JournalQueue<T> {
  add(item: T): void;
  /** The next transaction's changes, in order; empty when nothing waits. */
  takeBatch(): T[];
  size(): number;
}

export function createJournalQueue<T>(changeOf: (item: T) => Change): JournalQueue<T> {
  let items: T[] = [];

  return {
    add(item) {
      items.push(item);
    },
    takeBatch() {
      const length = fittingLength(items, changeOf);
      const batch = items.slice(0, length);
      items = items.slice(length);
      return batch;
    },
    size: () => items.length,
  };
}

// At least one. A second change of one message waits for the next transaction: one new rev each (W5). Many may react to it
// in one, and get one rev together; what someone saves does not change the message.
function fittingLength<T>(items: T[], changeOf: (item: T) => Change): number {
  const changed = new Map<number, "react" | "other">();
  let size = 0;
  for (const [index, item] of items.entries()) {
    if (index === batchChanges) return index;
    const change = changeOf(item);
    // A step of an index is slow: no post shares its transaction.
    if (isIndexStep(change)) return Math.max(1, index);
    size += sizeBesideBody + ("body" in change ? change.body.length : 0);
    if (index > 0 && size > batchSize) return index;
    if ("messageId" in change && change.kind !== "save") {
      const how = change.kind === "react" ? "react" : "other";
      const before = changed.get(change.messageId);
      if (before !== undefined && !(before === "react" && how === "react")) return index;
      changed.set(change.messageId, how);
    }
  }
  return items.length;
}
