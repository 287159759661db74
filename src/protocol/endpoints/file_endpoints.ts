// Files, pictures of people, and the archive of my data: raw bytes in, raw bytes out.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { idParam } from "../shapes/lists.ts";
import { messageFile } from "../shapes/messages.ts";
import { person, user } from "../shapes/people.ts";
import { reply, type Endpoints } from "./endpoint.ts";

const raw = "application/octet-stream";
const known = { 304: { description: "As known." } } as const;

export const fileEndpoints = {
  "POST /rooms/{id}/files": {
    summary: "Upload a file to a room: its raw bytes; post it with fileIds",
    session: "member",
    rate: "upload",
    params: idParam,
    query: z.strictObject({ name: safeText }),
    bytes: { request: raw },
    replies: { 201: reply("The file, not yet posted.", z.object({ file: messageFile })) },
  },
  // Before the next, whose name it could be.
  "GET /files/{id}/thumb": {
    summary: "The small picture of a file that has one",
    session: "member",
    params: idParam,
    bytes: { response: "image/webp" },
    replies: { 200: { description: "The picture." }, ...known },
  },
  "GET /files/{id}/{name}": {
    summary: "A file; its name in the address is not looked at",
    session: "member",
    params: idParam.extend({ name: z.string() }),
    bytes: { response: raw },
    replies: {
      200: { description: "The bytes." },
      206: { description: "The range of them that was asked for." },
      ...known,
    },
  },
} as const satisfies Endpoints;

const me = reply("Me, as I am now.", z.object({ user }));

export const avatarEndpoints = {
  "PUT /me/avatar": {
    summary: "Upload my picture: its raw bytes; the middle of it is shown",
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
    replies: { 200: reply("The person, as they are now.", z.object({ user: person })) },
  },
  "GET /users/{id}/avatar/{avatar}": {
    summary: "Someone's picture, while it is this one",
    session: "member",
    params: idParam.extend({ avatar: safeText }),
    bytes: { response: "image/webp" },
    replies: { 200: { description: "The picture." }, ...known },
  },
} as const satisfies Endpoints;

export const ownDataEndpoints = {
  "GET /me/export": {
    summary: "What I wrote and did, and the files I uploaded, as a tar archive",
    session: "member",
    bytes: { response: "application/x-tar" },
    replies: { 200: { description: "The archive." } },
  },
} as const satisfies Endpoints;
