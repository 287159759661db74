// The journal's one listener: what is committed reaches the open sockets. What ends or grants access acts here, at
// once, before the request that did it has its answer (A2); what is told about it is read first and follows in turn.
import type { ServerFrame } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import type { Committed, Journal } from "./journal.ts";
import type { Log } from "./log.ts";
import { createRoomStream } from "./room_stream.ts";
import type { Stores } from "./stores.ts";
import type { Turns } from "./turns.ts";

/** So many members are read at once when a room changes. */
const membersAtOnce = 100;

export interface LiveDeps {
  journal: Pick<Journal, "onCommitted">;
  stores: Pick<Stores, "rooms" | "messages">;
  audience: Audience;
  turns: Turns;
  log: Log;
}

export function createLive({ journal, stores, audience, turns, log }: LiveDeps): void {
  const stream = createRoomStream({ audience, messages: stores.messages, log });
  journal.onCommitted(act);

  function act({ change, outcome }: Committed): void {
    if (!outcome.ok) return;
    switch (change.kind) {
      case "post":
      case "edit":
      case "delete":
        if ("message" in outcome && outcome.changed) stream.take(outcome.message);
        return;
      case "join":
        if ("changed" in outcome && outcome.changed) enter(change.actor.userId, change.roomId);
        return;
      case "createRoom":
        if ("roomId" in outcome) enter(change.actor.userId, outcome.roomId);
        return;
      case "leave":
        if ("changed" in outcome && outcome.changed) leave(change.actor.userId, change.roomId);
        return;
      case "changeRoom":
        if ("changed" in outcome && outcome.changed) tellChanged(change.roomId);
        return;
      case "mark":
        if ("changed" in outcome && outcome.changed)
          tellRead(change.actor.userId, change.roomId, change.lower);
        return;
      case "endSession":
        audience.closeSession(change.sessionId);
        return;
      case "endOtherSessions":
      case "changePassword":
        audience.closeUser(change.actor.userId, { exceptSession: change.actor.sessionId });
        return;
      case "resetPassword":
        if ("userId" in outcome) {
          audience.closeUser(outcome.userId, { exceptSession: outcome.sessionId });
        }
        return;
      case "setUp":
      case "register":
      case "signIn":
      case "touchSession":
      case "changeProfile":
      case "createInvite":
      case "revokeInvite":
      case "createReset":
      case "changePlace":
        return;
    }
  }

  function enter(userId: number, roomId: number): void {
    audience.subscribe(userId, roomId);
    tellRoom(roomId, [userId]);
  }

  function leave(userId: number, roomId: number): void {
    audience.unsubscribe(userId, roomId);
    inTurn([userId], async () => audience.sendToUser(userId, { type: "left", roomId }));
  }

  function tellChanged(roomId: number): void {
    const userIds = audience.usersIn(roomId);
    for (let from = 0; from < userIds.length; from += membersAtOnce) {
      tellRoom(roomId, userIds.slice(from, from + membersAtOnce));
    }
  }

  /** The room with each one's own counts; who has left meanwhile is not told. */
  function tellRoom(roomId: number, userIds: number[]): void {
    inTurn(userIds, async () => {
      const rooms = await stores.rooms.forMembers(roomId, userIds);
      for (const [userId, room] of rooms) audience.sendToUser(userId, { type: "room", room });
    });
  }

  function tellRead(userId: number, roomId: number, lowered: boolean): void {
    inTurn([userId], async () => {
      const counts = await stores.rooms.counts(userId, roomId);
      if (!counts) return;
      const frame: ServerFrame = { type: "read", roomId, counts };
      if (lowered) frame.unread = true;
      audience.sendToUser(userId, frame);
    });
  }

  function inTurn(userIds: number[], task: () => Promise<void>): void {
    if (userIds.length === 0) return;
    turns.take(userIds, task).catch((error: unknown) => {
      // The change stands; the clients have it with their next `hello`.
      log.error("live.not_told", { error });
    });
  }
}
