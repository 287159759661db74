// Messages, their files, and the pages and lists they come in (W4, F10, R3, W7).
import { z } from "zod";

import { limits } from "../limits.ts";
import { next, time } from "./lists.ts";
import { author } from "./people.ts";
import { counts } from "./rooms.ts";

export const messageFile = z.object({
  id: z.int(),
  name: z.string().describe("Name at upload"),
  type: z.string().describe("Media type by content, not by name"),
  size: z.int().describe("Bytes"),
  width: z.int().exactOptional().describe("Of a picture that can be shown, after rotation"),
  height: z.int().exactOptional(),
  thumb: z.literal(true).exactOptional().describe("A thumbnail exists"),
});
export interface MessageFile extends z.infer<typeof messageFile> {}

const reaction = z.object({
  emoji: z.string(),
  count: z.int(),
  userIds: z.array(z.int()).describe(`The first ${limits.reactionUsers} people who reacted, in order`),
});
export interface Reaction extends z.infer<typeof reaction> {}

/** `@name` in a body, with whom it meant when it was posted. */
const mention = z.object({ name: z.string().describe("Name as written"), user: author });
export interface Mention extends z.infer<typeof mention> {}

/** `@everyone` or `@here` in a body that the room allowed. */
const broadcast = z.union([
  z.object({ to: z.literal("everyone") }),
  z.object({ to: z.literal("here"), userIds: z.array(z.int()).describe("Members who were online") }),
  z.object({
    to: z.literal("here"),
    count: z.int().describe(`Number of members who were online, if more than ${limits.broadcastIds}`),
    me: z.boolean().exactOptional().describe("Whether I was one of them; not in events"),
  }),
]);
export type Broadcast = z.infer<typeof broadcast>;

export const message = z.object({
  id: z.int(),
  roomId: z.int(),
  seq: z.int().describe("Position in its room"),
  rev: z.int().describe("Revision of its last change"),
  author,
  clientId: z.string(),
  body: z.string(),
  replyTo: z.int().nullable(),
  replies: z.int().describe("Number of replies, without deleted ones"),
  mentions: z.array(mention),
  broadcast: broadcast.nullable(),
  createdAt: time,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  deletedBy: author.nullable().describe("Set if it was not the author"),
  pinnedAt: time.nullable(),
  reactions: z.array(reaction).describe("In order of first use"),
  files: z.array(messageFile),
});
export interface Message extends z.infer<typeof message> {}
const messages = z.array(message);

/** A reaction of mine that is not among the first which its message carries. */
const myReaction = z.object({ messageId: z.int(), emoji: z.string() });
export interface MyReaction extends z.infer<typeof myReaction> {}
const mine = z.array(myReaction).describe("My reactions that `userIds` of the messages do not list");
const rev = z.int().describe("Revision of the room");

export const historyPage = z.object({
  rev,
  messages,
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  keptFrom: z
    .object({ seq: z.int(), at: time })
    .exactOptional()
    .describe(
      "Set if retention emptied messages: the first kept seq, and the time before which none is kept",
    ),
  quoted: messages.describe("The messages they reply to, if not among them"),
  mine,
});
export interface HistoryPage extends z.infer<typeof historyPage> {}

export const syncPage = z.object({
  rev,
  complete: z.boolean(),
  more: z.boolean(),
  messages,
  mine,
  counts,
});
export interface SyncPage extends z.infer<typeof syncPage> {}

/** A message and what replies to it, oldest first. */
export const repliesPage = z.object({ rev, message, messages, next, mine });
export interface RepliesPage extends z.infer<typeof repliesPage> {}

/** Of those that were asked for. */
export const messagesById = z.object({
  rev,
  messages,
  left: z.array(z.int()).describe("Ids that did not fit into the answer; request them again"),
});
export interface MessagesById extends z.infer<typeof messagesById> {}

/** The last pinned first; `next` is a `pinnedAt`. */
export const pinsPage = z.object({ rev, messages, next });
export interface PinsPage extends z.infer<typeof pinsPage> {}

/** Newest first. */
export const messageList = z.object({ messages, next });
export interface MessageList extends z.infer<typeof messageList> {}

const span = z
  .object({ start: z.int(), end: z.int() })
  .describe("UTF-16 units of the body; `end` is exclusive");
const searchHit = z.object({
  line: span.describe("Part of a line around the first mark"),
  marks: z.array(span).describe("Positions of the words"),
});
export interface SearchHit extends z.infer<typeof searchHit> {}

export const searchPage = z.object({
  messages,
  hits: z.array(searchHit).describe("One per message"),
  next,
  isPartial: z.boolean().describe("The time limit was reached; everything newer than next was searched"),
});
export interface SearchPage extends z.infer<typeof searchPage> {}
