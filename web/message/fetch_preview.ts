// The words of a message for what the first load holds.
import type { Message } from "../../src/protocol/shapes.ts";

export type FetchWords = (message: Pick<Message, "body" | "files">) => Promise<string>;

/** As typed where the parser cannot be fetched: offline, or after an upgrade of the server. */
export const fetchWords: FetchWords = (message) =>
  import("./message_preview.ts").then(
    ({ wordsOf }) => wordsOf(message),
    () => message.body,
  );
