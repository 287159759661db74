// Uploads by XMLHttpRequest: fetch does not tell how much of a body is sent.
import { believedUserHeader } from "../../src/protocol/headers.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { refusalWords, type Refusal } from "../text/refusal_words.ts";
import { sayApp } from "../words/en/app.ts";

import { RestError } from "./rest.ts";

export interface FileToSend {
  roomId: number;
  name: string;
  content: Blob;
}

export interface SendFileOptions {
  /** Bytes. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

export type SendFile = (file: FileToSend, options: SendFileOptions) => Promise<MessageFile>;

/** What a refusal tells besides its code: how long to wait. */
export class SendRefused extends RestError {
  constructor(
    code: string,
    message: string,
    readonly retryAfterMs: number | null,
  ) {
    super(code, message);
  }
}

/** As this user (C7). Rejects with SendRefused; "offline" when the line broke or the file could not be read. */
export const sendFileAs =
  (userId: number): SendFile =>
  ({ roomId, name, content }, { onProgress, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const broke = () => reject(new SendRefused("offline", sayApp("uploadBroke"), null));
      request.open("POST", `/api/rooms/${roomId}/files?name=${encodeURIComponent(name.toWellFormed())}`);
      request.responseType = "json";
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader(believedUserHeader, String(userId));
      request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
      request.addEventListener("error", broke);
      request.addEventListener("abort", broke);
      request.addEventListener("load", () => {
        const answer: { file?: MessageFile; error?: Refusal } | null = request.response;
        if (request.status === 201 && answer?.file) return resolve(answer.file);
        const error = answer?.error;
        const words = error ? refusalWords(error) : sayApp("fileRefused");
        const seconds = Number(request.getResponseHeader("Retry-After"));
        reject(new SendRefused(error?.code ?? "internal", words, seconds > 0 ? seconds * 1000 : null));
      });
      signal.addEventListener("abort", () => request.abort());
      request.send(content);
    });
