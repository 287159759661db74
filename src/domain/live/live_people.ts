// Sessions and accounts: what ends closes sockets at once (A2); how people are called, and who they are, is told to all.
import type { Audience } from "../audience.ts";
import type { PassedRoom } from "../journal.ts";
import type { RoomStore } from "../stores.ts";
import { nothing, type Acts } from "./acts.ts";
import type { Telling } from "./telling.ts";
import type { Walks } from "./walks.ts";

type PeopleActs = Pick<
  Acts,
  | "setUp"
  | "register"
  | "addUser"
  | "signIn"
  | "touchSession"
  | "endSession"
  | "endOtherSessions"
  | "changePassword"
  | "changeProfile"
  | "setAvatar"
  | "removeAvatar"
  | "setUserRole"
  | "deactivate"
  | "reactivate"
  | "erasePerson"
  | "createInvite"
  | "revokeInvite"
  | "createReset"
  | "resetPassword"
  | "changePlace"
  | "setRetention"
>;

export interface LivePeopleDeps {
  rooms: Pick<RoomStore, "listMyIds" | "listDirectIds">;
  audience: Pick<Audience, "closeSession" | "isHeard" | "unsubscribe">;
  telling: Telling;
  walks: Walks;
}

export function livePeople({ rooms, audience, telling, walks }: LivePeopleDeps): PeopleActs {
  const { tellPerson, tellMember, tellRoom } = telling;

  function close(sessionIds: number[]): void {
    for (const sessionId of sessionIds) audience.closeSession(sessionId);
  }

  /** Who is new, gone or back is so in each of their rooms, too: members are those who are active. */
  function tellEverywhere(userId: number): void {
    tellPerson(userId);
    walks.start(
      `member ${userId}`,
      () => rooms.listMyIds(userId),
      async (roomId) => {
        if (await audience.isHeard(roomId)) await tellMember(roomId, [userId]);
      },
    );
  }

  /** L9: who is shown otherwise because of what someone else is called. */
  function tellTwins(twins: number[] = []): void {
    for (const userId of twins) tellPerson(userId);
  }

  /** G4: rooms that lost their last owner. */
  function pass(passed: PassedRoom[]): void {
    for (const { roomId, userId } of passed) {
      tellRoom(roomId, [userId]);
      void tellMember(roomId, [userId]);
    }
  }

  /** U6: switching changes what everyone of these rooms sees. */
  function tellDirectRooms(userId: number): void {
    walks.start(
      `receipts ${userId}`,
      () => rooms.listDirectIds(userId),
      async (roomId) => {
        if (await audience.isHeard(roomId)) await telling.tellDirect(roomId, userId);
      },
    );
  }

  return {
    setUp: (_change, { userId }) => tellEverywhere(userId),
    register(_change, { userId, twins }) {
      tellEverywhere(userId);
      tellTwins(twins);
    },
    addUser(_change, { userId, twins }) {
      tellEverywhere(userId);
      tellTwins(twins);
    },
    signIn: (_change, { ended }) => close(ended),
    touchSession: nothing,
    endSession: ({ sessionId }) => audience.closeSession(sessionId),
    endOtherSessions: (_change, { ended }) => close(ended),
    changePassword: (_change, { ended }) => close(ended),
    resetPassword: (_change, { ended }) => close(ended),
    changeProfile({ actor, displayName, status, dndUntil }, { changed, receiptsChanged, twins }) {
      if (!changed) return;
      const isPublic = displayName !== undefined || status !== undefined || dndUntil !== undefined;
      tellPerson(actor.userId, { isPublic });
      tellTwins(twins);
      if (receiptsChanged) tellDirectRooms(actor.userId);
    },
    setAvatar({ actor }, { changed }) {
      if (changed) tellPerson(actor.userId);
    },
    removeAvatar({ userId }, { changed }) {
      if (changed) tellPerson(userId);
    },
    setUserRole({ userId }, { changed }) {
      if (changed) tellPerson(userId);
    },
    deactivate({ userId }, { changed, passed, ended }) {
      if (!changed) return;
      close(ended);
      tellEverywhere(userId);
      pass(passed);
    },
    reactivate({ userId }, { changed }) {
      if (changed) tellEverywhere(userId);
    },
    erasePerson({ userId }, { changed, passed, roomIds, emptied, ended, twins }) {
      if (!changed) return;
      close(ended);
      for (const { roomId, userId: otherId } of emptied) audience.unsubscribe(otherId, roomId);
      for (const { roomId, userId: otherId } of emptied) telling.tellLeft(otherId, roomId);
      tellPerson(userId);
      tellTwins(twins);
      pass(passed);
      for (const roomId of roomIds) {
        void tellMember(roomId, [userId]);
        // Of a direct room it is also who tells how far they have read.
        telling.tellIfDirect(roomId);
      }
    },
    createInvite: nothing,
    revokeInvite: nothing,
    createReset: nothing,
    changePlace: () => telling.tellPlace(),
    setRetention: nothing,
  };
}
