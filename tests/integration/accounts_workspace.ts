// A place to test accounts in: the real database and routes, no port, a clock that moves by hand, and passwords "hashed" at once.
import { mkdtemp, rm } from "node:fs/promises";
import { BlockList } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Hono } from "hono";

import { createAccounts } from "../../src/domain/accounts/accounts.ts";
import { createSessions } from "../../src/domain/accounts/sessions.ts";
import { ChatError } from "../../src/domain/chat_error.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { SecurityEvent, SecurityFacts } from "../../src/domain/security_log.ts";
import { inviteEndpoints } from "../../src/protocol/endpoints/invite_endpoints.ts";
import { meEndpoints } from "../../src/protocol/endpoints/me_endpoints.ts";
import { peopleEndpoints } from "../../src/protocol/endpoints/people_endpoints.ts";
import { signInEndpoints } from "../../src/protocol/endpoints/sign_in_endpoints.ts";
import { workspaceEndpoints } from "../../src/protocol/endpoints/workspace_endpoints.ts";
import { openStorage } from "../../src/storage/storage.ts";
import { readSessionToken } from "../../src/transport/http/cookies.ts";
import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createInviteHandlers } from "../../src/transport/http/handlers/invite_handlers.ts";
import { createMeHandlers } from "../../src/transport/http/handlers/me_handlers.ts";
import { createPeopleHandlers } from "../../src/transport/http/handlers/people_handlers.ts";
import { createSignInHandlers } from "../../src/transport/http/handlers/sign_in_handlers.ts";
import { createWorkspaceHandlers } from "../../src/transport/http/handlers/workspace_handlers.ts";
import { asRefusal, refuse } from "../../src/transport/http/refusals.ts";
import { readRequestContext, type RequestContext } from "../../src/transport/request_context.ts";
import { openEndpoints } from "../support/some_endpoints.ts";

export interface WorkspaceOptions {
  registration?: "invite" | "open";
  rateLimits?: boolean;
  publicUrl?: string;
}

interface Reply {
  status: number;
  // What a test expects of it is what the test says.
  body: ReturnType<typeof JSON.parse>;
  headers: Headers;
}

interface BrowserOptions {
  /** The peer of the connection. */
  address?: string;
  host?: string;
  headers?: Record<string, string>;
}

export interface Browser {
  jar: Map<string, string>;
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  patch(path: string, body?: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

export const setupCode = "the-code-in-the-link";
export const password = "correct horse battery";
export const secondPassword = "staple the horse twice";

export async function openWorkspace({ registration, rateLimits = false, publicUrl }: WorkspaceOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-accounts-"));
  // It stands between moves: tries that come slowly, on a busy machine, would find a limit that has forgotten some of them.
  const openedAt = Date.now();
  let movedMs = 0;
  const now = () => openedAt + movedMs;
  const { stores, journal, ...storage } = await openStorage({ dataDir, now, log: silentLog });
  const sessions = createSessions({ accounts: stores.accounts, journal, now });
  const events: ({ event: SecurityEvent } & SecurityFacts)[] = [];
  const hashed: string[] = [];
  const verified: string[] = [];
  const accounts = createAccounts({
    stores,
    journal,
    sessions,
    security: { note: (event, facts) => void events.push({ event, ...facts }) },
    now,
    monotonicMs: now,
    isClockSteady: () => true,
    passwordHash: {
      async hash(text) {
        if (text === "") throw new Error("An empty password was hashed.");
        hashed.push(text);
        return `hash of ${text}`;
      },
      async verify(text, hash) {
        if (text === "") throw new Error("An empty password was verified.");
        verified.push(text);
        return hash === `hash of ${text}`;
      },
    },
    passwordMin: 12,
    forcedRegistration: registration ?? null,
    setupCode,
    rateLimits,
    dropBytes: () => Promise.resolve(),
    erasure: { resume: () => undefined },
  });

  const bugs: unknown[] = [];
  const app = new Hono<HttpEnv & { Bindings: { requestContext: RequestContext } }>();
  app.use(async (c, next) => {
    const { requestContext } = c.env;
    const token = readSessionToken(c.req.raw.headers, requestContext);
    c.set("session", token === null ? null : await sessions.authenticate(token));
    c.set("tokenHash", token === null ? null : sessions.hashToken(token));
    c.set("address", requestContext.address);
    c.set("isLocal", requestContext.isLocal);
    c.set("isSecure", requestContext.isSecure);
    c.set("origin", requestContext.origin);
    c.set("requestId", "test");
    await next();
  });
  const endpoints = openEndpoints(
    {
      ...signInEndpoints,
      ...meEndpoints,
      ...inviteEndpoints,
      ...peopleEndpoints,
      ...workspaceEndpoints,
    },
    {
      ...createSignInHandlers({ accounts }),
      ...createMeHandlers({ accounts }),
      ...createInviteHandlers({ accounts }),
      ...createPeopleHandlers({ accounts }),
      ...createWorkspaceHandlers({ accounts }),
    },
  );
  app.route("/api", endpoints);
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (!refusal) bugs.push(error);
    return refuse(c, refusal ?? new ChatError("internal", "A bug."));
  });

