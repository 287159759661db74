// Finding messages in the memory twin: S2 said once more, without patterns and without an index.
import { hasLink } from "../../src/domain/search/links.ts";
import type { SearchQuery, SearchStore } from "../../src/domain/search/search_store.ts";
import { createWords, hitIn } from "../../src/domain/search/words.ts";
import { messageFiles } from "./memory_files.ts";
import { fittingCount } from "./memory_fitting.ts";
import { toMessageFor } from "./memory_messages.ts";
import type { MessageRow, Tables } from "./memory_tables.ts";

export function createMemorySearch(tables: Tables, read: <T>(take: () => T) => Promise<T>): SearchStore {
  return {
    find: (userId, query) =>
      read(() => {
        const found = [...tables.messages.values()]
          .filter((row) => tables.rooms.get(row.roomId)?.members.has(userId))
          .filter((row) =>
            isWanted(
              row,
              messageFiles(tables, row.id).map(({ name }) => name),
              query,
            ),
          )
          .sort((a, b) => b.id - a.id);
        const told = found.slice(0, query.limit + 1).map((row) => toMessageFor(tables, row, userId));
        const messages = told.slice(0, fittingCount(told, { count: query.limit }));
        return {
          messages,
          hits: messages.map(({ body }) => hitIn(body, createWords(query.words))),
          next: messages.length < found.length ? (messages.at(-1)?.id ?? null) : null,
          isPartial: false,
        };
      }),
  };
}

function isWanted(row: MessageRow, files: string[], query: SearchQuery): boolean {
  const { words, roomId, authorId, since, until, before } = query;
  return (
    row.deletedAt === null &&
    words.every((word) => [row.body, ...files].some((text) => holdsWord(text, word))) &&
    (!query.hasFile || files.length > 0) &&
    row.roomId === (roomId ?? row.roomId) &&
    row.authorId === (authorId ?? row.authorId) &&
    row.createdAt >= (since ?? row.createdAt) &&
    (until === undefined || row.createdAt < until) &&
    (before === undefined || row.id < before) &&
    (!query.hasLink || hasLink(row.body))
  );
}

/** Whether a word is somewhere in a text, written in one of its two forms, and not the beginning of a letter with an accent. */
export function holdsWord(text: string, word: string): boolean {
  const small = text.toLowerCase();
  return ["NFC", "NFD"].some((form) => {
    const wanted = word.normalize(form).toLowerCase();
    for (let at = small.indexOf(wanted); at !== -1; at = small.indexOf(wanted, at + 1)) {
      if (!/^[\u0300-\u036f]/.test(small.slice(at + wanted.length))) return true;
    }
    return false;
  });
}
