// People (P1, P4 to P6, L9).
import { z } from "zod";

import { preferenceChoices } from "../preferences.ts";
import { next, time } from "./lists.ts";

export const userRole = z.enum(["admin", "member"]);
export type UserRole = z.infer<typeof userRole>;

const namedFields = {
  id: z.int(),
  username: z.string(),
  displayName: z.string(),
  avatar: z
    .string()
    .nullable()
    .describe("Part of its address /api/users/{id}/avatar/{avatar}; changes with the picture"),
  ambiguous: z.literal(true).exactOptional().describe("The display name looks like another person's name"),
};
export const author = z.object({
  ...namedFields,
  role: userRole.exactOptional().describe("Present for admins only"),
});
export interface Author extends z.infer<typeof author> {}

/** A person's status; after `until` (null: until changed) a client hides it. */
const status = z.object({ emoji: z.string(), text: z.string(), until: time.nullable() });
export interface Status extends z.infer<typeof status> {}

const personFields = {
  ...namedFields,
  role: userRole,
  status: status.nullable(),
  dndUntil: time.nullable().describe("End of do not disturb"),
  isDeactivated: z.boolean(),
};
/** Someone as everyone sees them. An erased person has empty names. */
export const person = z.object(personFields);
export interface Person extends z.infer<typeof person> {}

export const peoplePage = z.object({ users: z.array(person), next });

/** Nightly: `from` and `to` as "HH:MM" in `zone`, an IANA name. */
const quietHours = z.object({ from: z.string(), to: z.string(), zone: z.string() });
export interface QuietHours extends z.infer<typeof quietHours> {}

const preferences = z.strictObject({
  theme: z.enum(preferenceChoices.theme),
  contrast: z.enum(preferenceChoices.contrast),
  density: z.enum(preferenceChoices.density),
  clock: z.enum(preferenceChoices.clock),
  language: z.enum(preferenceChoices.language),
});

/** Any of them. `partial()` of zod would take `undefined`, too. */
export const somePreferences = z.strictObject({
  theme: preferences.shape.theme.exactOptional(),
  contrast: preferences.shape.contrast.exactOptional(),
  density: preferences.shape.density.exactOptional(),
  clock: preferences.shape.clock.exactOptional(),
  language: preferences.shape.language.exactOptional(),
});

/** Me: a person, and what only I know. */
export const user = z.object({
  ...personFields,
  quietHours: quietHours.nullable(),
  receipts: z.boolean().describe("Read receipts in direct rooms, mine and those of others"),
  preferences,
});
export interface User extends z.infer<typeof user> {}
