// Links that let people in.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { listedInvite, madeInvite } from "../shapes/accounts.ts";
import { backwardsQuery, idParam, next } from "../shapes/lists.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const lookup = {
  summary: "Check that an invite works, without using it",
  session: "none",
  body: z.strictObject({ invite: safeText }),
  replies: { 200: reply("It works.", z.object({ workspaceName: z.string(), invitedBy: z.string() })) },
} as const;

export const inviteEndpoints = {
  "GET /invites": {
    summary: "List active invites: all of them for an admin, my own for others",
    session: "member",
    query: backwardsQuery,
    replies: {
      200: reply(
        "A page, newest first; links are not stored.",
        z.object({ invites: z.array(listedInvite), next }),
      ),
    },
  },
  "POST /invites": {
    summary: "Create an invite link",
    session: "member",
    replies: { 201: reply("The invite; its link is shown only here.", z.object({ invite: madeInvite })) },
  },
  "DELETE /invites/{id}": {
    summary: "Revoke an invite",
    session: "member",
    params: idParam,
    replies: { 204: done },
  },
  "POST /invites/lookup": lookup,
  "POST /invites/look": { ...lookup, summary: "As `POST /invites/lookup` (W14)", deprecated: true },
} as const satisfies Endpoints;
