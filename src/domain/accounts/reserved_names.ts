// SPEC L5: what a message calls everyone by, and what people take for the server or for who runs it.
import { confusableKeysOf, type ConfusableKeys } from "./confusable_keys.ts";

const reserved = [
  "everyone",
  "everybody",
  "here",
  "all",
  "channel",
  "room",
  "group",
  "admin",
  "admins",
  "administrator",
  "moderator",
  "root",
  "system",
  "server",
  "confab",
].map(confusableKeysOf);

const keys = new Set(reserved.flatMap(({ foldedKey, typedKey }) => [foldedKey, typedKey]));

export function isReserved({ foldedKey, typedKey }: ConfusableKeys): boolean {
  return keys.has(foldedKey) || keys.has(typedKey);
}
