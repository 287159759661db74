// A new account's names with all keys they are compared by (SPEC L5, P1).
import type { NewUser } from "../journal.ts";
import { displayLooksOf, looksOf } from "./looks.ts";
import { searchKeyOf } from "./search_keys.ts";

export function newUser(names: { username: string; displayName: string; passwordHash: string }): NewUser {
  const { username, displayName } = names;
  return {
    ...names,
    ...looksOf(username),
    usernameKey: searchKeyOf(username),
    displayKey: searchKeyOf(displayName),
    displayLooks: displayLooksOf(displayName),
  };
}
