// A new account's names with all keys they are compared by (SPEC L5, P1).
import type { NewUser } from "../journal.ts";
import { displayKeysOf, confusableKeysOf } from "./confusable_keys.ts";
import { searchKeyOf } from "./search_keys.ts";

export function newUser(names: { username: string; displayName: string; passwordHash: string }): NewUser {
  const { username, displayName } = names;
  return {
    ...names,
    ...confusableKeysOf(username),
    usernameKey: searchKeyOf(username),
    displayKey: searchKeyOf(displayName),
    displayKeys: displayKeysOf(displayName),
  };
}
