// Everyone of the workspace (P1), and what admins do with their accounts (P2, P3, G7).
import type { Contract } from "../../protocol/contract.ts";
import type { BodyOf, QueryOf } from "../../protocol/endpoints/endpoint.ts";
import type { LogPage, Person } from "../../protocol/shapes.ts";
import { actorOf } from "../actor.ts";
import { ChatError, notFound } from "../chat_error.ts";
import type { Erasure } from "../erasure.ts";
import { readBackwards, readPage, type BackwardsPage } from "../pages.ts";
import { mustBeAdmin } from "../room_rules.ts";
import type { Session } from "../stores.ts";
import type { AccountParts } from "./account_parts.ts";
import { done } from "./account_refusals.ts";
import { createResetLinks } from "./reset_links.ts";
import { searchKeyOf } from "./search_keys.ts";

type PersonChange = BodyOf<Contract["PATCH /users/{id}"]>;
type PeopleQuery = QueryOf<Contract["GET /users"]>;

interface PeopleDeps extends Pick<AccountParts, "stores" | "journal" | "limiter"> {
  erasure: Pick<Erasure, "resume">;
  /** Removes unused bytes. */
  dropBytes: (hashes: string[]) => Promise<void>;
  now: () => number;
}

export function createPeople(deps: PeopleDeps) {
  const { journal, limiter, erasure, dropBytes, now } = deps;
  const { accounts } = deps.stores;
  const resetLinks = createResetLinks({ accounts, journal, now });

  /** By id; with `q` people with a name that begins with it, without a next page; with `ids` those that exist. */
  async function list({
    q = "",
    ids,
    ...page
  }: PeopleQuery): Promise<{ users: Person[]; next: number | null }> {
    if (ids) return { users: await accounts.findPeople(ids), next: null };
    const key = searchKeyOf(q.trim());
    const { rows, next } = await readPage(
      page,
      (bounds) => accounts.pagePeople(key === "" ? bounds : { ...bounds, key }),
      (person) => person.id,
    );
    return { users: rows, next: key === "" ? next : null };
  }

  async function find(userId: number): Promise<Person> {
    const [person] = await accounts.findPeople([userId]);
    if (!person) throw notFound("The person");
    return person;
  }

  /** One thing at a time: of two that were asked for, the second might be refused when the first is done. */
  async function change(
    session: Session,
    userId: number,
    { role, deactivated }: PersonChange,
  ): Promise<Person> {
    begin(session);
    if (role !== undefined && deactivated !== undefined) {
      const message = "Change either the role or whether the account is active.";
      throw new ChatError("bad_request", message, { field: "role" });
    }
    const actor = actorOf(session);
    if (role !== undefined) {
      done(await journal.submit({ kind: "setUserRole", actor, userId, role }), "The person");
    }
    if (deactivated === true) done(await journal.submit({ kind: "deactivate", actor, userId }), "The person");
    if (deactivated === false)
      done(await journal.submit({ kind: "reactivate", actor, userId }), "The person");
    return find(userId);
  }

  /** `username` must match, against slips. Their messages are emptied after the answer. */
  async function erase(session: Session, userId: number, username: string): Promise<Person> {
    begin(session);
    const person = await find(userId);
    // Erased already: a retry whose answer was lost.
    if (person.username !== username && person.username !== "") {
      const message = "This is not the username of the account to erase.";
      throw new ChatError("bad_request", message, { field: "username" });
    }
    const actor = actorOf(session);
    const { dropped } = done(await journal.submit({ kind: "erasePerson", actor, userId }), "The person");
    erasure.resume();
    if (dropped !== null) await dropBytes([dropped]);
    return find(userId);
  }

  /** R8: for a person who forgot theirs. */
  async function makeResetLink(
    session: Session,
    userId: number,
  ): Promise<{ token: string; expiresAt: number }> {
    begin(session);
    if (userId === session.user.id) {
      throw new ChatError("bad_request", "Change your own password in your settings.", { field: "id" });
    }
    return resetLinks.makeLinkFor(actorOf(session), userId);
  }

  async function audit({ user }: Session, page: BackwardsPage): Promise<LogPage> {
    mustBeAdmin(user);
    const { rows, next } = await readBackwards(
      page,
      (bounds) => accounts.pageAudit(bounds),
      ({ id }) => id,
    );
    return { entries: rows, next };
  }

  function begin({ user }: Session): void {
    mustBeAdmin(user);
    limiter.spend(limiter.by("changePeople", user.id));
  }

  return { list, find, change, erase, makeResetLink, audit };
}
