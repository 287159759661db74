// Before one is signed in, and signing out: the first account, registering, a password by link.
import { z } from "zod";

import { safeText } from "../client_frames.ts";
import { setupInfo } from "../shapes/accounts.ts";
import { user } from "../shapes/people.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const signedIn = reply("Signed in: the answer sets the cookie.", z.object({ user }));

export const signInEndpoints = {
  "GET /setup": {
    summary: "Whether the first account must be created, and the rules for a password",
    session: "none",
    replies: { 200: reply("What a sign-in page needs.", setupInfo) },
  },
  "POST /setup": {
    summary: "Create the first account, an admin",
    session: "optional",
    body: z.strictObject({
      workspaceName: safeText.exactOptional(),
      placeName: safeText.exactOptional().meta({ deprecated: true }).describe("As `workspaceName` (W14)"),
      username: safeText,
      displayName: safeText.exactOptional(),
      password: safeText,
      code: safeText.exactOptional(),
    }),
    replies: { 201: signedIn },
  },
  "POST /register": {
    summary: "Register by invite, or without one if registration is open",
    session: "optional",
    body: z.strictObject({
      username: safeText,
      password: safeText,
      displayName: safeText.exactOptional(),
      invite: safeText.exactOptional(),
    }),
    replies: { 201: signedIn },
  },
  "POST /login": {
    summary: "Sign in",
    session: "optional",
    body: z.strictObject({ username: safeText, password: safeText }),
    replies: { 200: signedIn },
  },
  "POST /logout": {
    summary: "Sign out",
    session: "optional",
    replies: { 204: done },
  },
  "POST /reset": {
    summary: "Set a new password with a reset link",
    session: "optional",
    body: z.strictObject({ token: safeText, password: safeText }),
    replies: { 200: signedIn },
  },
} as const satisfies Endpoints;
