// What the examples are made of. Hashes, tokens and addresses are `SECRET`, and the actor's session is 777: neither belongs in an effect.
import type { Effect, EffectOf } from "../../../src/domain/effects.ts";
import { plainStored } from "../plain_values.ts";

export const ada = { userId: 1, sessionId: 777 };
export const message = plainStored(1, { roomId: 7, rev: 4 });
export const written = { ok: true, changed: true, message } as const;
export const done = { ok: true, changed: true } as const;
export const exampleUser = {
  username: "Bob",
  foldedKey: "SECRET",
  typedKey: "SECRET",
  displayName: "Bob",
  usernameKey: "",
  displayKey: "",
  displayKeys: { foldedKey: "SECRET", typedKey: "SECRET" },
  passwordHash: "SECRET",
};
export const exampleSession = { tokenHash: "SECRET", expiresAt: 0, address: "SECRET", agent: "SECRET" };

export const person = (userId: number, what: Partial<EffectOf<"person">> = {}): EffectOf<"person"> => ({
  kind: "person",
  userId,
  isPublic: true,
  inRooms: false,
  receipts: false,
  ...what,
});
export const text: Effect = { kind: "message", what: "text", message };
export const newPerson = [person(1, { inRooms: true })];
