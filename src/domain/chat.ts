// What people do in a room. Every function begins with the access check (A3).
import type { Contract } from "../protocol/contract.ts";
import type { QueryOf } from "../protocol/endpoints/endpoint.ts";
import { limits } from "../protocol/limits.ts";
import type { Counts, HistoryPage, SyncPage } from "../protocol/shapes.ts";
import { isVisible, normaliseBody } from "../protocol/text.ts";
import type { Access } from "./access.ts";
import { ChatError, notFound } from "./chat_error.ts";
import { checkFileIds } from "./files/file_ids.ts";
import type { Actor, ChangeOf, Journal } from "./journal.ts";
import type { Mentions } from "./mentions.ts";
import type { MessageAccess } from "./message_access.ts";
import { accepted } from "./message_refusals.ts";
import type { StoredMessage } from "./stored_message.ts";
import type { LineStore, MessageStore, RoomStore } from "./stores.ts";
import type { PerUserQueue } from "./per_user_queue.ts";

/**
 * A change that the journal has taken, with what will become of it. Whoever must keep an order awaits the first
 * promise before the next change, not the outcome: so one person's burst shares a transaction.
 */
export interface Handed<T> {
  outcome: Promise<T>;
}

export interface Written {
  message: StoredMessage;
  /** False for a retry or what alters nothing. */
  changed: boolean;
}

interface PostInput {
  roomId: number;
  clientId: string;
  body: string;
  replyTo: number | null;
  /** Uploaded to this room before (F2). */
  fileIds: readonly number[];
}

interface PostCost {
  /** The rate of broadcasts (M2). Called before anything is written, and may refuse. */
  spendBroadcast: () => void;
}

type HistoryQuery = Omit<QueryOf<Contract["GET /rooms/{id}/messages"]>, "ids">;

interface ChatDeps {
  access: Access;
  messageAccess: MessageAccess;
  mentions: Pick<Mentions, "readMentions">;
  journal: Pick<Journal, "submit">;
  messages: Pick<MessageStore, "page" | "after">;
  rooms: Pick<RoomStore, "counts">;
  line: Pick<LineStore, "epoch" | "findEndRev">;
  perUserQueue: PerUserQueue;
}

export type Chat = ReturnType<typeof createChat>;

export function createChat(deps: ChatDeps) {
  const { access, messageAccess, mentions, journal, messages, rooms, line, perUserQueue } = deps;

  /** Throws `not_found`, `too_long`, `empty_message`, `too_many`; the outcome too may be refused: see `message_refusals.ts`. */
  async function postMessage(
    actor: Actor,
    post: PostInput,
    { spendBroadcast }: PostCost,
  ): Promise<Handed<Written>> {
    await access.accessRoom(actor.userId, post.roomId);
    const fileIds = checkFileIds(post.fileIds);
    const body = checkBody(post.body, { mayBeEmpty: fileIds.length > 0 });
    const reached = await mentions.readMentions(post.roomId, body);
    if (reached.broadcast !== null) spendBroadcast();
    const change: ChangeOf<"post"> = {
      kind: "post",
      actor,
      roomId: post.roomId,
      clientId: post.clientId,
      body,
      fileIds,
      replyTo: post.replyTo,
      ...reached,
    };
    const missing = post.replyTo === null ? "The room" : "The room or the message it replies to";
    return { outcome: journal.submit(change).then((outcome) => accepted(outcome, missing)) };
  }

  async function editMessage(
    actor: Actor,
    edit: { messageId: number; editedAt: number | null; body: string },
  ): Promise<Handed<Written>> {
    await messageAccess.accessMessage(actor.userId, edit.messageId);
    const { messageId, editedAt } = edit;
    const change: ChangeOf<"edit"> = { kind: "edit", actor, messageId, editedAt, body: checkBody(edit.body) };
    return { outcome: journal.submit(change).then((outcome) => accepted(outcome, "The message")) };
  }

  async function deleteMessage(actor: Actor, messageId: number): Promise<Handed<Written>> {
    await messageAccess.accessMessage(actor.userId, messageId);
    const change: ChangeOf<"delete"> = { kind: "delete", actor, messageId };
    return { outcome: journal.submit(change).then((outcome) => accepted(outcome, "The message")) };
  }

  /** R3. Throws `bad_request` for two places at once. */
  async function history(userId: number, roomId: number, query: HistoryQuery): Promise<HistoryPage> {
    await access.accessRoom(userId, roomId);
    const { before, after, around, at } = query;
    const [, second] = Object.entries({ before, after, around, at }).filter(
      ([, position]) => position !== undefined,
    );
    if (second) {
      const [field] = second;
      throw new ChatError("bad_request", "Only one of before, after, around and at may be given.", { field });
    }
    return messages.page(userId, roomId, {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(around === undefined ? {} : { around }),
      ...(at === undefined ? {} : { at }),
      limit: query.limit ?? limits.historyDefault,
    });
  }

  /** W7: what changed after `rev`, with my counts. `epoch`: under which the client holds that rev (H2). */
  async function sync(
    userId: number,
    roomId: number,
    { rev, epoch = line.epoch }: { rev: number; epoch?: string | undefined },
  ): Promise<SyncPage & { epoch: string }> {
    await access.accessRoom(userId, roomId);
    const sameTo = epoch === line.epoch ? rev : ((await line.findEndRev(roomId, epoch)) ?? -1);
    const page = await messages.after(userId, roomId, rev <= sameTo ? rev : offTheLine);
    return { ...page, epoch: line.epoch };
  }

  /** U2: up to `seq`; with `unread` from `seq` on. Gives my counts as they are afterwards. */
  async function markRead(
    actor: Actor,
    mark: { roomId: number; seq: number; unread: boolean },
  ): Promise<Handed<Counts>> {
    const { roomId, unread } = mark;
    await access.accessRoom(actor.userId, roomId);
    const submitted = journal.submit({ kind: "mark", actor, roomId, seq: mark.seq, lower: unread });
    return { outcome: submitted.then(readCounts) };

    async function readCounts(outcome: Awaited<typeof submitted>): Promise<Counts> {
      accepted(outcome, "The room");
      const counts = await perUserQueue.enqueue([actor.userId], () => rooms.counts(actor.userId, roomId));
      if (!counts) throw notFound("The room");
      return counts;
    }
  }

  return { postMessage, editMessage, deleteMessage, history, sync, markRead };
}

/** A rev that no room reaches: the answer is `complete: false`. */
const offTheLine = Number.MAX_SAFE_INTEGER;

/** X1, X2, D7. The transport has already checked that the text can be stored. */
function checkBody(typed: string, { mayBeEmpty = false } = {}): string {
  const body = normaliseBody(typed);
  if (body.length > limits.bodyLength) {
    throw new ChatError(
      "too_long",
      `A message can have at most ${limits.bodyLength} characters; this one has ${body.length}.`,
      { field: "body" },
    );
  }
  if (!mayBeEmpty && !isVisible(body))
    throw new ChatError("empty_message", "The message is empty.", { field: "body" });
  return body;
}
