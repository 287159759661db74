// People for the tests: they sign up over REST with a cookie and an Origin, and talk over a socket that queues
// what it hears, so that waiting never races.
import type {
  ErrorFrame,
  HelloFrame,
  OkFrame,
  Person as ProtocolPerson,
  ServerFrame,
  SyncedFrame,
  User,
} from "../../src/protocol/shapes.ts";

import { mustBeDeclared } from "./declared.ts";
import { within } from "./server.ts";

// Bun's own WebSocket takes headers; the DOM's types, which the page needs, hide that.
export const BunWebSocket = WebSocket as unknown as new (
  url: string,
  options: Bun.WebSocketOptions,
) => Bun.WebSocket & WebSocket;

type ReplyFrame = OkFrame | ErrorFrame | SyncedFrame | { type: "pong"; ref?: string | number };

interface SocketOptions {
  cookie?: string;
  /** null: send none. Default: the server's own. */
  origin?: string | null;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** Behind `/ws`: "?epoch=…". */
  query?: string;
}

export interface TestSocket {
  /** Sends a frame with a fresh `ref` and waits for the reply that carries it. */
  ask(frame: Record<string, unknown>): Promise<ReplyFrame>;
  /** The same, but the reply must be `ok`. */
  askOk(frame: Record<string, unknown>): Promise<OkFrame>;
  /** Sends text or bytes as they are. */
  send(raw: string | Uint8Array<ArrayBuffer>): void;
  /** The next event (of this type, passing over others), oldest first. Replies are not events, unless they carry no known `ref`. */
  next<T extends ServerFrame["type"]>(type: T): Promise<Extract<ServerFrame, { type: T }>>;
  next(): Promise<ServerFrame>;
  /** What has been heard and not been taken yet. */
  events(): readonly ServerFrame[];
  /** Every frame ever received, in order, replies included. */
  log(): readonly ServerFrame[];
  closed: Promise<{ code: number; reason: string }>;
  isOpen(): boolean;
  close(code?: number): Promise<void>;
  /** Cuts the line without a close frame. */
  terminate(): void;
}

/** Opens /ws; resolves when the handshake is through. `hello` is then the first event. */
export async function openSocket(url: string, options: SocketOptions = {}): Promise<TestSocket> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const headers: Record<string, string> = { ...options.headers };
  if (options.cookie !== undefined) headers["Cookie"] = options.cookie;
  const origin = options.origin === undefined ? new URL(url).origin : options.origin;
  if (origin !== null) headers["Origin"] = origin;
  const socket = new BunWebSocket(`${url.replace(/^http/, "ws")}/ws${options.query ?? ""}`, {
    headers,
    tls: { rejectUnauthorized: false },
  });

  const log: ServerFrame[] = [];
  const events: ServerFrame[] = [];
  const asked = new Map<string, (frame: ReplyFrame) => void>();
  const waiting: { type: string | undefined; take: (frame: ServerFrame) => void }[] = [];
  let lastRef = 0;

  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener("close", (event) => resolve({ code: event.code, reason: event.reason }));
  });

  socket.addEventListener("message", (event) => {
    const frame: ServerFrame = JSON.parse(String(event.data));
    log.push(frame);
    if (isReply(frame) && typeof frame.ref === "string" && asked.has(frame.ref)) {
      const answer = asked.get(frame.ref);
      asked.delete(frame.ref);
      answer?.(frame);
      return;
    }
    const at = waiting.findIndex((one) => one.type === undefined || one.type === frame.type);
    if (at === -1) events.push(frame);
    else waiting.splice(at, 1)[0]?.take(frame);
  });

  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error(`No socket to ${url}: it was refused.`)));
    socket.addEventListener("close", (event) => reject(new Error(`No socket to ${url}: ${event.code}.`)));
  });
  await within(opened, timeoutMs, () => `No socket to ${url} within ${timeoutMs} ms.`);

  /** A wait ends at once when the line does. */
  function unlessClosed<T>(promise: Promise<T>, wanted: string): Promise<T> {
    const early = closed.then(({ code }) => {
      throw new Error(`The socket closed with ${code} while waiting for ${wanted}.`);
    });
    early.catch(() => undefined);
    return within(Promise.race([promise, early]), timeoutMs, () => {
      return `No ${wanted} within ${timeoutMs} ms. Heard last: ${JSON.stringify(log.slice(-5))}`;
    });
  }

  function ask(frame: Record<string, unknown>): Promise<ReplyFrame> {
    lastRef += 1;
    const ref = `ask-${lastRef}`;
    const reply = new Promise<ReplyFrame>((resolve) => asked.set(ref, resolve));
    socket.send(JSON.stringify({ ref, ...frame }));
    return unlessClosed(reply, `reply to ${JSON.stringify(frame).slice(0, 200)}`);
  }

  // The overloads of `next` are one function: a type narrows what comes, none takes anything.
  function next(type?: ServerFrame["type"]): Promise<never> {
    const at = events.findIndex((frame) => type === undefined || frame.type === type);
    const match = at === -1 ? undefined : events.splice(at, 1)[0];
    if (match !== undefined) return Promise.resolve(match as never);
    const coming = new Promise<ServerFrame>((take) => waiting.push({ type, take }));
    return unlessClosed(coming, type === undefined ? "event" : `event "${type}"`) as Promise<never>;
  }

  return {
    ask,
    async askOk(frame) {
      const reply = await ask(frame);
      if (reply.type !== "ok") throw new Error(`Expected ok, got ${JSON.stringify(reply)}`);
      return reply;
    },
    send: (raw) => socket.send(raw),
    next,
    events: () => events,
    log: () => log,
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    async close(code = 1000) {
      socket.close(code);
      await within(closed, timeoutMs, () => "The socket did not close.");
    },
    terminate: () => socket.terminate(),
  };
}

