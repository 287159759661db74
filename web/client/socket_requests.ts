// Requests on the socket that wait for the reply with their `ref` (SPEC W1).
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { isPassing } from "../../src/protocol/error_codes.ts";
import type { ErrorFrame, OkFrame, ServerFrame, SyncedFrame } from "../../src/protocol/shapes.ts";
import { readRefusal, Refused } from "../connection/refused.ts";
import { tConnection } from "../connection/words.ts";

export type Question = Exclude<ClientFrame, { type: "ping" }>;
type Reply = OkFrame | SyncedFrame;

interface Open {
  question: Question;
  /** What the end of a connection does: ask again after the next `hello`, or give up. */
  onDrop: "again" | "fail";
  /** The reply is folded into the state before the caller continues. */
  resolve(reply: Reply): void;
  reject(error: Refused): void;
}

interface AsksPorts {
  /** False when there is no connection. */
  send: (frame: ClientFrame) => boolean;
  /** C9: waits until its room is sent. */
  mustWait?: (question: Question) => boolean;
  after: (delayMs: number, run: () => void) => void;
}

const offline = () => new Refused("offline", () => tConnection("youAreOffline"));
const passingDelayMs = 1000;

export function createAsks({ send, mustWait = () => false, after }: AsksPorts) {
  const open = new Map<string, Open>();
  /** For the next connection, or for their room. */
  let waiting: Open[] = [];
  let lastRef = 0;

  function put(asked: Open): void {
    lastRef += 1;
    const ref = `${asked.question.type}-${lastRef}`;
    if (!mustWait(asked.question) && send({ ...asked.question, ref })) open.set(ref, asked);
    else if (asked.onDrop === "again") waiting.push(asked);
    else asked.reject(offline());
  }

  /** Resolves with `ok` or `synced`; rejects with Refused. Temporary errors are retried here, except for posts. */
  function ask(question: Question, { onDrop }: { onDrop: "again" | "fail" }): Promise<Reply> {
    return new Promise((resolve, reject) => put({ question, onDrop, resolve, reject }));
  }

  function takeError(asked: Open, frame: ErrorFrame): void {
    if (isPassing(frame.code)) after(frame.retryAfterMs ?? passingDelayMs, () => put(asked));
    else asked.reject(readRefusal(frame));
  }

  /** Whether the frame was a reply to a request. */
  function answer(frame: ServerFrame): boolean {
    if (frame.type !== "ok" && frame.type !== "error" && frame.type !== "synced") return false;
    const ref = String(frame.ref ?? "");
    const asked = open.get(ref);
    if (!asked) return false;
    open.delete(ref);
    if (frame.type === "error") takeError(asked, frame);
    else asked.resolve(frame);
    return true;
  }

  /** The connection ended. */
  function drop(): void {
    const cut = [...open.values()];
    open.clear();
    for (const asked of cut) {
      if (asked.onDrop === "again") waiting.push(asked);
      else asked.reject(offline());
    }
  }

  /** After `hello`, and when more rooms are sent: repeats waiting requests, unless they are about another past (C6). */
  function resume(isStillMeant: (question: Question) => boolean): void {
    const again = waiting;
    waiting = [];
    for (const asked of again) {
      if (mustWait(asked.question)) waiting.push(asked);
      else if (isStillMeant(asked.question)) put(asked);
      else asked.reject(new Refused("restored", () => tConnection("restored")));
    }
  }

  return { ask, answer, drop, resume };
}
