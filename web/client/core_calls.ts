// The API calls that the core makes.
import type {
  HistoryPage,
  Member,
  Message,
  MessagesById,
  Person,
  RepliesPage,
  Room,
} from "../../src/protocol/shapes.ts";
import type { HistoryQuery } from "./histories.ts";
import type { Api } from "../connection/api.ts";

/** The calls of REST that the core makes by itself. */
export interface CoreRest {
  history: (roomId: number, query: HistoryQuery) => Promise<HistoryPage>;
  messagesByIds: (roomId: number, ids: number[]) => Promise<MessagesById>;
  replies: (messageId: number, query: { after?: number; limit: number }) => Promise<RepliesPage>;
  members: (roomId: number, after: number) => Promise<{ members: Member[]; next: number | null }>;
  roomsByIds: (ids: number[]) => Promise<{ rooms: Room[] }>;
  peopleByIds: (ids: number[]) => Promise<{ users: Person[] }>;
  pin: (messageId: number, on: boolean) => Promise<{ message: Message }>;
  save: (messageId: number, on: boolean) => Promise<void>;
  markAllRead: () => Promise<void>;
}

export function createCoreCalls(api: Api): CoreRest {
  return {
    async history(id, query) {
      const page = await api("GET /rooms/{id}/messages", { params: { id }, query });
      if (!("hasBefore" in page)) throw new Error("No page came.");
      return page;
    },
    async messagesByIds(id, ids) {
      const answer = await api("GET /rooms/{id}/messages", { params: { id }, query: { ids: [...ids] } });
      if (!("left" in answer)) throw new Error("A page came.");
      return answer;
    },
    replies: (id, query) => api("GET /messages/{id}/replies", { params: { id }, query }),
    members: (id, after) => api("GET /rooms/{id}/members", { params: { id }, query: { after, limit: 100 } }),
    roomsByIds: (ids) => api("GET /rooms", { query: { ids: [...ids] } }),
    peopleByIds: (ids) => api("GET /users", { query: { ids: [...ids] } }),
    pin: (id, on) => api(`${on ? "PUT" : "DELETE"} /messages/{id}/pin`, { params: { id } }),
    save: (id, on) => api(`${on ? "PUT" : "DELETE"} /messages/{id}/save`, { params: { id } }),
    markAllRead: () => api("POST /rooms/read"),
  };
}
