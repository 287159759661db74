// A message between its commit and those who get it: what the server itself asks of it, beside the JSON that the database
// wrote. That text goes into frames as it is. Few need more of a message, and parse it.
import type { Message } from "../protocol/shapes.ts";

export interface StoredMessage extends Pick<Message, "id" | "roomId" | "seq" | "rev"> {
  authorId: number;
  /** The whole message (W4), on one line. */
  json: string;
}

export function toStoredMessage(message: Message): StoredMessage {
  const { id, roomId, seq, rev, author } = message;
  return { id, roomId, seq, rev, authorId: author.id, json: JSON.stringify(message) };
}

export function parseStoredMessage({ json }: StoredMessage): Message {
  const message: Message = JSON.parse(json);
  return message;
}
