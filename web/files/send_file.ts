// Uploads by XMLHttpRequest: fetch reports no upload progress.
import { believedUserHeader } from "../../src/protocol/headers.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";

import { addressOf, type Key } from "../connection/api.ts";
import { refusalIn, Refused } from "../connection/refused.ts";

interface FileToSend {
  roomId: number;
  name: string;
  content: Blob;
}

interface SendFileOptions {
  /** Bytes. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

export type SendFile = (file: FileToSend, options: SendFileOptions) => Promise<MessageFile>;

/** As this user (C7). Rejects with Refused, also when the line broke or the file could not be read. */
export const sendFileAs =
  (userId: number): SendFile =>
  ({ roomId, name, content }, { onProgress, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const broke = () => reject(new Refused("uploadBroke", () => ""));
      const key = "POST /rooms/{id}/files" satisfies Key;
      const { method, path } = addressOf(key, {
        params: { id: roomId },
        query: { name: name.toWellFormed() },
      });
      request.open(method, path);
      request.responseType = "json";
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader(believedUserHeader, String(userId));
      request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
      request.addEventListener("error", broke);
      request.addEventListener("abort", broke);
      request.addEventListener("load", () => {
        const answer: { file?: MessageFile } | null = request.response;
        if (request.status === 201 && answer?.file) return resolve(answer.file);
        const seconds = Number(request.getResponseHeader("Retry-After"));
        const wait = seconds > 0 ? seconds * 1000 : null;
        reject(refusalIn(answer, wait) ?? new Refused("fileRefused", () => "", { retryAfterMs: wait }));
      });
      signal.addEventListener("abort", () => request.abort());
      request.send(content);
    });
