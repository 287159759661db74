// Sessions and accounts: an ended session closes its sockets (A2); names and profiles go to everyone; read marks go to
// their own tabs and the people of their direct rooms.
import type { Audience } from "../audience.ts";
import type { Log } from "../log.ts";
import type { Stores } from "../stores.ts";
import type { After } from "../timer.ts";
import { createGatheredPeople } from "./gathered_people.ts";
import type { EnqueueSend } from "./send_queue.ts";
import type { Handlers } from "./live.ts";
import { createSendReadMarks } from "./read_marks.ts";
import type { RoomBroadcasts } from "./room_broadcasts.ts";
import { createWalks } from "./walks.ts";

/** Nobody's id: the turn of what concerns the workspace. */
const workspaceQueue = 0;

interface PeopleHandlersDeps {
  stores: Pick<Stores, "rooms" | "accounts" | "workspace">;
  audience: Audience;
  enqueueSend: EnqueueSend;
  roomBroadcasts: Pick<RoomBroadcasts, "sendDirect" | "sendMembers">;
  after: After;
  log: Log;
}

type PeopleHandlers = Pick<Handlers, "person" | "sessionsOver" | "sessionUsed" | "read" | "workspace">;

export function peopleHandlers({
  stores,
  audience,
  enqueueSend,
  roomBroadcasts,
  after,
  log,
}: PeopleHandlersDeps): { handlers: PeopleHandlers; stop: () => void } {
  const { accounts, rooms, workspace } = stores;
  const gathered = createGatheredPeople({ accounts, audience, enqueueSend, after });
  const walks = createWalks({ log });
  const sendReadMarks = createSendReadMarks({ rooms, audience, enqueueSend });

  /** To themselves: what only they know of them, too. */
  function sendMe(userId: number): void {
    if (!audience.isOnline(userId)) return;
    void enqueueSend([userId], async () => {
      const user = await accounts.findUser(userId);
      if (user) audience.sendToUser(userId, { type: "me", user });
    });
  }

  /** Room by room; `list`: which of the person's rooms. */
  function walk(
    name: "member" | "receipts",
    userId: number,
    { list, send }: { list: () => Promise<number[]>; send: (roomId: number) => Promise<void> },
  ): void {
    if (audience.size() === 0) return;
    const listPeople = async () => {
      let roomIds: number[] = [];
      await enqueueSend([userId], async () => {
        roomIds = await list();
      });
      return roomIds;
    };
    walks.start(`${name} ${userId}`, listPeople, async (roomId) => {
      if (await audience.isSubscribed(roomId)) await send(roomId);
    });
  }

  const handlers: PeopleHandlers = {
    person: {
      send({ userId, isPublic, inRooms, receipts }) {
        if (isPublic) gathered.add(userId);
        sendMe(userId);
        // Only active people are members.
        if (inRooms) {
          walk("member", userId, {
            list: () => rooms.listMyIds(userId),
            send: (roomId) => roomBroadcasts.sendMembers(roomId, [userId]),
          });
        }
        // U6: switching changes what everyone of these rooms sees.
        if (receipts) {
          walk("receipts", userId, {
            list: () => rooms.listDirectIds(userId),
            send: (roomId) => roomBroadcasts.sendDirect(roomId, userId),
          });
        }
      },
    },
    sessionsOver: {
      access({ sessionIds }) {
        for (const sessionId of sessionIds) audience.closeSession(sessionId);
      },
    },
    sessionUsed: {},
    read: { send: sendReadMarks },
    workspace: {
      send() {
        if (audience.size() === 0) return;
        void enqueueSend([workspaceQueue], async () => {
          const { name } = await workspace.read();
          audience.publishToAll({ type: "workspace", workspace: { name } });
        });
      },
    },
  };
  return { handlers, stop: gathered.stop };
}
