// REST calls (SPEC §8). A refusal carries the server's sentence; a server that cannot be reached has one of its own.
import type { HistoryPage, Registration, Room, User, Author } from "../../src/protocol/shapes.ts";
import type { HistoryQuery } from "../state/histories.ts";

export class RestError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = "RestError";
  }
}

export interface SetupInfo {
  needed: boolean;
  codeNeeded: boolean;
  passwordMin: number;
  placeName: string;
  registration: Registration;
}

export interface SessionInfo {
  id: number;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
  agent: string;
  current: boolean;
}

export interface Invite {
  id: number;
  createdAt: number;
  expiresAt: number;
  createdBy: Author;
  used: number;
  url: string | null;
}

export interface PlaceInfo {
  name: string;
  registration: Registration;
  registrationLocked: boolean;
}

export interface Credentials {
  username: string;
  password: string;
}

export type Rest = ReturnType<typeof createRest>;

const timeoutMs = 20_000;

/** What the server sends is ours: its shapes are the types of the protocol. */
export function createRest({ onSignedOut }: { onSignedOut: () => void }) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`/api${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      throw new RestError("offline", "The server cannot be reached. Try again.");
    }
    if (response.status === 204) return undefined as T;
    const content: unknown = await response.json().catch(() => null);
    if (response.ok) return content as T;
    const error = errorOf(content, response.status);
    if (error.code === "not_signed_in") onSignedOut();
    throw error;
  }
  const get = <T>(path: string) => call<T>("GET", path);
  const post = <T>(path: string, body?: unknown) => call<T>("POST", path, body);

  return {
    setupInfo: () => get<SetupInfo>("/setup"),
    setUp: (body: Credentials & { placeName?: string; displayName?: string; code?: string }) =>
      post<{ user: User }>("/setup", body),
    register: (body: Credentials & { displayName?: string; invite?: string }) =>
      post<{ user: User }>("/register", body),
    signIn: (body: Credentials) => post<{ user: User }>("/login", body),
    signOut: () => post<void>("/logout"),
    me: () => get<{ user: User }>("/me"),
    reset: (body: { token: string; password: string }) => post<{ user: User }>("/reset", body),
    changePassword: (body: { current: string; password: string }) => post<void>("/me/password", body),
    changeProfile: (body: { displayName: string }) => call<{ user: User }>("PATCH", "/me", body),
    sessions: () => get<{ sessions: SessionInfo[] }>("/sessions"),
    endSession: (id: number) => call<void>("DELETE", `/sessions/${id}`),
    endOtherSessions: () => call<void>("DELETE", "/sessions"),
    lookAtInvite: (invite: string) =>
      post<{ placeName: string; invitedBy: string }>("/invites/look", { invite }),
    invites: () => get<{ invites: Invite[] }>("/invites"),
    createInvite: () => post<{ invite: Invite & { url: string } }>("/invites"),
    revokeInvite: (id: number) => call<void>("DELETE", `/invites/${id}`),
    place: () => get<{ place: PlaceInfo }>("/place"),
    changePlace: (body: { name?: string; registration?: Registration }) =>
      call<{ place: PlaceInfo }>("PATCH", "/place", body),
    joinable: (after: number) =>
      get<{ rooms: Room[]; next: number | null }>(`/rooms?joined=false&after=${after}&limit=50`),
    room: (id: number) => get<{ room: Room }>(`/rooms/${id}`),
    createRoom: (body: { name: string; topic?: string }) => post<{ room: Room }>("/rooms", body),
    changeRoom: (id: number, body: { name?: string; topic?: string }) =>
      call<{ room: Room }>("PATCH", `/rooms/${id}`, body),
    joinRoom: (id: number) => post<{ room: Room }>(`/rooms/${id}/join`),
    leaveRoom: (id: number) => post<void>(`/rooms/${id}/leave`),
    members: (id: number, after: number) =>
      get<{ members: { user: Author; role: "owner" | "member" }[]; next: number | null }>(
        `/rooms/${id}/members?after=${after}&limit=100`,
      ),
    history(roomId: number, { before, after, around, limit }: HistoryQuery): Promise<HistoryPage> {
      const query = new URLSearchParams({ limit: String(limit) });
      for (const [name, seq] of Object.entries({ before, after, around })) {
        if (seq !== undefined) query.set(name, String(seq));
      }
      return get(`/rooms/${roomId}/messages?${query}`);
    },
  };
}

function errorOf(content: unknown, status: number): RestError {
  const error: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "error") : null;
  if (typeof error !== "object" || error === null) {
    return new RestError("internal", `The server answered with an error (${status}). Try again.`);
  }
  const [code, message, field] = ["code", "message", "field"].map((name) => Reflect.get(error, name));
  return new RestError(String(code), String(message), typeof field === "string" ? field : undefined);
}
