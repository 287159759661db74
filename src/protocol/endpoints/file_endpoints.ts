// Files, pictures of people, and the archive of my data: raw bytes in, raw bytes out.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { idParam } from "../shapes/lists.ts";
import { messageFile } from "../shapes/messages.ts";
import { person, user } from "../shapes/people.ts";
import { reply, type Endpoints } from "./endpoint.ts";

const raw = "application/octet-stream";
const known = { 304: { description: "Not modified." } } as const;

export const fileEndpoints = {
  "POST /rooms/{id}/files": {
    summary: "Upload a file to a room as raw bytes; post it with fileIds",
    session: "member",
    rate: "upload",
    params: idParam,
    query: z.strictObject({ name: safeText }),
    bytes: { request: raw },
    replies: { 201: reply("The file, not yet posted.", z.object({ file: messageFile })) },
  },
  // Before the next, whose name it could be.
  "GET /files/{id}/thumb": {
    summary: "The thumbnail of a file",
    session: "member",
    params: idParam,
    bytes: { response: "image/webp" },
    replies: { 200: { description: "The picture." }, ...known },
  },
  "GET /files/{id}/{name}": {
    summary: "Download a file; the name in the address is ignored",
    session: "member",
    params: idParam.extend({ name: z.string() }),
    bytes: { response: raw },
    replies: {
      200: { description: "The bytes." },
      206: { description: "The requested range." },
      ...known,
    },
  },
} as const satisfies Endpoints;

const me = reply("Me.", z.object({ user }));

export const avatarEndpoints = {
  "PUT /me/avatar": {
    summary: "Upload my picture as raw bytes; its middle square is shown",
    session: "member",
    rate: "avatar",
    bytes: { request: raw },
    replies: { 200: me },
  },
  "DELETE /me/avatar": {
    summary: "Remove my picture",
    session: "member",
    rate: "avatar",
    replies: { 200: me },
  },
  "DELETE /users/{id}/avatar": {
    summary: "Admins: remove someone's picture",
    session: "admin",
    rate: "avatar",
    params: idParam,
    replies: { 200: reply("The person.", z.object({ user: person })) },
  },
  "GET /users/{id}/avatar/{avatar}": {
    summary: "A person's picture",
    session: "member",
    params: idParam.extend({ avatar: safeText }),
    bytes: { response: "image/webp" },
    replies: { 200: { description: "The picture." }, ...known },
  },
} as const satisfies Endpoints;

export const ownDataEndpoints = {
  "GET /me/export": {
    summary: "Export my messages, actions and files as a tar archive",
    session: "member",
    bytes: { response: "application/x-tar" },
    replies: { 200: { description: "The archive." } },
  },
} as const satisfies Endpoints;
