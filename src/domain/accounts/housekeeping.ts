// What whoever holds the data folder may do from the command line, with the server running (over its control socket) or not.
import type { User } from "../../protocol/shapes.ts";
import type { Journal } from "../journal.ts";
import type { AccountStore } from "../stores.ts";
import { createResetLinks } from "./reset_links.ts";

export interface Housekeeping {
  /** Rejects with ChatError `not_found`. */
  makeResetLink(username: string): Promise<{ username: string; url: string; expiresAt: number }>;
  /** By id, at most 100, id > after. */
  listUsers(after: number): Promise<Pick<User, "id" | "username" | "displayName" | "role">[]>;
}

export interface HousekeepingDeps {
  accounts: Pick<AccountStore, "findCredentials" | "pageUsers">;
  journal: Pick<Journal, "submit">;
  now: () => number;
  /** Where people reach this place: PUBLIC_URL, else the address of the ready line. */
  origin: string;
}

export function createHousekeeping({ accounts, journal, now, origin }: HousekeepingDeps): Housekeeping {
  const resetLinks = createResetLinks({ accounts, journal, now });
  return {
    async makeResetLink(typed) {
      const { token, username, expiresAt } = await resetLinks.makeResetLink(typed);
      // Behind the #, so that no log on the way holds the token.
      return { username, expiresAt, url: `${origin}/reset#${token}` };
    },
    listUsers: (after) => accounts.pageUsers({ after, limit: 100 }),
  };
}
