// Who comes into a room and who goes: access first and at once (A2), then what is told of it.
import type { Audience } from "../audience.ts";
import type { Typing } from "../typing.ts";
import type { Acts } from "./acts.ts";
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
>;

export interface LiveRoomsDeps {
  audience: Pick<Audience, "subscribe" | "unsubscribe">;
  typing: Pick<Typing, "left">;
  telling: Telling;
}

export function liveRooms({ audience, typing, telling }: LiveRoomsDeps): RoomActs {
  function enter(roomId: number, userIds: number[], options: { entered?: boolean } = {}): void {
    for (const userId of userIds) audience.subscribe(userId, roomId);
    telling.tellRoom(roomId, userIds);
    telling.tellMember(roomId, userIds, options);
  }

  function goOut(roomId: number, userId: number): void {
    audience.unsubscribe(userId, roomId);
    typing.left(userId, roomId);
    telling.tellLeft(userId, roomId);
    telling.tellMember(roomId, [userId]);
  }

  return {
    createRoom: ({ actor }, { roomId }) => enter(roomId, [actor.userId]),
    openDirect({ actor, userIds }, { roomId, created, shown }) {
      // It is everyone's from the beginning, hidden from the others until something is said.
      if (created) enter(roomId, userIds);
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
      telling.tellMember(roomId, [userId]);
    },
    changeRoomSettings({ actor, roomId }, { changed }) {
      if (changed) telling.tellRoom(roomId, [actor.userId]);
    },
  };
}
