// What the baselines have in common: the message of Confab's wire, and the line that says where they listen.
import type { Server } from "node:http";

interface Post {
  roomId: number;
  clientId: string;
  body: string;
  userId: number;
}

let lastId = 0;
const seqs = new Map<number, number>();

export function makeMessage({ roomId, clientId, body, userId }: Post) {
  const seq = (seqs.get(roomId) ?? 0) + 1;
  seqs.set(roomId, seq);
  lastId += 1;
  const message = {
    id: lastId,
    roomId,
    seq,
    rev: seq,
    author: { id: userId, username: `user${userId}`, displayName: `User ${userId}`, avatar: null },
    clientId,
    body,
    replyTo: null,
    replies: 0,
    mentions: [],
    broadcast: null,
    createdAt: Date.now(),
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    pinnedAt: null,
    reactions: [],
    files: [],
  };
  return { message, rev: seq };
}

export function printReady(http: Server): void {
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  console.log(`ready at http://127.0.0.1:${address.port}`);
}
