// Messages beyond what the socket does: pages of them, and the lists that lead to them.
import type {
  HistoryPage,
  Message,
  MessageList,
  MessagesById,
  Person,
  PinsPage,
  RepliesPage,
  SearchPage,
} from "../../src/protocol/shapes.ts";
import type { HistoryQuery } from "../state/histories.ts";
import { queryOf } from "./query.ts";
import type { RestCall } from "./rest.ts";

export interface SearchQuery {
  q: string;
  roomId?: number;
  from?: number;
  since?: number;
  until?: number;
  has?: "link" | "file";
  before?: number;
  limit?: number;
}

export function messageCalls({ get, put, remove }: RestCall) {
  return {
    history: (roomId: number, { before, after, around, at, limit }: HistoryQuery) =>
      get<HistoryPage>(`/rooms/${roomId}/messages${queryOf({ limit, before, after, around, at })}`),
    /** Those of at most 100 that are there (N2), as far as they fit (R3). */
    messagesByIds: (roomId: number, ids: readonly number[]) =>
      get<MessagesById>(`/rooms/${roomId}/messages${queryOf({ ids: ids.join(",") })}`),
    message: (id: number) => get<{ message: Message }>(`/messages/${id}`),
    /** `after` is a seq. */
    replies: (messageId: number, query: { after?: number; limit?: number } = {}) =>
      get<RepliesPage>(`/messages/${messageId}/replies${queryOf(query)}`),
    /** Who gave this emoji; `after` is the number of them already seen. */
    reactors: (messageId: number, query: { emoji: string; after?: number; limit?: number }) =>
      get<{ users: Person[]; next: number | null }>(`/messages/${messageId}/reactions${queryOf(query)}`),
    pin: (messageId: number, on: boolean) => {
      const path = `/messages/${messageId}/pin`;
      return on ? put<{ message: Message }>(path) : remove<{ message: Message }>(path);
    },
    /** The last pinned first. */
    pins: (roomId: number, query: { before?: number } = {}) =>
      get<PinsPage>(`/rooms/${roomId}/pins${queryOf(query)}`),
    save: (messageId: number, on: boolean) => {
      const path = `/messages/${messageId}/save`;
      return on ? put<void>(path) : remove<void>(path);
    },
    /** The last saved first. */
    savedMessages: (query: { before?: number; limit?: number } = {}) =>
      get<MessageList>(`/saved${queryOf(query)}`),
    /** What mentions me or replies to me (M4). */
    mentionsOfMe: (query: { before?: number; limit?: number } = {}) =>
      get<MessageList>(`/mentions${queryOf(query)}`),
    /** S1 to S5. */
    search: (query: SearchQuery) => get<SearchPage>(`/search${queryOf({ ...query })}`),
  };
}
