// What a socket says, one frame after another, and what it hears back. No frame, however odd, ends more than itself.
import { closeCodes } from "../../protocol/close_codes.ts";
import { decodeClientFrame } from "../../protocol/client_frames.ts";
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import type { Ref } from "../../protocol/shapes.ts";
import type { Metrics } from "../metrics.ts";
import type { Rates } from "../rates.ts";
import type { createCommands, Prepared } from "./commands.ts";
import { actorOf, end, send, whenRoomy, type Peer } from "./peer.ts";
import { errorText } from "./server_frames.ts";

export interface ConversationDeps {
  commands: ReturnType<typeof createCommands>;
  rates: Rates;
  metrics: Metrics;
  log: Log;
  now: () => number;
}

export interface Conversation {
  /** Called as frames arrive; returns at once. */
  hear(peer: Peer, raw: string | Uint8Array): void;
  /** What comes from now on is not taken: its sender hears `bye` soon and sends it again (D4). */
  stopHearing(): void;
}

export function createConversation({ commands, rates, metrics, log, now }: ConversationDeps): Conversation {
  let isHearing = true;

  function hear(peer: Peer, raw: string | Uint8Array): void {
    if (peer.state === "ended" || !isHearing) return;
    metrics.count("confab_frames_received_total");
    if (!rates.allowFrame(peer.id)) {
      metrics.count("confab_floods_closed_total");
      end(peer, closeCodes.tooFast);
      return;
    }
    peer.usedAt = now();
    peer.taking = peer.taking.then(() => take(peer, raw));
  }

  /** Never rejects: the next frame waits for it. */
  async function take(peer: Peer, raw: string | Uint8Array): Promise<void> {
    if (peer.state === "ended") return;
    if (typeof raw !== "string") {
      refuse(peer, undefined, new ChatError("bad_frame", "Frames are text, not binary."));
      return;
    }
    const decoded = decodeClientFrame(raw);
    if (!decoded.ok) {
      const { code, field, problem, ref } = decoded;
      refuse(peer, ref, new ChatError(code, problem, { field }));
      return;
    }
    const frame = decoded.value;
    const command = commands.prepare(frame);
    if (command.lane === "catchUp") {
      peer.catchingUp = peer.catchingUp.then(() => catchUp(peer, frame.ref, command));
      return;
    }
    const reply = await begin(peer, frame.ref, command);
    if (command.lane === "change") peer.replying = peer.replying.then(() => answer(peer, reply));
    else await answer(peer, reply);
  }

  /** Hands the command over; what comes of it, be it a refusal, is the reply. */
  async function begin(
    peer: Peer,
    ref: Ref | undefined,
    command: Prepared,
  ): Promise<{ text: Promise<string> }> {
    try {
      const actor = actorOf(peer);
      command.spend(actor);
      const { outcome } = await command.run({ actor, socketId: peer.id });
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

  function refuse(peer: Peer, ref: Ref | undefined, error: unknown): void {
    deliver(peer, refusal(peer, ref, error));
  }

  function refusal(peer: Peer, ref: Ref | undefined, error: unknown): string {
    if (error instanceof ChatError) metrics.count("confab_frames_refused_total");
    else {
      metrics.count("confab_errors_total");
      log.error("frame_failed", { userId: peer.session.user.id, error });
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
