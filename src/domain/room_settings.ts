// What a person has set for rooms, for themselves (U5, U7).
import type { Contract } from "../protocol/contract.ts";
import type { BodyOf } from "../protocol/endpoints/endpoint.ts";
import type { Room } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { ChatError, notFound } from "./chat_error.ts";
import type { Actor, ChangeOf, Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import type { RoomStore } from "./stores.ts";

type SettingsChange = BodyOf<Contract["PATCH /rooms/{id}/settings"]>;

interface RoomSettingsDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  rooms: Pick<RoomStore, "findRoom">;
}

export function createRoomSettings({ access, journal, rooms }: RoomSettingsDeps) {
  async function changeSettings(actor: Actor, roomId: number, input: SettingsChange): Promise<Room> {
    const { room } = await access.accessRoom(actor.userId, roomId);
    const { notify, mutedUntil, starred, hidden } = input;
    if (hidden !== undefined && room.kind !== "direct") {
      throw new ChatError(
        "not_allowed",
        "Only direct messages can be hidden. Leave the room, or set its level to hidden.",
        {
          field: "hidden",
        },
      );
    }
    const change: ChangeOf<"changeRoomSettings"> = { kind: "changeRoomSettings", actor, roomId };
    if (notify !== undefined) change.notify = notify;
    if (mutedUntil !== undefined) change.mutedUntil = mutedUntil;
    if (starred !== undefined) change.starred = starred;
    if (hidden !== undefined) change.hidden = hidden;
    accepted(await journal.submit(change), "The room");
    const changed = await rooms.findRoom(actor.userId, roomId);
    if (!changed) throw notFound("The room");
    return changed;
  }

  async function markAllRead(actor: Actor): Promise<void> {
    accepted(await journal.submit({ kind: "markAll", actor }), "It");
  }

  return { changeSettings, markAllRead };
}
