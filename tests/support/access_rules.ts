// A1, A3: who may do what, for every path with its method and every frame. A new one without a rule here fails the matrix.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import type { RoomKind } from "../../src/protocol/shapes.ts";

/** Seen from one room; in a direct room `owner` is who opened it. */
export const insiders = ["member", "owner", "adminInside"] as const;
export const outsiders = ["stranger", "adminOutside", "removed"] as const;
type Insider = (typeof insiders)[number];
type Outsider = (typeof outsiders)[number];
export type Role = Insider | Outsider;

/** `hidden`: in status, code and words as if there were no such room or message. Else the code of the refusal. */
type Expected = "done" | "hidden" | "not_allowed" | "last_owner";

export interface RoomRule {
  /** Tells apart what one path does. */
  what?: string;
  query?: string;
  body?: Record<string, unknown>;
  expected: (role: Role, kind: RoomKind) => Expected;
}

type RestRule =
  /** Needs no session, and says nothing of rooms. */
  | { about: "no session" }
  /** What is mine, or everyone's: needs a session. */
  | { about: "me"; body?: Record<string, unknown> }
  /** Of the workspace: admins alone. */
  | { about: "the workspace"; body?: Record<string, unknown>; query?: string }
  | { about: "a room"; rules: RoomRule[] };

const isInside = (role: Role): role is Insider => insiders.some((one) => one === role);
const isAdmin = (role: Role) => role === "adminInside" || role === "adminOutside";

const members = (role: Role): Expected => (isInside(role) ? "done" : "hidden");
/** G2. */
const rulers = (role: Role, kind: RoomKind): Expected => {
  if (!isInside(role)) return "hidden";
  const isManager = role === "owner" || (role === "adminInside" && kind === "public");
  return kind !== "direct" && isManager ? "done" : "not_allowed";
};
const membersButNotDirect = (role: Role, kind: RoomKind): Expected =>
  isInside(role) && kind === "direct" ? "not_allowed" : members(role);
/** Members, and everyone where it is public. */
const lookers = (role: Role, kind: RoomKind): Expected => (kind === "public" ? "done" : members(role));
/** W8: the message is another member's. */
const moderators = (role: Role, kind: RoomKind): Expected => {
  if (!isInside(role)) return "hidden";
  return role !== "member" && kind !== "direct" ? "done" : "not_allowed";
};
const authors = (role: Role): Expected => (isInside(role) ? "not_allowed" : "hidden");
const leavers = (role: Role, kind: RoomKind): Expected =>
  role === "owner" && kind !== "direct" ? "last_owner" : lookers(role, kind);
/** G6. */
const enterers = (role: Role, kind: RoomKind): Expected => {
  if (!isAdmin(role)) return "not_allowed";
  return kind === "private" ? "done" : "hidden";
};

/** J4. */
const holders = (role: Role, kind: RoomKind): Expected => {
  if (!isAdmin(role)) return "not_allowed";
  return kind === "direct" ? "hidden" : "done";
};

const publicRule: RestRule = { about: "no session" };
const me = (body?: Record<string, unknown>): RestRule => ({ about: "me", ...(body && { body }) });
const workspace = (body?: Record<string, unknown>): RestRule => ({
  about: "the workspace",
  ...(body && { body }),
});
const room = (expected: RoomRule["expected"], more: Omit<RoomRule, "expected"> = {}): RestRule => ({
  about: "a room",
  rules: [{ ...more, expected }],
});

/** In a body: another each time. */
export const newClientId = "a new client id";
/** In a body: a list of the one member whose message it is. */
export const theAuthor = "the author";

const password = "seven green herons wade";

