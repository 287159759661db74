// How long messages are kept, who decides it, a preview of what would be emptied, and holds (J1, J4, J5).
import type { RetentionPreview, RoomRetentionInfo } from "../../protocol/shapes.ts";
import type { Access } from "../access.ts";
import { ChatError, notFound } from "../chat_error.ts";
import type { Actor, Journal } from "../journal.ts";
import { accepted } from "../message_refusals.ts";
import { mustBeAdmin, mustRule } from "../room_rules.ts";
import type { AccountStore, DuePortion, DueQuery, DueRoom, RetentionStore } from "../stores.ts";
import { createPerUserQueue } from "../per_user_queue.ts";
import { dayOf } from "./days.ts";

interface RetentionSettingsDeps {
  access: Access;
  accounts: Pick<AccountStore, "findUser">;
  retention: RetentionStore;
  journal: Pick<Journal, "submit">;
  now: () => number;
}

/** Called for each batch of messages or rooms that a preview reads: it spends the rate of the caller (A5). */
export interface PreviewWork {
  onPortion?: () => void;
}

export type RetentionSettings = ReturnType<typeof createRetentionSettings>;

export function createRetentionSettings(deps: RetentionSettingsDeps) {
  const { access, accounts, retention, journal, now } = deps;
  const previews = createPerUserQueue();

  async function mustRuleRoom(userId: number, roomId: number): Promise<void> {
    const membership = await access.accessRoom(userId, roomId);
    if (membership.room.kind === "direct") {
      throw new ChatError("not_allowed", "Direct messages are kept as long as the workspace setting says.");
    }
    mustRule(membership, await accounts.findUser(userId));
  }

  async function readWorkspace(userId: number): Promise<{ days: number | null }> {
    mustBeAdmin(await accounts.findUser(userId));
    return { days: (await retention.workspace()).days };
  }

  async function setWorkspace(actor: Actor, days: number | null): Promise<{ days: number | null }> {
    mustBeAdmin(await accounts.findUser(actor.userId));
    accepted(await journal.submit({ kind: "setRetention", actor, days }), "It");
    return readWorkspace(actor.userId);
  }

  async function readRoom(userId: number, roomId: number): Promise<RoomRetentionInfo> {
    await access.accessRoom(userId, roomId);
    const found = await retention.ofRoom(roomId);
    if (!found) throw notFound("The room");
    return { ...found, appliedDays: smaller(found.workspaceDays, found.days) };
  }

  async function setRoom(actor: Actor, roomId: number, days: number | null): Promise<RoomRetentionInfo> {
    await mustRuleRoom(actor.userId, roomId);
    accepted(await journal.submit({ kind: "setRoomRetention", actor, roomId, days }), "The room");
    return readRoom(actor.userId, roomId);
  }

  /** To all but admins every room, there or not, looks the same here. */
  async function holdRoom(actor: Actor, roomId: number, on: boolean): Promise<void> {
    mustBeAdmin(await accounts.findUser(actor.userId));
    accepted(await journal.submit({ kind: "holdRoom", actor, roomId, on }), "The room");
  }

  async function previewWorkspace(
    userId: number,
    { days, ...work }: { days: number } & PreviewWork,
  ): Promise<RetentionPreview> {
    mustBeAdmin(await accounts.findUser(userId));
    return preview(days, work);
  }

  async function previewRoom(
    userId: number,
    { roomId, days, ...work }: { roomId: number; days: number } & PreviewWork,
  ): Promise<RetentionPreview> {
    await mustRuleRoom(userId, roomId);
    const { days: workspaceDays } = await retention.workspace();
    return preview(workspaceDays, { ...work, only: { roomId, days } });
  }

  /** It may read every message: one preview at a time for everyone, in batches with yields between (A5). */
  function preview(
    workspaceDays: number | null,
    { only, onPortion = () => {} }: Pick<DueQuery, "only"> & PreviewWork,
  ): Promise<RetentionPreview> {
    return previews.enqueue([0], async () => {
      const total: RetentionPreview = { messages: 0, files: 0, bytes: 0, oldest: null };
      const at = now();
      let after: number | null = 0;
      while (after !== null) {
        const query: DueQuery = { day: dayOf(at), now: at, workspaceDays, after, ...(only && { only }) };
        const { rooms, next } = await retention.dueRooms(query);
        onPortion();
        for (const room of rooms) await addRoom(total, room, { at, onPortion });
        after = next;
        await new Promise(setImmediate);
      }
      return total;
    });
  }

  async function addRoom(
    total: RetentionPreview,
    room: DueRoom,
    { at, onPortion }: { at: number } & Required<PreviewWork>,
  ): Promise<void> {
    for (let from: number | null = room.firstSeq; from !== null;) {
      const portion: DuePortion = await retention.duePortion({ ...room, firstSeq: from }, at);
      onPortion();
      total.messages += portion.messages;
      total.files += portion.files;
      total.bytes += portion.bytes;
      total.oldest = smaller(total.oldest, portion.oldest);
      from = portion.last === null ? null : portion.last + 1;
      await new Promise(setImmediate);
    }
  }

  return { readWorkspace, setWorkspace, readRoom, setRoom, holdRoom, previewWorkspace, previewRoom };
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
