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
    summary: "Get the name of the workspace and who may register",
    session: "member",
    replies: { 200: reply("The workspace.", z.object({ workspace: workspaceSettings })) },
  },
  "PATCH /workspace": {
    summary: "Admins: change name or registration",
    session: "admin",
    body: z.strictObject({
      name: safeText.exactOptional(),
      registration: registration.exactOptional(),
    }),
    replies: { 200: reply("The workspace.", z.object({ workspace: workspaceSettings })) },
  },
} as const satisfies Endpoints;

export const serverEndpoints = {
  "GET /admin/server": {
    summary: "Admins: version, disk, sizes, people online and warnings",
    session: "admin",
    replies: { 200: reply("The status of the server.", z.object({ server: serverStatus })) },
  },
  "POST /admin/backups": {
    summary: "Admins: start a backup; the status of the server reports its progress",
    session: "admin",
    rate: "backup",
    replies: { 202: reply("The backup has started.", z.object({ backups: backupStatus })) },
  },
  "GET /admin/storage": {
    summary: "Admins: list people by the size of their files, largest first",
    session: "admin",
    query: pageQuery,
    replies: { 200: reply("A page of people; next is the id of the last.", storagePage) },
  },
} as const satisfies Endpoints;

const days = z.int().min(1).max(limits.retentionDays);
const daysBody = z.strictObject({ days: days.nullable().describe("null: keep for ever") });
const daysQuery = z.strictObject({ days: digits(days) });
const ofWorkspace = z.object({ retention: workspaceRetention });
const ofRoom = z.object({ retention: roomRetention });
const preview = z.object({ preview: retentionPreview });

export const retentionEndpoints = {
  "GET /admin/retention": {
    summary: "Admins: for how many days messages are kept",
    session: "admin",
    replies: { 200: reply("The setting.", ofWorkspace) },
  },
  "PUT /admin/retention": {
    summary: "Admins: set for how many days messages are kept",
    session: "admin",
    rate: "room",
    body: daysBody,
    replies: { 200: reply("The setting.", ofWorkspace) },
  },
  "GET /admin/retention/preview": {
    summary: "Admins: preview what this number of days would delete",
    session: "admin",
    rate: "preview",
    query: daysQuery,
    replies: { 200: reply("Totals of all rooms.", preview) },
  },
  "GET /rooms/{id}/retention": {
    summary: "For how many days a room keeps messages, and whether it is on legal hold",
    session: "member",
    params: idParam,
    replies: { 200: reply("The settings.", ofRoom) },
  },
  "PUT /rooms/{id}/retention": {
    summary: "Owners: set the room's own number of days",
    session: "member",
    rate: "room",
    params: idParam,
    body: daysBody,
    replies: { 200: reply("The settings.", ofRoom) },
  },
  "GET /rooms/{id}/retention/preview": {
    summary: "Owners: preview what this number of days would delete",
    session: "member",
    rate: "preview",
    params: idParam,
    query: daysQuery,
    replies: { 200: reply("Totals of the room.", preview) },
  },
  "PUT /rooms/{id}/hold": {
    summary: "Admins: put a public or private room on legal hold, so that retention deletes nothing",
    session: "admin",
    rate: "room",
    params: idParam,
    replies: { 204: done },
  },
  "DELETE /rooms/{id}/hold": {
    summary: "Admins: end the legal hold of a room",
    session: "admin",
    rate: "room",
    params: idParam,
    replies: { 204: done },
  },
} as const satisfies Endpoints;
