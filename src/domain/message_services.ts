// The services around messages, each in its file.
import type { Access } from "./access.ts";
import { createChat, type Chat } from "./chat.ts";
import type { Journal } from "./journal.ts";
import { createMentions, type Mentions } from "./mentions.ts";
import { createMessageAccess } from "./message_access.ts";
import { createPins, type Pins } from "./pins.ts";
import { createReactions, type Reactions } from "./reactions.ts";
import { createReplies, type Replies } from "./replies.ts";
import { createSaves, type Saves } from "./saves.ts";
import { createSearch, type Search } from "./search/search.ts";
import type { Stores } from "./stores.ts";
import type { PerUserQueue } from "./per_user_queue.ts";

export interface MessageServices {
  chat: Chat;
  replies: Replies;
  mentions: Mentions;
  reactions: Reactions;
  pins: Pins;
  saves: Saves;
  search: Search;
}

interface MessageServicesDeps {
  stores: Pick<Stores, "messages" | "rooms" | "line" | "search">;
  journal: Pick<Journal, "submit">;
  access: Access;
  perUserQueue: PerUserQueue;
  /** The ids of all who are not offline (M2). */
  onlineUserIds: () => number[];
}

export function createMessageServices({
  stores,
  journal,
  access,
  perUserQueue,
  onlineUserIds,
}: MessageServicesDeps): MessageServices {
  const { messages, rooms, line } = stores;
  const messageAccess = createMessageAccess({ access, messages });
  const mentions = createMentions({ rooms, messages, onlineUserIds });
  return {
    mentions,
    chat: createChat({ access, messageAccess, mentions, journal, messages, rooms, line, perUserQueue }),
    replies: createReplies({ access, messageAccess, messages }),
    reactions: createReactions({ messageAccess, journal, messages }),
    pins: createPins({ access, messageAccess, journal, messages }),
    saves: createSaves({ messageAccess, journal, messages }),
    search: createSearch({ access, store: stores.search }),
  };
}
