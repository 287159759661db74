// The files of a new message (SPEC F2). The transaction checks whether they can be posted.
import { limits } from "../../protocol/limits.ts";
import { ChatError } from "../chat_error.ts";

/** Throws `too_many`, or `bad_request` for one that is named twice. */
export function checkFileIds(fileIds: readonly number[]): number[] {
  const field = "fileIds";
  if (fileIds.length > limits.messageFiles) {
    const message = `A message can have at most ${limits.messageFiles} files; this one has ${fileIds.length}.`;
    throw new ChatError("too_many", message, { field });
  }
  if (new Set(fileIds).size < fileIds.length) {
    throw new ChatError("bad_request", "Each file can be attached only once.", { field });
  }
  return [...fileIds];
}
