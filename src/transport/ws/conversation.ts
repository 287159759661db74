// The frames of a socket, one after another, and their replies. A bad frame affects no other frame.
import { closeCodes } from "../../protocol/close_codes.ts";
import { decodeClientFrame, type ClientFrame } from "../../protocol/client_frames.ts";
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
    peer.taking = peer.taking.then(() => takeCounted(peer, raw, bytes));
  }

  /** Resolves when the next frame may be taken. */
  async function takeCounted(peer: Peer, raw: string | Uint8Array, bytes: number): Promise<void> {
    const { answered } = await take(peer, raw);
    void answered.then(() => inFlight.release(peer.session.user.id, bytes));
  }

  /** Never rejects, and nor does `answered`: the next frame waits for the first, its memory for the second. */
  async function take(peer: Peer, raw: string | Uint8Array): Promise<{ answered: Promise<void> }> {
    const nothing = { answered: Promise.resolve() };
    if (peer.state === "ended") return nothing;
    const frame = decode(peer, raw);
    if (!frame) return nothing;
    const command = commands.prepare(frame);
    try {
      command.spend(actorOf(peer.session));
    } catch (error) {
      refuse(peer, frame.ref, error);
      return nothing;
    }
    if (command.lane === "catchUp") {
      peer.catchingUp = peer.catchingUp.then(() => catchUp(peer, frame.ref, command));
      return { answered: peer.catchingUp };
    }
    const reply = await begin(peer, frame.ref, command);
    if (command.lane === "change") return { answered: sendWhenAnswered(peer, reply) };
    await answer(peer, reply);
    return nothing;
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

  /** Starts the command; its outcome, or its refusal, is the reply. */
  async function begin(
    peer: Peer,
    ref: Ref | undefined,
    command: Prepared,
  ): Promise<{ text: Promise<string> }> {
    try {
      const { outcome } = await command.run({ actor: actorOf(peer.session), socketId: peer.id });
      return { text: outcome.catch((error: unknown) => refusal(peer, ref, error)) };
    } catch (error) {
      return { text: Promise.resolve(refusal(peer, ref, error)) };
    }
  }

  async function catchUp(peer: Peer, ref: Ref | undefined, command: Prepared): Promise<void> {
    await whenRoomy(peer);
    if (peer.state === "ended") return;
    await answer(peer, await begin(peer, ref, command));
  }

  async function answer(peer: Peer, reply: { text: Promise<string> }): Promise<void> {
    deliver(peer, await reply.text);
  }

  /** The goodbye waits for it; nothing else does. */
  async function sendWhenAnswered(peer: Peer, reply: { text: Promise<string> }): Promise<void> {
    peer.unanswered += 1;
    await answer(peer, reply);
    peer.unanswered -= 1;
    peer.whenAnswered?.();
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
