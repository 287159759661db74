// Short ways over REST to rooms, and to what is said in them.
import type { Message, Room } from "../../src/protocol/shapes.ts";
import type { Answer, Loose, Person } from "./client.ts";

export async function makeRoom(
  owner: Person,
  { name, kind = "private", members = [] }: { name: string; kind?: "public" | "private"; members?: Person[] },
): Promise<number> {
  const { room } = expectStatus(await owner.post("/api/rooms", { name, kind }), 201);
  const userIds = members.map(({ user }) => user.id);
  if (userIds.length > 0) expectStatus(await owner.post(`/api/rooms/${room.id}/members`, { userIds }), 200);
  return room.id;
}

export function openDirect(one: Person, ...others: Person[]): Promise<Answer<{ room: Room }>> {
  return one.post("/api/direct", { userIds: others.map(({ user }) => user.id) });
}

let lastPost = 0;

export async function postMessage(
  one: Person,
  roomId: number,
  body: string,
  more: Record<string, unknown> = {},
): Promise<Message> {
  lastPost += 1;
  const post = { clientId: `said-${lastPost}`, body, ...more };
  return expectStatus(await one.post(`/api/rooms/${roomId}/messages`, post), 201).message;
}

/** The body of an answer that must have this status. */
export function expectStatus<T>(answer: Answer<T>, status: number): T {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

/** Status and code, to compare with what must be refused. */
export function refusalOf(answer: Answer<Loose>): [status: number, code: string | undefined] {
  return [answer.status, answer.body?.error?.code];
}
