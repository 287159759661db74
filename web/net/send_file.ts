// Uploads by XMLHttpRequest: fetch does not tell how much of a body is sent.
import { believedUserHeader } from "../../src/protocol/headers.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import type { Reason } from "../text/reason.ts";
import type { Refusal } from "../text/refusal_words.ts";

import { SendRefused } from "./send_refused.ts";

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

/** As this user (C7). Rejects with SendRefused, also when the line broke or the file could not be read. */
export const sendFileAs =
  (userId: number): SendFile =>
  ({ roomId, name, content }, { onProgress, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const broke = () => reject(new SendRefused({ code: "uploadBroke" }, null));
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
        const seconds = Number(request.getResponseHeader("Retry-After"));
        const wait = seconds > 0 ? seconds * 1000 : null;
        reject(new SendRefused(reasonOf(answer?.error), wait));
      });
      signal.addEventListener("abort", () => request.abort());
      request.send(content);
    });

function reasonOf(error: Refusal | undefined): Reason {
  if (!error) return { code: "fileRefused" };
  const { code, message, field } = error;
  return field === undefined ? { code, message } : { code, message, field };
}
