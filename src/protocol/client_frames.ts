// What a client may send on /ws (SPEC §3), decoded once, by the transport.
import { z } from "zod";

import { findJsonExcess } from "./json_bounds.ts";
import { limits } from "./limits.ts";
import { isPlainFrame } from "./plain_frames.ts";
import { holdsOnlyStorableText, isStorableText } from "./text.ts";

/** X1, checked by the transport. The message is the code: `decodeClientFrame` and the REST hook turn it into `bad_text`. */
export const safeText = z.string().refine(isStorableText, { error: "bad_text", abort: true });
export const id = z.int().min(1);
export const position = z.int().min(0);
export const clientId = nameOf(limits.clientIdLength);
/** No maximum here: `too_long` is a rule of the domain, with its own sentence (D7). */
export const body = safeText;
/** Which texts are emoji is a rule of the domain (E1); here only that it is short. */
export const emoji = nameOf(limits.emojiLength);
/** H2. */
export const epoch = z.uuid();
const ref = z.union([z.int(), nameOf(limits.refLength)]).optional();

/** How many, and whether each once, is a rule of the domain (F2). */
export const fileIds = z.array(id).optional();
export const clientFrame = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("post"),
    ref,
    roomId: id,
    clientId,
    body,
    replyTo: id.nullish(),
    fileIds,
  }),
  z.strictObject({ type: z.literal("edit"), ref, messageId: id, editedAt: position.nullable(), body }),
  z.strictObject({ type: z.literal("delete"), ref, messageId: id }),
  z.strictObject({ type: z.literal("react"), ref, messageId: id, emoji, on: z.boolean() }),
  z.strictObject({ type: z.literal("typing"), ref, roomId: id, on: z.boolean().optional() }),
  z.strictObject({ type: z.literal("presence"), ref, state: z.enum(["online", "away"]) }),
  z.strictObject({ type: z.literal("watch"), ref, userIds: z.array(id).max(limits.watched) }),
  z.strictObject({ type: z.literal("read"), ref, roomId: id, seq: position, unread: z.boolean().optional() }),
  z.strictObject({ type: z.literal("sync"), ref, roomId: id, rev: position, epoch: epoch.optional() }),
  z.strictObject({ type: z.literal("ping"), ref }),
]);

/** 1 to `units` UTF-16 units (D7). zod's own `max` counts code points, as JSON Schema does: it stays for the declaration. */
function nameOf(units: number) {
  return safeText
    .refine((text) => text.length <= units, {
      error: `Too long: at most ${units} UTF-16 units.`,
      abort: true,
    })
    .min(1)
    .max(units);
}

export type ClientFrame = z.infer<typeof clientFrame>;

type Decoded<T> =
  | { ok: true; value: T }
  | { ok: false; code: "bad_frame" | "bad_text"; field: string; problem: string; ref?: string | number };

/** Decodes one text frame. Never throws; a frame whose `ref` is readable gets it back with the refusal (W1, W2). */
export function decodeClientFrame(text: string): Decoded<ClientFrame> {
  const excess = findJsonExcess(text);
  if (excess) return { ok: false, code: "bad_frame", ...excess };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, code: "bad_frame", field: "", problem: "The frame is not JSON." };
  }
  if (holdsOnlyStorableText(text) && isPlainFrame(raw)) return { ok: true, value: raw };
  const parsed = clientFrame.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, ...describeIssue(parsed.error), ...readableRef(raw) };
}

/** The first fault of a refused value, in words: the field and the problem. */
export function describeIssue(error: z.ZodError): {
  code: "bad_frame" | "bad_text";
  field: string;
  problem: string;
} {
  const issue = error.issues[0];
  if (!issue) return { code: "bad_frame", field: "", problem: "The value is not valid." };
  const field = issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : issue.path.join(".");
  // A name that came from outside is echoed only when it can be stored and is short.
  const shown = isStorableText(field) ? field.slice(0, 64) : "";
  if (holdsBadText(issue)) {
    return {
      code: "bad_text",
      field: shown,
      problem: `${shown || "The text"} contains a character that can't be stored.`,
    };
  }
  if (issue.code === "unrecognized_keys") {
    return { code: "bad_frame", field: shown, problem: `There is no field ${shown} here.` };
  }
  return { code: "bad_frame", field: shown, problem: `${shown || "The value"}: ${issue.message}` };
}

/** A union reports the faults of each of its branches inside one issue. */
function holdsBadText(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "invalid_union") return issue.errors.flat().some(holdsBadText);
  return issue.message === "bad_text";
}

function readableRef(raw: unknown): { ref?: string | number } {
  if (typeof raw !== "object" || raw === null || !("ref" in raw)) return {};
  const parsed = ref.safeParse(raw.ref);
  return parsed.success && parsed.data !== undefined ? { ref: parsed.data } : {};
}
