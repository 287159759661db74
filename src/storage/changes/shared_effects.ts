// Effects that several kinds of change have.
import type { Effect, EffectOf } from "../../domain/effects.ts";
import type { EndedSessions, InheritedRoom, Twins } from "../../domain/journal.ts";

/** Of changes that concern neither a socket nor a cache nor the search index. */
export const noEffects = (): Effect[] => [];

export function sessionsOver(sessionIds: number[]): Effect[] {
  return sessionIds.length > 0 ? [{ kind: "sessionsOver", sessionIds }] : [];
}

/** Of changes that do nothing else here. */
export const endsSessions = (_change: object, { ended }: EndedSessions) => sessionsOver(ended);

/** By default everyone sees it. */
export function personChanged(
  userId: number,
  what: Partial<Pick<EffectOf<"person">, "isPublic" | "inRooms" | "receipts">> = {},
): Effect {
  return { kind: "person", userId, isPublic: true, inRooms: false, receipts: false, ...what };
}

/** L9: people who are shown differently because of another person's name. */
export function twinsChanged(twins: number[] = []): Effect[] {
  return twins.map((userId) => personChanged(userId));
}

/** A new account is in the rooms that everyone joins. */
export const addsPerson = (_change: object, { userId, twins }: { userId: number } & Twins) => [
  personChanged(userId, { inRooms: true }),
  ...twinsChanged(twins),
];

/** G4: rooms that lost their last owner. */
export function roomsPassed(passed: InheritedRoom[]): Effect[] {
  return passed.map(({ roomId, userId }) => ({ kind: "role", roomId, userIds: [userId] }));
}
