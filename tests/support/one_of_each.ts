// A change of each kind with an outcome in which it was done, for tests of what follows from it. Hashes, tokens and addresses are `SECRET`,
// and the actor's session is 777: neither belongs in an effect.
import { displayLooksOf } from "../../src/domain/accounts/looks.ts";
import type { Change, ChangeOf, DoneOf } from "../../src/domain/journal.ts";
import { plainMessage } from "./plain_values.ts";

export const ada = { userId: 1, sessionId: 777 };
const message = plainMessage(1, { roomId: 7, rev: 4 });
const written = { ok: true, changed: true, message } as const;
const done = { ok: true, changed: true } as const;
const newUser = {
  username: "Bob",
  foldedLook: "SECRET",
  typedLook: "SECRET",
  displayName: "Bob",
  usernameKey: "",
  displayKey: "",
  displayLooks: { foldedLook: "SECRET", typedLook: "SECRET" },
  passwordHash: "SECRET",
};
const session = { tokenHash: "SECRET", expiresAt: 0, address: "SECRET", agent: "SECRET" };

export const oneOfEach: { [K in Change["kind"]]: { change: ChangeOf<K>; outcome: DoneOf<K> } } = {
  post: {
    change: {
      kind: "post",
      actor: ada,
      roomId: 7,
      clientId: "c",
      postHash: "SECRET",
      body: "a",
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    },
    outcome: written,
  },
  edit: {
    change: { kind: "edit", actor: ada, messageId: 1, editedAt: null, body: "b" },
    outcome: written,
  },
  delete: {
    change: { kind: "delete", actor: ada, messageId: 1 },
    outcome: written,
  },
  react: {
    change: { kind: "react", actor: ada, messageId: 1, emoji: "👍", on: true },
    outcome: { ...written, by: [{ userId: 1, emoji: "👍", on: true }] },
  },
  pin: {
    change: { kind: "pin", actor: ada, messageId: 1, on: true },
    outcome: written,
  },
  eraseMore: {
    change: { kind: "eraseMore", userId: 2 },
    outcome: { ok: true, isDone: false, rooms: [{ roomId: 7, rev: 9 }] },
  },
  expire: {
    change: { kind: "expire", roomId: 7, day: 20_000 },
    outcome: { ok: true, isDone: true, rev: 9, emptied: 3 },
  },
  setRetention: {
    change: { kind: "setRetention", actor: ada, days: 30 },
    outcome: done,
  },
  setRoomRetention: {
    change: { kind: "setRoomRetention", actor: ada, roomId: 7, days: 30 },
    outcome: done,
  },
  holdRoom: {
    change: { kind: "holdRoom", actor: ada, roomId: 7, on: true },
    outcome: done,
  },
  save: {
    change: { kind: "save", actor: ada, messageId: 1, on: true },
    outcome: done,
  },
  mark: {
    change: { kind: "mark", actor: ada, roomId: 7, seq: 3, lower: false },
    outcome: done,
  },
  markAll: {
    change: { kind: "markAll", actor: ada },
    outcome: { ok: true, roomIds: [7, 8] },
  },
  createRoom: {
    change: {
      kind: "createRoom",
      actor: ada,
      roomKind: "private",
      name: "attic",
      topic: "",
      roomLimit: 1000,
    },
    outcome: { ok: true, roomId: 7 },
  },
  openDirect: {
    change: { kind: "openDirect", actor: ada, userIds: [1, 2] },
    outcome: { ok: true, roomId: 7, created: true, shown: false },
  },
  changeRoom: {
    change: { kind: "changeRoom", actor: ada, roomId: 7, archived: true },
    outcome: done,
  },
  join: {
    change: { kind: "join", actor: ada, roomId: 7 },
    outcome: done,
  },
  leave: {
    change: { kind: "leave", actor: ada, roomId: 7 },
    outcome: { ...done, hidden: false },
  },
  enterRoom: {
    change: { kind: "enterRoom", actor: ada, roomId: 7 },
    outcome: done,
  },
  addMembers: {
    change: { kind: "addMembers", actor: ada, roomId: 7, userIds: [1, 2, 3] },
    outcome: { ok: true, added: [2, 3] },
  },
  removeMember: {
    change: { kind: "removeMember", actor: ada, roomId: 7, userId: 2 },
    outcome: done,
  },
  setRoomRole: {
    change: { kind: "setRoomRole", actor: ada, roomId: 7, userId: 2, role: "owner" },
    outcome: done,
  },
  changeRoomSettings: {
    change: { kind: "changeRoomSettings", actor: ada, roomId: 7, starred: true },
    outcome: done,
  },
  setUp: {
    change: { kind: "setUp", placeName: "Harbour", user: newUser, session },
    outcome: { ok: true, userId: 1, sessionId: 777 },
  },
  register: {
    change: { kind: "register", user: newUser, session, inviteHash: null, registrationForced: null },
    outcome: { ok: true, userId: 1, sessionId: 777, twins: [3] },
  },
  addUser: {
    change: { kind: "addUser", user: newUser, role: "member", reset: null },
    outcome: { ok: true, userId: 1, twins: [3] },
  },
  signIn: {
    change: { kind: "signIn", userId: 1, verifiedHash: "SECRET", session },
    outcome: { ok: true, sessionId: 12, ended: [10] },
  },
  touchSession: {
    change: { kind: "touchSession", sessionId: 777, expiresAt: 1 },
    outcome: { ok: true },
  },
  endSession: {
    change: { kind: "endSession", actor: ada, sessionId: 12 },
    outcome: { ok: true },
  },
  endOtherSessions: {
    change: { kind: "endOtherSessions", actor: ada },
    outcome: { ok: true, ended: [12, 13] },
  },
  changePassword: {
    change: { kind: "changePassword", actor: ada, verifiedHash: "SECRET", passwordHash: "SECRET" },
    outcome: { ok: true, ended: [12] },
  },
  resetPassword: {
    change: { kind: "resetPassword", tokenHash: "SECRET", passwordHash: "SECRET", session },
    outcome: { ok: true, userId: 1, sessionId: 13, ended: [11, 12] },
  },
  changeProfile: {
    change: {
      kind: "changeProfile",
      actor: ada,
      displayName: { text: "A", key: "a", looks: displayLooksOf("A") },
    },
    outcome: { ...done, receiptsChanged: false, twins: [3] },
  },
  setAvatar: {
    change: { kind: "setAvatar", actor: ada, hash: "SECRET" },
    outcome: { ...done, dropped: null },
  },
  removeAvatar: {
    change: { kind: "removeAvatar", actor: ada, userId: 2 },
    outcome: { ...done, dropped: "SECRET" },
  },
  setUserRole: {
    change: { kind: "setUserRole", actor: ada, userId: 2, role: "admin" },
    outcome: done,
  },
  deactivate: {
    change: { kind: "deactivate", actor: ada, userId: 2 },
    outcome: { ...done, passed: [{ roomId: 7, userId: 1 }], ended: [21] },
  },
  reactivate: {
    change: { kind: "reactivate", actor: ada, userId: 2 },
    outcome: done,
  },
  erasePerson: {
    change: { kind: "erasePerson", actor: ada, userId: 2 },
    outcome: {
      ...done,
      passed: [],
      roomIds: [7],
      directIds: [7],
      emptied: [{ roomId: 9, userId: 3 }],
      ended: [21],
      dropped: null,
      twins: [3],
    },
  },
  createInvite: {
    change: { kind: "createInvite", actor: ada, tokenHash: "SECRET", expiresAt: 0 },
    outcome: { ok: true, inviteId: 1 },
  },
  revokeInvite: {
    change: { kind: "revokeInvite", actor: ada, inviteId: 1 },
    outcome: { ok: true },
  },
  createReset: {
    change: { kind: "createReset", actor: null, userId: 1, tokenHash: "SECRET", expiresAt: 0 },
    outcome: { ok: true },
  },
  changePlace: {
    change: { kind: "changePlace", actor: ada, name: "Harbour" },
    outcome: { ok: true },
  },
  addFile: {
    change: {
      kind: "addFile",
      actor: ada,
      roomId: 7,
      hash: "SECRET",
      thumbHash: null,
      name: "a",
      type: "text/plain",
      size: 1,
      width: null,
      height: null,
      quotaBytes: 1,
      filesBytes: null,
    },
    outcome: { ok: true, fileId: 1 },
  },
  indexMore: {
    change: { kind: "indexMore", limit: 50, table: 0 },
    outcome: { ok: true, isDone: true },
  },
  replaceIndex: {
    change: { kind: "replaceIndex", name: "saves_order", definition: "" },
    outcome: { ok: true },
  },
  rebuildIndex: {
    change: { kind: "rebuildIndex", table: 1 },
    outcome: { ok: true },
  },
  dropIndex: {
    change: { kind: "dropIndex", table: 0, isDamaged: false },
    outcome: { ok: true },
  },
  dropUnposted: {
    change: { kind: "dropUnposted", olderThanMs: 1 },
    outcome: { ok: true, isDone: true, dropped: 0 },
  },
};

// An object's own keys are strings to the compiler.
export const kinds = Object.keys(oneOfEach) as Change["kind"][];
