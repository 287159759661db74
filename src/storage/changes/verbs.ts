// The table of all changes, kept complete by the compiler, and how a batch of them becomes runs.
import type { Change } from "../../domain/journal.ts";
import { edit, remove } from "./edits.ts";
import { createInvite, revokeInvite } from "./invites.ts";
import { mark } from "./marks.ts";
import { changePassword, createReset, resetPassword } from "./passwords.ts";
import { changePlace, changeProfile } from "./place.ts";
import { post } from "./posts.ts";
import { changeRoom, createRoom, join, leave } from "./rooms.ts";
import { endOtherSessions, endSession, signIn, touchSession } from "./sessions.ts";
import { register, setUp } from "./sign_up.ts";
import type { Entry, Plan, Verb } from "./verb.ts";

export const verbs: { [K in Change["kind"]]: Verb<K> } = {
  post,
  edit,
  delete: remove,
  mark,
  createRoom,
  changeRoom,
  join,
  leave,
  setUp,
  register,
  signIn,
  touchSession,
  endSession,
  endOtherSessions,
  changePassword,
  changeProfile,
  createInvite,
  revokeInvite,
  createReset,
  resetPassword,
  changePlace,
};

/** Cuts a batch into runs of one kind, in the order of the changes, each planned by its verb. */
export function planRuns(entries: Entry[]): Plan[] {
  const plans: Plan[] = [];
  let from = 0;
  while (from < entries.length) {
    const first = entries[from];
    if (!first) break;
    const { plan, length } = planRun(first.change.kind, entries, from);
    plans.push(plan);
    from += length;
  }
  return plans;
}

// K ties a verb to the entries it is given.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function planRun<K extends Change["kind"]>(
  kind: K,
  entries: Entry[],
  from: number,
): { plan: Plan; length: number } {
  const verb: Verb<K> = verbs[kind];
  const takes = verb.startRun?.();
  const run: Entry<K>[] = [];
  for (let next = from; next < entries.length; next += 1) {
    const entry = entries[next];
    if (!entry || !isOfKind(entry, kind)) break;
    if (takes ? !takes(entry.change) : run.length > 0) break;
    run.push(entry);
  }
  return { plan: verb.plan(run), length: run.length };
}

function isOfKind<K extends Change["kind"]>(entry: Entry, kind: K): entry is Entry & Entry<K> {
  return entry.change.kind === kind;
}
