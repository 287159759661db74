// Accounts: what is known before signing in, sessions, invites, the workspace.
import { z } from "zod";

import { time } from "./lists.ts";
import { author } from "./people.ts";

export const registration = z.enum(["invite", "open"]);
export type Registration = z.infer<typeof registration>;

/** What the page needs before anyone is signed in. */
export const setupInfo = z.object({
  needed: z.boolean(),
  codeNeeded: z.boolean(),
  passwordMin: z.int(),
  workspaceName: z.string(),
  placeName: z
    .string()
    .meta({ deprecated: true })
    .describe("As `workspaceName`, for pages of protocol 1 (W14)"),
  registration,
});
export interface SetupInfo extends z.infer<typeof setupInfo> {}

export const sessionInfo = z.object({
  id: z.int(),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
  address: z.string(),
  agent: z.string(),
  current: z.boolean(),
});
export interface SessionInfo extends z.infer<typeof sessionInfo> {}

const inviteFields = {
  id: z.int(),
  createdAt: time,
  expiresAt: time,
  createdBy: author,
  used: z.int(),
};
/** The link is only in the answer that makes it: no other has it. */
export const madeInvite = z.object({ ...inviteFields, url: z.string() });
export const listedInvite = z.object({ ...inviteFields, url: z.null() });
export interface ListedInvite extends z.infer<typeof listedInvite> {}

export const workspaceSettings = z.object({
  name: z.string(),
  registration,
  registrationLocked: z.boolean().describe("The setting REGISTRATION decides; the API cannot change it"),
});
export interface WorkspaceSettings extends z.infer<typeof workspaceSettings> {}