function isReply(frame: ServerFrame): frame is ReplyFrame {
  return frame.type === "ok" || frame.type === "error" || frame.type === "synced" || frame.type === "pong";
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** What tests look into: replies are ours, so their shape is asserted by the test that reads them. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

export interface Person {
  url: string;
  user: User;
  password: string;
  /** `name=value`, for the Cookie header. */
  cookie: string;
  get<T = Loose>(path: string): Promise<Answer<T>>;
  post<T = Loose>(path: string, body?: unknown): Promise<Answer<T>>;
  put<T = Loose>(path: string, body?: unknown): Promise<Answer<T>>;
  patch<T = Loose>(path: string, body?: unknown): Promise<Answer<T>>;
  delete<T = Loose>(path: string, body?: unknown): Promise<Answer<T>>;
  /** A socket that has heard `hello`. */
  connect(options?: SocketOptions): Promise<TestSocket & { hello: HelloFrame }>;
}

interface CallOptions {
  method?: string;
  body?: unknown;
  cookie?: string;
  /** null: send none. Default: the server's own. */
  origin?: string | null;
  headers?: Record<string, string>;
  /** What is stored may be anything, and the answer with it: it need not be as declared. */
  isDamaged?: boolean;
}

/** What is told next of this person: changes of others may come in the same frame, or before it (P1). */
export async function nextOf(
  socket: TestSocket,
  userId: number,
  isMeant: (person: ProtocolPerson) => boolean = () => true,
): Promise<ProtocolPerson> {
  for (;;) {
    const { user, others = [] } = await socket.next("user");
    const found = [user, ...others].find((one) => one.id === userId && isMeant(one));
    if (found) return found;
  }
}

/** One REST call. The body is JSON both ways; an answer that is not JSON comes as text. */
export async function call<T = Loose>(
  url: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = {};
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.cookie !== undefined) headers["Cookie"] = options.cookie;
  const origin = options.origin === undefined ? new URL(url).origin : options.origin;
  if (origin !== null) headers["Origin"] = origin;
  const method = options.method ?? "GET";
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...options.headers },
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
    tls: { rejectUnauthorized: false },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  const body = isJson && text !== "" ? JSON.parse(text) : text;
  if (!options.isDamaged) mustBeDeclared({ method, path, status: response.status, body });
  return { status: response.status, headers: response.headers, body };
}

/** `name=value` of the cookie that an answer sets. */
function cookieOf(answer: { headers: Headers }): string {
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .find((pair) => /^(?:__Host-)?confab_session=/.test(pair));
  if (cookie === undefined) throw new Error("The answer sets no session cookie.");
  return cookie;
}

export const testPassword = "seven green herons wade";

/** The first account, an admin; also the workspace's name. */
export async function setUpWorkspace(url: string, options: { username?: string } = {}): Promise<Person> {
  const answer = await call(url, "/api/setup", {
    method: "POST",
    body: { username: options.username ?? "Ada", password: testPassword, workspaceName: "The tests" },
  });
  return personOf(url, answer);
}

/** Registers with an invite link of someone who is in. */
export async function signUp(url: string, options: { username: string; invitedBy: Person }): Promise<Person> {
  const invited = await options.invitedBy.post("/api/invites");
  const link: unknown = invited.body?.invite?.url;
  if (typeof link !== "string") throw new Error(`No invite: ${JSON.stringify(invited.body)}`);
  return register(url, { username: options.username, invite: link.split("#")[1] ?? "" });
}

export async function register(url: string, options: { username: string; invite?: string }): Promise<Person> {
  return personOf(
    url,
    await call(url, "/api/register", {
      method: "POST",
      body: { username: options.username, password: testPassword, invite: options.invite },
    }),
  );
}

/** Another session of someone who has an account. */
export async function signIn(url: string, options: { username: string; password?: string }): Promise<Person> {
  const password = options.password ?? testPassword;
  return personOf(
    url,
    await call(url, "/api/login", { method: "POST", body: { username: options.username, password } }),
    password,
  );
}

function personOf(url: string, answer: Answer<Loose>, password = testPassword): Person {
  if (answer.status >= 400) throw new Error(`Not let in: ${answer.status} ${JSON.stringify(answer.body)}`);
  const cookie = cookieOf(answer);
  const as = (method: string) =>
    function <T>(path: string, body?: unknown): Promise<Answer<T>> {
      return call<T>(url, path, { method, body, cookie });
    };
  return {
    url,
    user: answer.body.user,
    password,
    cookie,
    get: as("GET"),
    post: as("POST"),
    put: as("PUT"),
    patch: as("PATCH"),
    delete: as("DELETE"),
    async connect(options = {}) {
      const socket = await openSocket(url, { cookie, ...options });
      const hello = await socket.next("hello");
      return Object.assign(socket, { hello });
    },
  };
}
