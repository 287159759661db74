// Who comes into a room and who goes: access first and at once (A2), then what is told of it.
import type { Audience } from "../audience.ts";
import { ownerIdOf } from "../journal.ts";
import type { MessageStore } from "../stores.ts";
import type { Typing } from "../typing.ts";
import { nothing, type Acts } from "./acts.ts";
import type { Telling } from "./telling.ts";

type RoomActs = Pick<
  Acts,
  | "createRoom"
  | "openDirect"
  | "changeRoom"
  | "join"
  | "leave"
  | "enterRoom"
  | "addMembers"
  | "removeMember"
  | "setRoomRole"
  | "changeRoomSettings"
  | "setRoomRetention"
  | "holdRoom"
>;

export interface LiveRoomsDeps {
  messages: Pick<MessageStore, "listSavedIds">;
  audience: Pick<Audience, "subscribe" | "openDirect" | "unsubscribe" | "isIn" | "sendToUser">;
  typing: Pick<Typing, "left">;
  telling: Telling;
}

export function liveRooms({ messages, audience, typing, telling }: LiveRoomsDeps): RoomActs {
  function enter(roomId: number, userIds: number[], options: { entered?: boolean } = {}): void {
    for (const userId of userIds) audience.subscribe(userId, roomId);
    telling.tellRoom(roomId, userIds);
    void telling.tellMember(roomId, userIds, options);
    for (const userId of userIds) tellSaved(roomId, userId);
  }

  /** What they saved there, when they were in it before, is theirs again (N4). */
  function tellSaved(roomId: number, userId: number): void {
    if (!audience.isIn(userId, roomId)) return;
    void telling.inTurn([userId], async () => {
      for (const messageId of await messages.listSavedIds(userId, roomId)) {
        audience.sendToUser(userId, { type: "saved", messageId, on: true });
      }
    });
  }

  function goOut(roomId: number, userId: number): void {
    audience.unsubscribe(userId, roomId);
    typing.left(userId, roomId);
    telling.tellLeft(userId, roomId);
    void telling.tellMember(roomId, [userId]);
  }

  return {
    createRoom: (change, { roomId }) => enter(roomId, [ownerIdOf(change)]),
    openDirect({ actor, userIds }, { roomId, created, shown }) {
      // It is everyone's from the beginning, but told to nobody else until something is said.
      if (created) audience.openDirect(roomId, userIds);
      if (created) telling.tellRoom(roomId, [actor.userId]);
      else if (shown) telling.tellRoom(roomId, [actor.userId]);
    },
    changeRoom({ roomId }, { changed }) {
      if (changed) telling.tellRoomToAll(roomId);
    },
    join({ actor, roomId }, { changed }) {
      if (changed) enter(roomId, [actor.userId]);
    },
    leave({ actor, roomId }, { changed, hidden }) {
      if (hidden) telling.tellRoom(roomId, [actor.userId]);
      else if (changed) goOut(roomId, actor.userId);
    },
    enterRoom({ actor, roomId }, { changed }) {
      if (changed) enter(roomId, [actor.userId], { entered: true });
    },
    addMembers: ({ roomId }, { added }) => enter(roomId, added),
    removeMember({ roomId, userId }, { changed }) {
      if (changed) goOut(roomId, userId);
    },
    setRoomRole({ roomId, userId }, { changed }) {
      if (!changed) return;
      telling.tellRoom(roomId, [userId]);
      void telling.tellMember(roomId, [userId]);
    },
    changeRoomSettings({ actor, roomId }, { changed }) {
      if (changed) telling.tellRoom(roomId, [actor.userId]);
    },
    // Asked for where it is shown (J1).
    setRoomRetention: nothing,
    holdRoom: nothing,
  };
}