  function browser({
    address = "127.0.0.1",
    host = "localhost:3000",
    headers = {},
  }: BrowserOptions = {}): Browser {
    const jar = new Map<string, string>();

    async function send(method: string, path: string, body?: unknown): Promise<Reply> {
      const sent = new Headers({ host, "user-agent": "Test browser", ...headers });
      if (jar.size > 0) sent.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
      if (body !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
      const rules = { publicUrl: publicUrl ?? null, trustedProxies: new BlockList(), isTls: false };
      const requestContext = readRequestContext(sent, address, rules);
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const init = text === undefined ? { method, headers: sent } : { method, headers: sent, body: text };
      const response = await app.request(`http://${host}/api${path}`, init, { requestContext });
      for (const cookie of response.headers.getSetCookie()) keep(cookie);
      const answer = await response.text();
      return {
        status: response.status,
        body: answer === "" ? null : JSON.parse(answer),
        headers: response.headers,
      };
    }

    function keep(cookie: string): void {
      const [, name = "", value = "", attributes = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
      if (/max-age=0/i.test(attributes)) jar.delete(name);
      else jar.set(name, value);
    }

    return {
      jar,
      send,
      get: (path: string) => send("GET", path),
      post: (path: string, body?: unknown) => send("POST", path, body),
      patch: (path: string, body?: unknown) => send("PATCH", path, body),
      delete: (path: string) => send("DELETE", path),
    };
  }

  /** Ada, the admin, signed in. */
  async function setUp(): Promise<Browser> {
    const ada = browser();
    const reply = await ada.post("/setup", { username: "ada", password, code: setupCode });
    if (reply.status !== 201) throw new Error(`Setup failed: ${JSON.stringify(reply.body)}`);
    return ada;
  }

  /** Someone new, in by an invite of the inviter. */
  async function invite(inviter: Browser, username: string, options?: BrowserOptions): Promise<Browser> {
    const made = await inviter.post("/invites");
    const guest = browser(options);
    const reply = await guest.post("/register", {
      username,
      password,
      invite: tokenOf(made.body.invite.url),
    });
    if (reply.status !== 201)
      throw new Error(`${username} could not register: ${JSON.stringify(reply.body)}`);
    return guest;
  }

  return {
    stores,
    journal,
    accounts,
    dataDir,
    browser,
    setUp,
    invite,
    /** What the security log was told by accounts themselves. */
    events,
    hashed,
    verified,
    bugs,
    now,
    move: (ms: number) => void (movedMs += ms),
    async close() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function tokenOf(url: string): string {
  return url.slice(url.indexOf("#") + 1);
}
