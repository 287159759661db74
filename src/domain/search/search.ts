// Finding messages (SPEC §12).
import type { Contract } from "../../protocol/contract.ts";
import type { QueryOf } from "../../protocol/endpoints/endpoint.ts";
import { limits } from "../../protocol/limits.ts";
import type { Message, SearchPage } from "../../protocol/shapes.ts";
import type { Access } from "../access.ts";
import { ChatError } from "../chat_error.ts";
import type { SearchStore } from "./search_store.ts";
import { readWords } from "./words.ts";

type SearchInput = QueryOf<Contract["GET /search"]>;

export type Search = ReturnType<typeof createSearch>;

export function createSearch({ access, store }: { access: Access; store: SearchStore }) {
  /** Throws `too_long`, and `not_found` for a room that is not mine. */
  async function search(userId: number, input: SearchInput): Promise<SearchPage> {
    const { q = "", roomId, from, since, until, has, before } = input;
    if (q.length > limits.queryLength) {
      throw new ChatError(
        "too_long",
        `A search can have at most ${limits.queryLength} characters; this one has ${q.length}.`,
        { field: "q" },
      );
    }
    if (roomId !== undefined) await access.accessRoom(userId, roomId);
    const found = await store.find(userId, {
      words: readWords(q),
      roomId,
      authorId: from,
      since,
      until,
      hasLink: has === "link",
      hasFile: has === "file",
      before,
      limit: input.limit ?? limits.searchDefault,
    });
    const mine = await roomsOfMine(userId, found.messages);
    const isMine = ({ roomId }: Message) => mine.has(roomId);
    return {
      ...found,
      messages: found.messages.filter(isMine),
      hits: found.hits.filter((_, index) => found.messages.slice(index, index + 1).some(isMine)),
    };
  }

  // A search takes a while: a member who was removed meanwhile gets no results of the room (A2).
  async function roomsOfMine(userId: number, messages: Message[]): Promise<Set<number>> {
    const mine = new Set<number>();
    for (const roomId of new Set(messages.map((message) => message.roomId))) {
      const isMine = await access.accessRoom(userId, roomId).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ChatError && error.code === "not_found") return false;
          throw error;
        },
      );
      if (isMine) mine.add(roomId);
    }
    return mine;
  }

  return { search };
}
