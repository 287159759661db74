// All that people do with messages, each part in a file of its own.
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
import type { Turns } from "./turns.ts";

export interface Talk {
  chat: Chat;
  replies: Replies;
  mentions: Mentions;
  reactions: Reactions;
  pins: Pins;
  saves: Saves;
  search: Search;
}

interface TalkDeps {
  stores: Pick<Stores, "messages" | "rooms" | "line" | "search">;
  journal: Pick<Journal, "submit">;
  access: Access;
  turns: Turns;
  /** SHA-256, hex. */
  hash: (text: string) => string;
  /** Who is not offline (M2). */
  here: () => number[];
}

export function createTalk({ stores, journal, access, turns, hash, here }: TalkDeps): Talk {
  const { messages, rooms, line } = stores;
  const messageAccess = createMessageAccess({ access, messages });
  const mentions = createMentions({ rooms, messages, here });
  return {
    mentions,
    chat: createChat({ access, messageAccess, mentions, journal, messages, rooms, line, turns, hash }),
    replies: createReplies({ access, messageAccess, messages }),
    reactions: createReactions({ messageAccess, journal, messages }),
    pins: createPins({ access, messageAccess, journal, messages }),
    saves: createSaves({ messageAccess, journal, messages }),
    search: createSearch({ access, store: stores.search }),
  };
}
