// Rooms, their members, and a member's settings of a room (W6, U1, G8, G12).
import { z } from "zod";

import { limits } from "../limits.ts";
import { time } from "./lists.ts";
import { person } from "./people.ts";

/** Kinds of rooms that one makes. */
export const namedKind = z.enum(["public", "private"]);
const kind = z.enum(["public", "private", "direct"]);
export type RoomKind = z.infer<typeof kind>;
export const roomRole = z.enum(["owner", "member"]);
export type RoomRole = z.infer<typeof roomRole>;
export const broadcasts = z.enum(["members", "owners"]);
/** `default`: mentions, and everything in direct rooms. */
export const notify = z.enum(["everything", "default", "nothing", "hidden"]);
export type NotifyLevel = z.infer<typeof notify>;

const infoFields = {
  id: z.int(),
  kind,
  name: z.string().describe("Empty for direct rooms, which are named by their people"),
  topic: z.string(),
  createdAt: time,
  archivedAt: time.nullable(),
  broadcasts: broadcasts.describe("Who can use @here and @everyone"),
};
const roomInfo = z.object(infoFields);
export interface RoomInfo extends z.infer<typeof roomInfo> {}

const settingsFields = {
  notify,
  mutedUntil: time.nullable(),
  starred: z.boolean(),
  hiddenSeq: z.int().nullable().describe("A direct room is hidden while its lastSeq is not above this"),
};
const roomSettings = z.object(settingsFields);
/** What I have set for a room, for myself. */
export interface RoomSettings extends z.infer<typeof roomSettings> {}

const countFields = {
  rev: z.int(),
  lastSeq: z.int(),
  readSeq: z.int(),
  unread: z.int(),
  mentions: z.int(),
};
/** U1 to U3; `rev` is the room's, read in the same statement as the rest. */
export const counts = z.object(countFields);
export interface Counts extends z.infer<typeof counts> {}

const receipt = z.object({ userId: z.int(), seq: z.int() });

const roomFields = {
  ...infoFields,
  joined: z.boolean(),
  role: roomRole.nullable().describe("My role; null if not joined"),
  ...countFields,
  ...settingsFields,
  members: z.array(person).exactOptional().describe("Direct rooms: all members including me, by id"),
  receipts: z
    .array(receipt)
    .exactOptional()
    .describe("Direct rooms: how far others have read, if they and I have receipts on"),
  lastAt: time.exactOptional().describe("Direct rooms: time of the message at lastSeq, else of the room"),
};
/** A room of mine (`joined`), or a public one I may join (counts are zero but for rev and lastSeq). */
export const room = z.object(roomFields);
export interface Room extends z.infer<typeof room> {}

/** A public room I have not joined, as it is browsed. */
export const joinableRoom = z.object({
  ...roomFields,
  memberCount: z.int().describe(`Number of active members, counted up to ${limits.membersCounted}`),
  last: z
    .object({ author: z.string(), body: z.string(), createdAt: time })
    .nullable()
    .describe("Beginning of the last message without formatting; null if there is none"),
});
export interface JoinableRoom extends z.infer<typeof joinableRoom> {}

/** A public or private room as admins list it: without its messages. */
export const listedRoom = z.object({
  id: z.int(),
  kind: namedKind,
  name: z.string(),
  createdAt: time,
  archivedAt: time.nullable(),
  members: z.int().describe("Number of active members"),
  owners: z.int(),
  lastAt: time.nullable().describe("Time of the last message; null if there is none"),
});
export interface ListedRoom extends z.infer<typeof listedRoom> {}

export const member = z.object({ user: person, role: roomRole, joinedAt: time });
export interface Member extends z.infer<typeof member> {}
