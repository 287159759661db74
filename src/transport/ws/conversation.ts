// The frames of a socket, one after another, and their replies. A bad frame affects no other frame.
import { closeCodes } from "../../protocol/close_codes.ts";
import { decodeClientFrame, type ClientFrame } from "../../protocol/client_frames.ts";
import type { Handed } from "../../domain/chat.ts";
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import { actorOf } from "../../domain/actor.ts";
import type { SecurityLog } from "../../domain/security_log.ts";
import type { Ref } from "../../protocol/shapes.ts";
import type { Metrics } from "../metrics.ts";
import { noteRefusal } from "../refused.ts";
import type { Rates } from "../rates.ts";
import type { WorkInFlight } from "../work_in_flight.ts";
import type { createCommands, Prepared } from "./commands.ts";
import { end, send, whenRoomy, type Peer } from "./peer.ts";
import { errorText } from "./server_frames.ts";

interface ConversationDeps {
  commands: ReturnType<typeof createCommands>;
  rates: Rates;
  inFlight: WorkInFlight;
  /** The open sockets of a person. */
  peersOf: (userId: number) => Iterable<Peer>;
  metrics: Metrics;
  security: Pick<SecurityLog, "note">;
  log: Log;
  now: () => number;
}

export interface Conversation {
  /** Called as frames arrive; returns at once. */
  hear(peer: Peer, raw: string | Uint8Array): void;
  /** Frames from now on are not handled: the client gets `bye` soon and sends them again (D4). */
  stopHearing(): void;
}

export function createConversation(deps: ConversationDeps): Conversation {
  const { commands, rates, inFlight, peersOf, metrics, security, log, now } = deps;
  let isHearing = true;

  function hear(peer: Peer, raw: string | Uint8Array): void {
    if (peer.state === "ended" || !isHearing) return;
    metrics.count("confab_frames_received_total");
    const bytes = Buffer.byteLength(raw);
    if (!rates.allowFrame(peer.session.user.id, bytes)) return endFlood(peer);
    peer.usedAt = now();
    const reserved = inFlight.reserve(peer.session.user.id, bytes);
    if (reserved === "person") return endFlood(peer);
    if (reserved === "total") {
      relieve();
      refuseUntaken(peer, raw);
      return;
    }
    peer.taking = peer.taking.then(() => take(peer, raw, bytes));
  }

  /**
   * Never rejects. Resolves when the next frame may be taken; the memory of this one is released when it is answered. A frame is
   * handled in as few promises as that takes: a busy server makes tens of thousands a second.
   */
  async function take(peer: Peer, raw: string | Uint8Array, bytes: number): Promise<void> {
    const frame = peer.state === "ended" ? null : decode(peer, raw);
    const command = frame && begin(peer, frame);
    if (!frame || !command) return release(peer, bytes);
    if (command.lane === "catchUp") {
      peer.catchingUp = peer.catchingUp.then(() => catchUp(peer, frame.ref, command, bytes));
      return;
    }
    let handed: Handed<string>;
    try {
      handed = await run(peer, command);
    } catch (error) {
      refuse(peer, frame.ref, error);
      return release(peer, bytes);
    }
    if (command.lane === "change") void answerChange(peer, frame.ref, handed, bytes);
    else {
      await answer(peer, frame.ref, handed);
      release(peer, bytes);
    }
  }

  /** Null when it was refused. */
  function begin(peer: Peer, frame: ClientFrame): Prepared | null {
    const command = commands.prepare(frame);
    try {
      command.spend(actorOf(peer.session));
      return command;
    } catch (error) {
      refuse(peer, frame.ref, error);
      return null;
    }
  }

  function run(peer: Peer, command: Prepared): Promise<Handed<string>> {
    return command.run({ actor: actorOf(peer.session), socketId: peer.id });
  }

  function release(peer: Peer, bytes: number): void {
    inFlight.release(peer.session.user.id, bytes);
  }

  /** Null when it was refused. */
  function decode(peer: Peer, raw: string | Uint8Array): ClientFrame | null {
    if (typeof raw !== "string") {
      refuse(peer, undefined, new ChatError("bad_frame", "Frames are text, not binary."));
      return null;
    }
    const decoded = decodeClientFrame(raw);
    if (decoded.ok) return decoded.value;
    const { code, field, problem, ref } = decoded;
    refuse(peer, ref, new ChatError(code, problem, { field }));
    return null;
  }

  async function catchUp(peer: Peer, ref: Ref | undefined, command: Prepared, bytes: number): Promise<void> {
    await whenRoomy(peer);
    if (peer.state !== "ended") {
      try {
        await answer(peer, ref, await run(peer, command));
      } catch (error) {
        refuse(peer, ref, error);
      }
    }
    release(peer, bytes);
  }

  /** The outcome of a command, or its refusal, is the reply. */
  async function answer(peer: Peer, ref: Ref | undefined, { outcome }: Handed<string>): Promise<void> {
    let text: string;
    try {
      text = await outcome;
    } catch (error) {
      text = refusal(peer, ref, error);
    }
    deliver(peer, text);
  }

  /** The goodbye waits for it; nothing else does. */
  async function answerChange(
    peer: Peer,
    ref: Ref | undefined,
    handed: Handed<string>,
    bytes: number,
  ): Promise<void> {
    peer.unanswered += 1;
    await answer(peer, ref, handed);
    peer.unanswered -= 1;
    peer.whenAnswered?.();
    release(peer, bytes);
  }

  function endFlood(peer: Peer): void {
    metrics.count("confab_floods_closed_total");
    security.note("too_fast", { userId: peer.session.user.id, at: "/ws" }, { connectionId: peer.id });
    end(peer, closeCodes.tooFast);
  }

  /** The memory for frames is used up: the socket that holds the most is closed, and this frame is sent again later. */
  function relieve(): void {
    const heaviest = inFlight.heaviest();
    if (typeof heaviest === "number") for (const peer of peersOf(heaviest)) endFlood(peer);
  }

  function refuseUntaken(peer: Peer, raw: string | Uint8Array): void {
    const frame = decode(peer, raw);
    if (!frame) return;
    const busy = new ChatError("busy", "The server is busy. Try again in a moment.", { retryAfterMs: 2000 });
    refuse(peer, frame.ref, busy);
  }

  function refuse(peer: Peer, ref: Ref | undefined, error: unknown): void {
    deliver(peer, refusal(peer, ref, error));
  }

  function refusal(peer: Peer, ref: Ref | undefined, error: unknown): string {
    if (error instanceof ChatError) {
      metrics.count("confab_frames_refused_total");
      metrics.countRefusal(error.code);
      const facts = { userId: peer.session.user.id, at: "/ws" };
      noteRefusal(security, error, facts, { connectionId: peer.id });
    } else {
      metrics.count("confab_errors_total");
      log.error("frame_failed", { connectionId: peer.id, userId: peer.session.user.id, error });
    }
    return errorText(ref, error);
  }

  function deliver(peer: Peer, text: string): void {
    if (!send(peer, text)) metrics.count("confab_backpressure_total");
  }

  function stopHearing(): void {
    isHearing = false;
  }

  return { hear, stopHearing };
}
