// The frames that come most often, accepted without the schema of client_frames.ts, which costs several times as much. Only what is
// plainly right is accepted here: everything else is the schema's to judge, and so is every refusal. A test holds both against each
// other.
import { limits } from "./limits.ts";

type Ref = string | number;

/** As the schema's types, which the compiler holds against these. */
type PlainFrame =
  | {
      type: "post";
      ref?: Ref;
      roomId: number;
      clientId: string;
      body: string;
      replyTo?: number | null;
      fileIds?: number[];
    }
  | { type: "read"; ref?: Ref; roomId: number; seq: number; unread?: boolean }
  | { type: "typing"; ref?: Ref; roomId: number; on?: boolean };

type Check = (value: unknown) => boolean;

interface Shape {
  required: Record<string, Check>;
  optional: Record<string, Check>;
}

const isWhole = (value: unknown, from: number) => Number.isSafeInteger(value) && Number(value) >= from;
const isId: Check = (value) => isWhole(value, 1);
const isPosition: Check = (value) => isWhole(value, 0);
const isBoolean: Check = (value) => typeof value === "boolean";
const isText: Check = (value) => typeof value === "string";
const isName = (value: unknown, units: number) =>
  typeof value === "string" && value.length > 0 && value.length <= units;
const isRef: Check = (value) => Number.isSafeInteger(value) || isName(value, limits.refLength);

const shapes = new Map<unknown, ReturnType<typeof toChecks>>();
for (const [type, shape] of Object.entries<Shape>({
  post: {
    required: { roomId: isId, clientId: (value) => isName(value, limits.clientIdLength), body: isText },
    optional: {
      replyTo: (value) => value === null || isId(value),
      fileIds: (value) => Array.isArray(value) && value.every(isId),
    },
  },
  read: { required: { roomId: isId, seq: isPosition }, optional: { unread: isBoolean } },
  typing: { required: { roomId: isId }, optional: { on: isBoolean } },
})) {
  shapes.set(type, toChecks(shape));
}

function toChecks({ required, optional }: Shape) {
  const checks = new Map(Object.entries({ type: isText, ref: isRef, ...required, ...optional }));
  return { checks, required: new Set(Object.keys(required)) };
}

/** Of a value that came out of JSON whose texts can all be stored (X1). */
export function isPlainFrame(value: unknown): value is PlainFrame {
  if (!isRecord(value)) return false;
  const shape = shapes.get(value["type"]);
  if (!shape) return false;
  let missing = shape.required.size;
  for (const name of Object.keys(value)) {
    if (shape.checks.get(name)?.(value[name]) !== true) return false;
    if (shape.required.has(name)) missing -= 1;
  }
  return missing === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
