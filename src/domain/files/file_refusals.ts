// Why a file is not taken, in words.
import { sizeInWords } from "../../protocol/file_size.ts";
import { ChatError } from "../chat_error.ts";

export function tooLarge(max: number): ChatError {
  return new ChatError("body_too_large", `A file has at most ${sizeInWords(max)}.`);
}

export function empty(): ChatError {
  return new ChatError("empty_file", "The file is empty.");
}

export function cutOff(): ChatError {
  return new ChatError("bad_request", "The file did not come as a whole. Send it again.");
}

export function quotaReached(quota: number): ChatError {
  return new ChatError(
    "quota_reached",
    `Your files fill all of your ${sizeInWords(quota)}. Delete messages with files to free space.`,
  );
}

export function diskFull(): ChatError {
  return new ChatError("disk_full", "The server is low on disk space and accepts no files. Tell an admin.");
}

export function filesFull(): ChatError {
  return new ChatError("files_full", "The space for files on this server is used up. Tell an admin.");
}

export function tooManyUploads(max: number): ChatError {
  return new ChatError("too_fast", `At most ${max} files are uploaded at the same time.`, {
    retryAfterMs: 2000,
  });
}
