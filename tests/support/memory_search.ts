// Finding messages in the memory twin: S2 said once more, without patterns and without an index.
import { hasLink } from "../../src/domain/search/links.ts";
import type { SearchQuery, SearchStore } from "../../src/domain/search/search_store.ts";
import { toMessage } from "./memory_messages.ts";
import type { MessageRow, Tables } from "./memory_tables.ts";

export function createMemorySearch(tables: Tables, read: <T>(take: () => T) => Promise<T>): SearchStore {
  return {
    find: (userId, query) =>
      read(() => {
        const found = [...tables.messages.values()]
          .filter((row) => tables.rooms.get(row.roomId)?.members.has(userId))
          .filter((row) => isWanted(row, query))
          .sort((a, b) => b.id - a.id);
        const shown = found.slice(0, query.limit);
        return {
          messages: shown.map((row) => toMessage(tables, row)),
          next: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
          isPartial: false,
        };
      }),
  };
}

function isWanted(row: MessageRow, query: SearchQuery): boolean {
  const { words, roomId, authorId, since, until, before } = query;
  const body = alike(row.body);
  return (
    row.deletedAt === null &&
    words.every((word) => body.includes(alike(word))) &&
    row.roomId === (roomId ?? row.roomId) &&
    row.authorId === (authorId ?? row.authorId) &&
    row.createdAt >= (since ?? row.createdAt) &&
    (until === undefined || row.createdAt < until) &&
    (before === undefined || row.id < before) &&
    (!query.hasLink || hasLink(row.body))
  );
}

function alike(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
