// N5: the address of a message.
import type { Message } from "../../src/protocol/shapes.ts";

type MessageAddress = Pick<Message, "roomId" | "seq">;

export function messageLink(origin: string, { roomId, seq }: MessageAddress): string {
  return `${origin}/r/${roomId}/${seq}`;
}
