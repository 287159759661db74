// What the operator may do with accounts and invites from the command line, with the server running (over its
// control socket) or not (O7).
import type { Person, UserRole } from "../../protocol/shapes.ts";
import { ChatError, checkTogether, notFound } from "../chat_error.ts";
import type { Journal } from "../journal.ts";
import type { AccountStore, InviteInfo, WorkspaceStore } from "../stores.ts";
import { done } from "./account_refusals.ts";
import type { PasswordHash } from "./hashing.ts";
import { inviteLifeMs } from "./invites.ts";
import { signInKeyOf } from "./confusable_keys.ts";
import { checkDisplayName, checkNotReserved, checkUsername } from "./names.ts";
import { newUser } from "./new_user.ts";
import { createPasswordRules } from "./passwords.ts";
import { createResetLinks, resetLifeMs } from "./reset_links.ts";
import { makeToken } from "./tokens.ts";

type CliUser = Pick<Person, "id" | "username" | "displayName" | "role" | "isDeactivated">;

interface AddedUser {
  username: string;
  displayName?: string | undefined;
  role: UserRole;
  /** Null: the person sets it by the link that is made. */
  password: string | null;
}

export type AccountCliService = ReturnType<typeof createAccountCliService>;

interface AccountCliServiceDeps {
  accounts: Pick<
    AccountStore,
    "findCredentials" | "findUserId" | "findPeople" | "pagePeople" | "pageInvites" | "findInvite"
  >;
  workspace: Pick<WorkspaceStore, "read">;
  journal: Pick<Journal, "submit">;
  passwordHash: PasswordHash;
  passwordMin: number;
  now: () => number;
  /** Where people reach this workspace: PUBLIC_URL, else the address of the ready line. */
  origin: string;
}

const pageSize = 100;

export function createAccountCliService(deps: AccountCliServiceDeps) {
  const { accounts, workspace, journal, passwordHash, passwordMin, now, origin } = deps;
  const resetLinks = createResetLinks({ accounts, journal, now });
  const passwords = createPasswordRules({ passwordMin });
  // Behind the #, so that no log on the way holds the token.
  const resetUrl = (token: string) => `${origin}/reset#${token}`;

  /** By id, at most 100, id > after; without the erased. */
  async function listUsers(after: number): Promise<CliUser[]> {
    return (await accounts.pagePeople({ after, limit: pageSize })).map(shown);
  }

  async function findUser(typed: string): Promise<CliUser> {
    const key = signInKeyOf(typed);
    const userId = key === null ? null : await accounts.findUserId(key);
    const [person] = userId === null ? [] : await accounts.findPeople([userId]);
    if (!person) throw notFound(`The user ${typed}`);
    return shown(person);
  }

  async function makeResetLink(typed: string) {
    const { token, username, expiresAt } = await resetLinks.makeResetLink(typed);
    return { username, expiresAt, url: resetUrl(token) };
  }

  async function addUser({ username, displayName: typed, role, password: given }: AddedUser) {
    const { name: workspaceName } = await workspace.read();
    let displayName = username;
    // Nobody knows it: the link is the only way in.
    let password = makeToken().token;
    await checkTogether([
      () => checkUsername(username),
      () => {
        displayName = checkDisplayName(typed, username);
        if (role !== "admin") checkNotReserved(displayName, username);
      },
      async () => {
        if (given !== null) password = await passwords.accept(given, { username, workspaceName });
      },
    ]);
    const user = newUser({ username, displayName, passwordHash: await passwordHash.hash(password) });
    const { token, tokenHash } = makeToken();
    const reset = given === null ? { tokenHash, expiresAt: now() + resetLifeMs } : null;
    const outcome = await journal.submit({ kind: "addUser", user, role, reset });
    if (!outcome.ok && outcome.reason === "not_allowed") {
      throw new ChatError("not_allowed", "The first account must be an admin's: --role=admin");
    }
    const { userId } = done(outcome, "The account");
    return {
      user: { id: userId, username, displayName, role, isDeactivated: false },
      link: reset && { url: resetUrl(token), expiresAt: reset.expiresAt },
    };
  }

  async function setUserRole(typed: string, role: UserRole) {
    const { id: userId } = await findUser(typed);
    return change(typed, await journal.submit({ kind: "setUserRole", actor: null, userId, role }));
  }

  async function setUserActive(typed: string, { active }: { active: boolean }) {
    const { id: userId } = await findUser(typed);
    const kind = active ? "reactivate" : "deactivate";
    return change(typed, await journal.submit<"reactivate" | "deactivate">({ kind, actor: null, userId }));
  }

  /** How the person is now, and whether this made it so. */
  async function change(typed: string, outcome: Parameters<typeof done<{ ok: true; changed: boolean }>>[0]) {
    const { changed } = done(outcome, `The user ${typed}`);
    return { user: await findUser(typed), changed };
  }

  /** The owner of a new room or invite: the named person, else the longest-standing admin. */
  async function ownerOf(typed: string | undefined): Promise<CliUser> {
    if (typed !== undefined) return findUser(typed);
    for (let after = 0; ;) {
      const people = await listUsers(after);
      const admin = people.find(({ role, isDeactivated }) => role === "admin" && !isDeactivated);
      if (admin) return admin;
      const last = people.at(-1);
      if (!last) throw new ChatError("not_found", "There is no admin yet. Add one first.");
      after = last.id;
    }
  }

  async function makeInvite(by: string | undefined) {
    const { id: forUserId } = await ownerOf(by);
    const { token, tokenHash } = makeToken();
    const expiresAt = now() + inviteLifeMs;
    done(await journal.submit({ kind: "createInvite", actor: null, forUserId, tokenHash, expiresAt }));
    const invite = await accounts.findInvite(tokenHash, now());
    if (!invite) throw notFound("The invite");
    return { ...shownInvite(invite), url: `${origin}/join#${token}` };
  }

  /** Live ones, newest first, at most 100, id < before. */
  async function listInvites(before: number | null) {
    const page = before === null ? { limit: pageSize } : { limit: pageSize, before };
    return (await accounts.pageInvites(now(), page)).map(shownInvite);
  }

  async function revokeInvite(inviteId: number): Promise<void> {
    done(await journal.submit({ kind: "revokeInvite", actor: null, inviteId }), `The invite ${inviteId}`);
  }

  return {
    listUsers,
    findUser,
    makeResetLink,
    addUser,
    setUserRole,
    setUserActive,
    ownerOf,
    makeInvite,
    listInvites,
    revokeInvite,
  };
}

function shown({ id, username, displayName, role, isDeactivated }: Person): CliUser {
  return { id, username, displayName, role, isDeactivated };
}

function shownInvite({ id, createdAt, expiresAt, createdBy, used }: InviteInfo) {
  return { id, createdAt, expiresAt, createdBy: createdBy.username, used };
}
