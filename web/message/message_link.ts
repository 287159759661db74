// N5: the address of a message.
import type { Message } from "../../src/protocol/shapes.ts";

type Placed = Pick<Message, "roomId" | "seq">;

export function messageLink(origin: string, { roomId, seq }: Placed): string {
  return `${origin}/r/${roomId}/${seq}`;
}
