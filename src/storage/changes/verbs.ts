// The table of all changes, whose completeness the compiler checks, and how a batch of them becomes runs.
import type { ChangeKind } from "../../domain/journal.ts";
import { removeAvatar, setAvatar } from "./avatars.ts";
import { remove } from "./deletions.ts";
import { openDirect } from "./direct_rooms.ts";
import { edit } from "./edits.ts";
import { erasePerson } from "./erase_person.ts";
import { eraseMore } from "./erasures.ts";
import { addFile, dropUnposted } from "./files.ts";
import { createInvite, revokeInvite } from "./invites.ts";
import { mark, markAll } from "./marks.ts";
import { changePassword, createReset, resetPassword } from "./passwords.ts";
import { deactivate, reactivate, setUserRole } from "./people.ts";
import { pin } from "./pins.ts";
import { changeWorkspace } from "./workspace.ts";
import { post } from "./posts.ts";
import { changeProfile } from "./profile.ts";
import { react } from "./reactions.ts";
import { expire, holdRoom, setRetention, setRoomRetention } from "./retention.ts";
import { addMembers, removeMember, setRoomRole } from "./room_members.ts";
import { changeRoomSettings } from "./room_settings.ts";
import { changeRoom, createRoom, enterRoom, join, leave } from "./rooms.ts";
import { save } from "./saves.ts";
import { dropIndex, indexMore, rebuildIndex } from "./search_index.ts";
import { endOtherSessions, endSession, signIn, touchSession } from "./sessions.ts";
import { addUser, register, setUp } from "./sign_up.ts";
import { replaceIndex } from "../damage/replace_index.ts";
import type { Entry, Plan, Verb } from "./verb.ts";

export const verbs: { [K in ChangeKind]: Verb<K> } = {
  post,
  edit,
  delete: remove,
  react,
  pin,
  save,
  eraseMore,
  expire,
  addFile,
  dropUnposted,
  mark,
  markAll,
  createRoom,
  openDirect,
  changeRoom,
  join,
  leave,
  enterRoom,
  addMembers,
  removeMember,
  setRoomRole,
  changeRoomSettings,
  setUp,
  register,
  addUser,
  signIn,
  touchSession,
  endSession,
  endOtherSessions,
  changePassword,
  changeProfile,
  setAvatar,
  removeAvatar,
  setUserRole,
  deactivate,
  reactivate,
  erasePerson,
  createInvite,
  revokeInvite,
  createReset,
  resetPassword,
  changeWorkspace,
  setRetention,
  setRoomRetention,
  holdRoom,
  indexMore,
  rebuildIndex,
  dropIndex,
  replaceIndex,
};

/** The plan of so many neighbouring changes. */
interface Run extends Plan {
  length: number;
}

/** Cuts a batch into runs of one kind, in the order of the changes, each planned by its verb. */
export function planRuns(entries: Entry[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  while (from < entries.length) {
    const first = entries[from];
    if (!first) break;
    const run = planRun(first.change.kind, entries, from);
    runs.push(run);
    from += run.length;
  }
  return runs;
}

// K ties a verb to the entries it is given.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function planRun<K extends ChangeKind>(kind: K, entries: Entry[], from: number): Run {
  const verb: Verb<K> = verbs[kind];
  const takes = verb.startRun?.();
  const run: Entry<K>[] = [];
  for (let next = from; next < entries.length; next += 1) {
    const entry = entries[next];
    if (!entry || !isOfKind(entry, kind)) break;
    if (takes ? !takes(entry.change) : run.length > 0) break;
    run.push(entry);
  }
  return { ...verb.plan(run), length: run.length };
}

function isOfKind<K extends ChangeKind>(entry: Entry, kind: K): entry is Entry & Entry<K> {
  return entry.change.kind === kind;
}
