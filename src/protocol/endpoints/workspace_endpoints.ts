// The workspace, how the server does, and how long messages are kept.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { limits } from "../limits.ts";
import { registration, workspaceSettings } from "../shapes/accounts.ts";
import { digits, idParam, pageQuery } from "../shapes/lists.ts";
import {
  backupStatus,
  retentionPreview,
  roomRetention,
  serverStatus,
  storagePage,
  workspaceRetention,
} from "../shapes/server.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

export const workspaceEndpoints = {
  "GET /workspace": {
    summary: "The name of the workspace and who may make an account",
    session: "member",
    replies: { 200: reply("The workspace.", z.object({ workspace: workspaceSettings })) },
  },
  "PATCH /workspace": {
    summary: "Admins: change them",
    session: "admin",
    body: z.strictObject({
      name: safeText.exactOptional(),
      registration: registration.exactOptional(),
    }),
    replies: { 200: reply("The workspace, as it is now.", z.object({ workspace: workspaceSettings })) },
  },
} as const satisfies Endpoints;

export const serverEndpoints = {
  "GET /admin/server": {
    summary: "Admins: version, disk, sizes, people online, and what is wrong",
    session: "admin",
    replies: { 200: reply("The server, as it is.", z.object({ server: serverStatus })) },
  },
  "POST /admin/backups": {
    summary:
      "Admins: make a backup now. It goes on after the answer; the server's status tells how far it is",
    session: "admin",
    rate: "backup",
    replies: { 202: reply("It is being made.", z.object({ backups: backupStatus })) },
  },
  "GET /admin/storage": {
    summary: "Admins: who uses how much for files, most first",
    session: "admin",
    query: pageQuery,
    replies: { 200: reply("A page of people; next is the last of them.", storagePage) },
  },
} as const satisfies Endpoints;

const days = z.int().min(1).max(limits.retentionDays);
const daysBody = z.strictObject({ days: days.nullable().describe("null: no number") });
const daysQuery = z.strictObject({ days: digits(days) });
const ofWorkspace = z.object({ retention: workspaceRetention });
const ofRoom = z.object({ retention: roomRetention });
const preview = z.object({ preview: retentionPreview });

export const retentionEndpoints = {
  "GET /admin/retention": {
    summary: "Admins: for how many days messages are kept",
    session: "admin",
    replies: { 200: reply("The number.", ofWorkspace) },
  },
  "PUT /admin/retention": {
    summary: "Admins: set for how many days messages are kept",
    session: "admin",
    rate: "room",
    body: daysBody,
    replies: { 200: reply("The number, as it is now.", ofWorkspace) },
  },
  "GET /admin/retention/preview": {
    summary: "Admins: what would be emptied by this number",
    session: "admin",
    rate: "preview",
    query: daysQuery,
    replies: { 200: reply("Sums over all rooms.", preview) },
  },
  "GET /rooms/{id}/retention": {
    summary: "For how many days messages of a room of mine are kept, and whether it is held",
    session: "member",
    params: idParam,
    replies: { 200: reply("The numbers.", ofRoom) },
  },
  "PUT /rooms/{id}/retention": {
    summary: "Owners: the room's own number of days",
    session: "member",
    rate: "room",
    params: idParam,
    body: daysBody,
    replies: { 200: reply("The numbers, as they are now.", ofRoom) },
  },
  "GET /rooms/{id}/retention/preview": {
    summary: "Owners: what would be emptied of the room by this number",
    session: "member",
    rate: "preview",
    params: idParam,
    query: daysQuery,
    replies: { 200: reply("Sums.", preview) },
  },
  "PUT /rooms/{id}/hold": {
    summary: "Admins: hold a public or private room, so that retention empties nothing of it",
    session: "admin",
    rate: "room",
    params: idParam,
    replies: { 204: done },
  },
  "DELETE /rooms/{id}/hold": {
    summary: "Admins: release a room that is held",
    session: "admin",
    rate: "room",
    params: idParam,
    replies: { 204: done },
  },
} as const satisfies Endpoints;
