// The end of a torture: the clients come to rest, and everyone says once more what there is.
import { setTimeout as wait } from "node:timers/promises";

import type { Message } from "../../src/protocol/shapes.ts";
import { signUp, type Person } from "../support/client.ts";
import { emptyLog, type ClientLog } from "../support/client_log.ts";
import { historyOf, type TortureClient } from "./torture_client.ts";

interface Settling {
  settleMs: number;
  people: Person[];
  clients: TortureClient[];
  roomIds: number[];
}

/** Waits until every client has everything, then asks a newcomer and a fresh `hello` of each what there is. */
export async function settle({ people, clients, roomIds, settleMs }: Settling): Promise<ClientLog[]> {
  const deadline = performance.now() + settleMs;
  for (let isStill = false; !isStill && performance.now() < deadline;) {
    await wait(20);
    if (clients.some((client) => client.inFlight() > 0)) continue;
    const revs = await revsNow(people);
    isStill = clients.every((client) => client.isSettled(revs));
  }
  for (const client of clients) client.stop();
  const logs = clients.map(({ log }) => log);
  for (const [index, person] of people.entries()) {
    const socket = await person.connect();
    for (const room of socket.hello.rooms) {
      if (roomIds.includes(room.id)) logs[index]?.counts.set(room.id, room);
    }
    await socket.close();
  }
  return [...logs, await newcomer(people, roomIds)];
}

async function revsNow([first]: Person[]): Promise<Map<number, number>> {
  const socket = await first?.connect();
  await socket?.close();
  return new Map(socket?.hello.rooms.map(({ id, rev }) => [id, rev]));
}

/** Someone who was never here before and has only what the history pages say. */
async function newcomer([ada]: Person[], roomIds: number[]): Promise<ClientLog> {
  if (!ada) throw new Error("Nobody is here.");
  const eve = await signUp(ada.url, { username: "Eve", invitedBy: ada });
  const log = emptyLog("Eve", eve.user.id);
  for (const roomId of roomIds) {
    await eve.post(`/api/rooms/${roomId}/join`);
    const room = new Map<number, Message>();
    for await (const page of historyOf(eve, roomId)) {
      for (const message of page) {
        room.set(message.id, message);
        log.seen.push({ connection: 1, how: "page", rev: message.rev, message });
      }
    }
    log.folded.set(roomId, room);
  }
  return log;
}
