// The hits come from the storage, which finds them on its own thread, and stay with their messages.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { createSearch } from "../../src/domain/search/search.ts";
import type { FoundMessages } from "../../src/domain/search/search_store.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import type { Access } from "../../src/domain/access.ts";

const messageIn = (roomId: number, id: number) => ({ id, roomId, body: "needle" }) as unknown as Message;
const hitAt = (start: number) => ({ line: { start, end: start }, marks: [] });

test("[S8] hits are what the storage found, none is looked for here; those of a room that is left go with its messages", async () => {
  const found: FoundMessages = {
    messages: [messageIn(1, 30), messageIn(2, 20), messageIn(1, 10)],
    hits: [hitAt(30), hitAt(20), hitAt(10)],
    next: 5,
    isPartial: false,
  };
  const access = {
    async accessRoom(_userId: number, roomId: number) {
      if (roomId === 2) throw new ChatError("not_found", "There is no such room.");
      return {};
    },
  } as unknown as Access;
  const { search } = createSearch({ access, store: { find: async () => found } });
  const page = await search(1, { q: "needle" });
  expect(page.messages.map(({ id }) => id)).toEqual([30, 10]);
  expect(page.hits).toEqual([hitAt(30), hitAt(10)]);
});