/** `{id}` of /api/rooms is the room, of /api/messages a message in it by someone else, of /api/files a picture of theirs; `{userId}` is that someone. */
export const restRules: Record<string, RestRule> = {
  "GET /api/setup": publicRule,
  "POST /api/setup": publicRule,
  "POST /api/register": publicRule,
  "POST /api/login": publicRule,
  "POST /api/logout": publicRule,
  "POST /api/reset": publicRule,
  "POST /api/invites/lookup": publicRule,
  "POST /api/invites/look": publicRule,
  "GET /api/me": me(),
  "PATCH /api/me": me({}),
  "GET /api/me/export": me(),
  "PUT /api/me/avatar": me(),
  "DELETE /api/me/avatar": me(),
  "POST /api/me/password": me({ current: "no", password }),
  "GET /api/sessions": me(),
  "DELETE /api/sessions": me(),
  "DELETE /api/sessions/{id}": me(),
  "GET /api/invites": me(),
  "POST /api/invites": me(),
  "DELETE /api/invites/{id}": me(),
  "GET /api/users": me(),
  "GET /api/users/{id}": me(),
  "GET /api/users/{id}/avatar/{avatar}": me(),
  "DELETE /api/users/{id}/avatar": workspace(),
  "PATCH /api/users/{id}": workspace({}),
  "POST /api/users/{id}/erase": workspace({ username: "not this one" }),
  "POST /api/users/{id}/reset": workspace(),
  "GET /api/audit": workspace(),
  "GET /api/admin/rooms": workspace(),
  "GET /api/admin/server": workspace(),
  "POST /api/admin/backups": workspace(),
  "GET /api/admin/storage": workspace(),
  "GET /api/admin/retention": workspace(),
  "PUT /api/admin/retention": workspace({ days: null }),
  "GET /api/admin/retention/preview": { about: "the workspace", query: "days=1" },
  "GET /api/workspace": me(),
  "PATCH /api/workspace": workspace({}),
  "GET /api/rooms": me(),
  "POST /api/rooms": me({ name: "mine" }),
  "POST /api/rooms/read": me(),
  "POST /api/direct": me({ userIds: [] }),
  "GET /api/saved": me(),
  "GET /api/mentions": me(),
  "GET /api/search": room(members, { query: "q=a&roomId={id}" }),

  "GET /api/rooms/{id}": room(lookers),
  "PATCH /api/rooms/{id}": {
    about: "a room",
    rules: [
      { what: "name", body: { name: "another" }, expected: membersButNotDirect },
      { what: "topic", body: { topic: "another" }, expected: membersButNotDirect },
      { what: "kind", body: { kind: "private" }, expected: rulers },
      { what: "archived", body: { archived: true }, expected: rulers },
      { what: "broadcasts", body: { broadcasts: "owners" }, expected: rulers },
    ],
  },
  "POST /api/rooms/{id}/join": room(lookers),
  "POST /api/rooms/{id}/leave": room(leavers),
  "POST /api/rooms/{id}/enter": room(enterers),
  "GET /api/rooms/{id}/members": room(members),
  "GET /api/rooms/{id}/others": room(members),
  "GET /api/rooms/{id}/presence": room(members),
  "POST /api/rooms/{id}/members": room(membersButNotDirect, { body: { userIds: theAuthor } }),
  "PATCH /api/rooms/{id}/members/{userId}": room(rulers, { body: { role: "owner" } }),
  "DELETE /api/rooms/{id}/members/{userId}": room(rulers),
  "PATCH /api/rooms/{id}/settings": room(members, { body: { starred: true } }),
  "GET /api/rooms/{id}/log": room(members),
  "GET /api/rooms/{id}/retention": room(members),
  "PUT /api/rooms/{id}/retention": room(rulers, { body: { days: null } }),
  "GET /api/rooms/{id}/retention/preview": room(rulers, { query: "days=1" }),
  "PUT /api/rooms/{id}/hold": room(holders),
  "DELETE /api/rooms/{id}/hold": room(holders),
  "GET /api/rooms/{id}/pins": room(members),
  "GET /api/rooms/{id}/messages": {
    about: "a room",
    rules: [
      { what: "a page", expected: members },
      { what: "some", query: "ids=1", expected: members },
      { what: "a day", query: "at=0", expected: members },
    ],
  },
  "POST /api/rooms/{id}/messages": room(members, { body: { clientId: newClientId, body: "hello" } }),
  "POST /api/rooms/{id}/files": room(members, { query: "name=x", body: {} }),
  "GET /api/rooms/{id}/sync": room(members, { query: "rev=0" }),
  "PUT /api/rooms/{id}/read": room(members, { body: { seq: 1 } }),
  "GET /api/files/{id}/{name}": room(members),
  "GET /api/files/{id}/thumb": room(members),
  "GET /api/messages/{id}": room(members),
  "PATCH /api/messages/{id}": room(authors, { body: { editedAt: null, body: "changed" } }),
  "DELETE /api/messages/{id}": room(moderators),
  "GET /api/messages/{id}/replies": room(members),
  "GET /api/messages/{id}/reactions": room(members, { query: `emoji=${encodeURIComponent("👍")}` }),
  "PUT /api/messages/{id}/reactions/{emoji}": room(members),
  "DELETE /api/messages/{id}/reactions/{emoji}": room(members),
  "PUT /api/messages/{id}/pin": room(members),
  "DELETE /api/messages/{id}/pin": room(members),
  "PUT /api/messages/{id}/save": room(members),
  "DELETE /api/messages/{id}/save": room(members),
};

/** `null`: it names no room. */
export const frameRules: Record<
  ClientFrame["type"],
  {
    frame: (at: { roomId: number; messageId: number; clientId: string }) => object;
    expected: RoomRule["expected"];
  } | null
> = {
  post: {
    frame: ({ roomId, clientId }) => ({ roomId, clientId, body: "hello" }),
    expected: members,
  },
  edit: {
    frame: ({ messageId }) => ({ messageId, editedAt: null, body: "changed" }),
    expected: authors,
  },
  delete: { frame: ({ messageId }) => ({ messageId }), expected: moderators },
  react: { frame: ({ messageId }) => ({ messageId, emoji: "👍", on: true }), expected: members },
  typing: { frame: ({ roomId }) => ({ roomId }), expected: members },
  read: { frame: ({ roomId }) => ({ roomId, seq: 1 }), expected: members },
  sync: { frame: ({ roomId }) => ({ roomId, rev: 0 }), expected: members },
  presence: null,
  watch: null,
  ping: null,
};
