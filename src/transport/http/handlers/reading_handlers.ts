import type { Chat } from "../../../domain/chat.ts";
import type { Rooms } from "../../../domain/rooms.ts";
import type { readingEndpoints } from "../../../protocol/endpoints/reading_endpoints.ts";
import type { Handlers } from "../register.ts";

interface ReadingHandlersDeps {
  chat: Chat;
  rooms: Pick<Rooms, "markAllRead">;
}

export function createReadingHandlers({
  chat,
  rooms,
}: ReadingHandlersDeps): Handlers<typeof readingEndpoints> {
  return {
    "GET /rooms/{id}/sync": async ({ actor, params, query }) => ({
      200: await chat.sync(actor.userId, params.id, query),
    }),
    "PUT /rooms/{id}/read": async ({ actor, params, body: { seq, unread = false } }) => {
      const { outcome } = await chat.markRead(actor, { roomId: params.id, seq, unread });
      return { 200: { counts: await outcome } };
    },
    "POST /rooms/read": async ({ actor }) => {
      await rooms.markAllRead(actor);
      return { 204: undefined };
    },
  };
}
