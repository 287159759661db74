// SPEC L5: names that call everyone, and names that pass for the server or its admins.
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
