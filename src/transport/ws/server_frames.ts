// Frames on their way out, as text. A message goes in as the database wrote it.
import { ChatError, unexpected } from "../../domain/chat_error.ts";
import type { StoredMessage } from "../../domain/stored_message.ts";
import type { Counts, Presence, ReactionChange, Ref, ServerFrame, SyncPage } from "../../protocol/shapes.ts";

export function frameText(frame: ServerFrame): string {
  return JSON.stringify(frame);
}

/** With rooms that are JSON already. */
export function roomsFrameText<T extends "hello" | "rooms">(
  type: T,
  rooms: string,
  fields: Omit<Extract<ServerFrame, { type: T }>, "type" | "rooms">,
): string {
  return `{"type":"${type}","rooms":${rooms},${JSON.stringify(fields).slice(1)}`;
}

export function messageEvent(message: StoredMessage, by?: ReactionChange[]): string {
  const { roomId, rev, json } = message;
  const changes = by ? `,"by":${JSON.stringify(by)}` : "";
  return `{"type":"message","roomId":${roomId},"rev":${rev},"message":${json}${changes}}`;
}

export function okMessage(ref: Ref | undefined, { json }: StoredMessage): string {
  return `{"type":"ok",${refText(ref)}"result":{"message":${json}}}`;
}

export function okCounts(ref: Ref | undefined, counts: Counts): string {
  return `{"type":"ok",${refText(ref)}"result":{"counts":${JSON.stringify(counts)}}}`;
}

export function okPresence(ref: Ref | undefined, presence: Presence[]): string {
  return `{"type":"ok",${refText(ref)}"result":{"presence":${JSON.stringify(presence)}}}`;
}

/** Done; there is nothing to say. */
export function okNothing(ref: Ref | undefined): string {
  return `{"type":"ok",${refText(ref)}"result":{}}`;
}

export function synced(ref: Ref | undefined, roomId: number, page: SyncPage & { epoch: string }): string {
  return `{"type":"synced",${refText(ref)}"roomId":${roomId},${JSON.stringify(page).slice(1)}`;
}

export function pong(ref: Ref | undefined): string {
  return `{"type":"pong"${ref === undefined ? "" : `,"ref":${JSON.stringify(ref)}`}}`;
}

/** A refusal as it is; any other error is a bug, and the client gets no detail of it. */
export function errorText(ref: Ref | undefined, error: unknown): string {
  const shown = error instanceof ChatError ? error : unexpected();
  const { code, message, details } = shown;
  const { field, retryAfterMs, current } = details;
  return JSON.stringify({ type: "error", ref, code, message, field, retryAfterMs, current });
}

function refText(ref: Ref | undefined): string {
  return ref === undefined ? "" : `"ref":${JSON.stringify(ref)},`;
}
