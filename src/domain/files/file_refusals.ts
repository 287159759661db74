// Why a file is not taken, in words.
import { sizeInWords } from "../../protocol/file_size.ts";
import { ChatError } from "../chat_error.ts";

export function tooLarge(max: number): ChatError {
  return new ChatError("body_too_large", `File too large. The limit is ${sizeInWords(max)}.`);
}

export function empty(): ChatError {
  return new ChatError("empty_file", "The file is empty.");
}

export function cutOff(): ChatError {
  return new ChatError("bad_request", "The upload was incomplete. Send the file again.");
}

export function quotaReached(quota: number): ChatError {
  return new ChatError(
    "quota_reached",
    `Your file storage of ${sizeInWords(quota)} is full. Delete messages with files to free up space.`,
  );
}

export function diskFull(): ChatError {
  return new ChatError("disk_full", "The server is low on disk space and accepts no files. Tell an admin.");
}

export function filesFull(): ChatError {
  return new ChatError("files_full", "File storage on this server is full. Tell an admin.");
}

export function tooManyUploads(max: number): ChatError {
  return new ChatError("too_fast", `You can upload at most ${max} files at the same time.`, {
    retryAfterMs: 2000,
  });
}
