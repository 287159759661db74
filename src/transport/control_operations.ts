// What the command line may ask of the running server: one table, from which both ends are typed and decoded.
import { z } from "zod";

import { isStorableText } from "../protocol/text.ts";

/** What a name or text must be is decided where it is used; here only what no text may hold (X1). */
const text = z.string().refine(isStorableText, "This text holds what no text may hold.");
const nothing = z.strictObject({});
const id = z.int().nonnegative();
const role = z.enum(["admin", "member"]);

const user = z.object({
  id: z.number(),
  username: z.string(),
  displayName: z.string(),
  role,
  isDeactivated: z.boolean(),
});
const changedUser = z.object({ user, changed: z.boolean() });
const invite = z.object({
  id: z.number(),
  createdAt: z.number(),
  expiresAt: z.number(),
  createdBy: z.string(),
  used: z.number(),
});
const room = z.object({
  id: z.number(),
  kind: z.enum(["public", "private"]),
  name: z.string(),
  createdAt: z.number(),
  archivedAt: z.number().nullable(),
  members: z.number(),
  owners: z.number(),
  lastAt: z.number().nullable(),
});

const controlOperations = {
  makeResetLink: {
    asked: z.strictObject({ username: text }),
    answered: z.object({ username: z.string(), url: z.string(), expiresAt: z.number() }),
  },
  listUsers: {
    asked: z.strictObject({ after: id }),
    answered: z.array(user),
  },
  addUser: {
    asked: z.strictObject({
      username: text,
      displayName: text.optional(),
      role,
      password: text.nullable(),
    }),
    answered: z.object({
      user,
      link: z.object({ url: z.string(), expiresAt: z.number() }).nullable(),
    }),
  },
  setUserRole: { asked: z.strictObject({ username: text, role }), answered: changedUser },
  setUserActive: {
    asked: z.strictObject({ username: text, active: z.boolean() }),
    answered: changedUser,
  },
  makeInvite: {
    asked: z.strictObject({ by: text.optional() }),
    answered: invite.extend({ url: z.string() }),
  },
  listInvites: {
    asked: z.strictObject({ before: id.nullable() }),
    answered: z.array(invite),
  },
  revokeInvite: { asked: z.strictObject({ id }), answered: nothing },
  listRooms: { asked: z.strictObject({ after: id }), answered: z.array(room) },
  createRoom: {
    asked: z.strictObject({
      name: text,
      topic: text,
      roomKind: z.enum(["public", "private"]),
      owner: text.optional(),
    }),
    answered: room,
  },
  setRoomArchived: {
    asked: z.strictObject({ id, archived: z.boolean() }),
    answered: z.object({ room, changed: z.boolean() }),
  },
  checkSearch: {
    asked: z.strictObject({ after: id }),
    answered: z.object({ checked: z.number(), wrong: z.number(), next: z.number().nullable() }),
  },
  rebuildSearch: { asked: nothing, answered: nothing },
  /** Into `to`, absolute, or where the others are. */
  backUp: {
    asked: z.strictObject({ to: text.nullable() }),
    answered: z.object({
      name: z.string(),
      createdAt: z.number(),
      bytes: z.number(),
      files: z.number(),
      missingFiles: z.number(),
      remoteProblem: z.string().nullable(),
    }),
  },
  searchProgress: {
    asked: nothing,
    answered: z.object({
      indexedTo: z.number(),
      lastId: z.number(),
      stale: z.number(),
      table: z.number(),
    }),
  },
} as const satisfies Record<string, { asked: z.ZodType; answered: z.ZodType }>;

type Table = typeof controlOperations;
export type OperationName = keyof Table;
type AskedBy = { [N in OperationName]: z.infer<Table[N]["asked"]> };
type AnsweredBy = { [N in OperationName]: z.infer<Table[N]["answered"]> };
export type Asked<N extends OperationName> = AskedBy[N];
export type Answered<N extends OperationName> = AnsweredBy[N];

/** The same table, as TypeScript can follow a name that is not known yet. */
export const operationShapes: {
  [N in OperationName]: { asked: z.ZodType<AskedBy[N]>; answered: z.ZodType<AnsweredBy[N]> };
} = controlOperations;

export interface Progress {
  done: number;
  total: number;
  /** The unit of the count, as in "messages". */
  unit: string;
}

export interface OperationRun {
  /** Of long work, as often as it likes. */
  progress: (progress: Progress) => void;
  /** Aborted when the client has disconnected. */
  signal: AbortSignal;
}

/** What does them. A refusal is a ChatError. */
export type Operations = {
  [N in OperationName]: (asked: AskedBy[N], run: OperationRun) => Promise<AnsweredBy[N]>;
};

/** An operation is asked for by this, and answered by lines of JSON: any number of `progress`, then `result` or `error`. */
export const controlCall = z.strictObject({ do: z.string(), asked: z.unknown() });
export const controlLine = z.union([
  z.strictObject({
    progress: z.strictObject({ done: z.number(), total: z.number(), unit: z.string() }),
  }),
  z.strictObject({ result: z.unknown() }),
  z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) }),
]);
export type ControlLine = z.infer<typeof controlLine>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(controlOperations, name);
}
