// The one Bun.serve: /ws becomes a socket, everything else goes to the app.
import type { Server } from "bun";

import type { Accounts } from "../domain/accounts/accounts.ts";
import type { Sessions } from "../domain/accounts/sessions.ts";
import { ChatError, unexpected } from "../domain/chat_error.ts";
import type { WatchedJournal } from "../domain/journal_watch.ts";
import type { Files } from "../domain/files/files.ts";
import type { Log } from "../domain/log.ts";
import type { OwnData } from "../domain/own_data.ts";
import type { PresenceWatch } from "../domain/presence.ts";
import type { RetentionSettings } from "../domain/retention/retention_settings.ts";
import type { RoomPresence } from "../domain/room_presence.ts";
import type { Rooms } from "../domain/rooms.ts";
import type { Backups } from "../domain/backups.ts";
import type { SecurityLog } from "../domain/security_log.ts";
import { StartError } from "../domain/start_error.ts";
import type { StorageUsageReader } from "../domain/files/storage_usage.ts";
import type { ServerStatusReader } from "../domain/server_status.ts";
import type { Stores } from "../domain/stores.ts";
import type { MessageServices } from "../domain/message_services.ts";
import type { Typing } from "../domain/typing.ts";
import type { Warnings } from "../domain/warnings.ts";
import { closeCodes } from "../protocol/close_codes.ts";
import { createApp } from "./http/app.ts";
import type { PageFiles } from "../protocol/page_files.ts";
import { refusalResponse } from "./http/refusal_response.ts";
import { createSecurityHeaders } from "./http/security_headers.ts";
import { usualIdleSeconds, type IdleSeconds } from "./idle_seconds.ts";
import type { Metrics } from "./metrics.ts";
import { watchServices } from "./metrics/sources.ts";
import { createRates } from "./rates.ts";
import { noteRefusal } from "./refused.ts";
import { createWorkInFlight } from "./work_in_flight.ts";
import { readRequestContext, type RequestContext, type RequestContextRules } from "./request_context.ts";
import { createHandshake } from "./ws/handshake.ts";
import { createCommands } from "./ws/commands.ts";
import { createConversation } from "./ws/conversation.ts";
import { shutDownSockets } from "./ws/shutdown.ts";
import type { Hub } from "./ws/hub.ts";
import { end, type Peer } from "./ws/peer.ts";
import { createRoomBatches } from "./ws/room_batches.ts";
import { createSessionWatch } from "./ws/session_watch.ts";
import { createSocketHandler } from "./ws/socket_handler.ts";
import { createUpgrade } from "./ws/upgrade.ts";

interface ServerDeps extends MessageServices {
  port: number;
  host: string | undefined;
  tls: { cert: string; key: string } | null;
  requestContextRules: RequestContextRules;
  metricsToken: string | null;
  hstsSubdomains: boolean;
  rateLimits: boolean;
  stores: Stores;
  journal: Pick<WatchedJournal, "isStuck" | "unanswered" | "posts">;
  accounts: Accounts;
  sessions: Sessions;
  rooms: Rooms;
  presence: PresenceWatch;
  roomPresence: RoomPresence;
  retention: RetentionSettings;
  typing: Typing;
  files: Files;
  ownData: OwnData;
  backups: Pick<Backups, "begin">;
  serverStatus: ServerStatusReader;
  storageUsage: StorageUsageReader;
  fileBytes: number;
  /** Most open sockets. */
  socketLimit: number;
  hub: Hub;
  metrics: Metrics;
  warnings: Pick<Warnings, "list">;
  security: Pick<SecurityLog, "note">;
  page: () => PageFiles;
  /** Tests wait for less. */
  idleSeconds?: IdleSeconds;
  now: () => number;
  monotonicMs: () => number;
  log: Log;
}

export interface RunningServer {
  /** The address to open on this machine, without a slash at the end. */
  url: string;
  /** Checks now whether sessions of open sockets have expired; a timer does so too. */
  checkSessions(): Promise<void>;
  /** Refuses new sockets, closes the open ones, answers the requests in flight, and stops listening. */
  stop(): Promise<void>;
}

/** So long may requests that are on their way still take. */
const lastRequestsMs = 3000;
/** Bun would answer 413 without a body. Every reader of a body has its own limit (L1, F3). */
const requestBytes = Number.MAX_SAFE_INTEGER;

/** Of TLS 1.2; those of 1.3 are all like this. Without forward secrecy a key that leaks later decrypts recorded traffic. */
const ciphers = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
].join(":");

export function startServer(deps: ServerDeps): RunningServer {
  const { hub, metrics, stores, sessions, log, now, requestContextRules, rateLimits, journal } = deps;
  const { socketLimit, presence, typing, warnings, security, monotonicMs } = deps;
  const rates = createRates({ monotonicMs, enabled: rateLimits });
  const inFlight = createWorkInFlight({ limitsPersons: rateLimits });
  const { idleSeconds = usualIdleSeconds } = deps;
  let isDraining = false;

  function whyNotReady(): string | null {
    if (isDraining) return "stopping";
    if (journal.isStuck()) return "the disk does not answer";
    return warnings.list().find(({ isUnready }) => isUnready)?.text ?? null;
  }

  const setSecurityHeaders = createSecurityHeaders(deps);
  const app = createApp({
    ...deps,
    setSecurityHeaders,
    rates,
    inFlight,
    origins: requestContextRules,
    whyNotReady,
  });
  const commands = createCommands({ ...deps, rates });
  const conversation = createConversation({
    commands,
    rates,
    inFlight,
    peersOf: (userId) => hub.peersOf(userId),
    metrics,
    security,
    log,
    now,
  });
  const sessionWatch = createSessionWatch({
    hub,
    accounts: stores.accounts,
    sessions,
    now,
    monotonicMs,
    log,
  });
  const upgrade = createUpgrade({
    sessions,
    hub,
    socketLimit,
    rates,
    origins: requestContextRules,
    rateLimits,
    log,
    now,
  });
  const roomBatches = createRoomBatches({
    stores,
    now,
    onTrouble(peer, error) {
      log.error("rooms_not_told", { connectionId: peer.id, userId: peer.session.user.id, error });
      end(peer, closeCodes.restart);
    },
  });
  const websocket = createSocketHandler({
    hub,
    handshake: createHandshake({ stores, roomBatches, presence, fileBytes: deps.fileBytes, now }),
    conversation,
    metrics,
    log,
    onAdded: (peer) => sessionWatch.note(peer),
    onRemoved({ id, session }) {
      presence.closed(session.user.id, id);
      typing.closed(session.user.id, id);
    },
  });
  const isReady = () => whyNotReady() === null;
  watchServices(metrics, { hub, socketLimit, journal, inFlight, warnings, isReady });

  async function openSocket(request: Request, requestContext: RequestContext): Promise<Response | undefined> {
    const requestId = requestContext.requestId ?? crypto.randomUUID();
    try {
      if (isDraining) throw new ChatError("busy", "The server is restarting.", { retryAfterMs: 2000 });
      await upgrade(request, server, { requestContext, requestId });
      return undefined;
    } catch (error) {
      if (error instanceof ChatError) {
        metrics.countRefusal(error.code);
        noteRefusal(security, error, { address: requestContext.address, at: "/ws" }, { requestId });
      } else log.error("upgrade_failed", { requestId, error });
      server.timeout(request, idleSeconds.request);
      const refusal = refusalResponse(error, requestId);
      setSecurityHeaders(refusal.headers, requestContext);
      return refusal;
    }
  }

  const server: Server<Peer> = listen(deps, () =>
    Bun.serve({
      port: deps.port,
      ...(deps.host === undefined ? {} : { hostname: deps.host }),
      ...(deps.tls === null ? {} : { tls: { ...deps.tls, ciphers } }),
      // Bun 1.4.5 shares the port by default, against its documentation: two servers would each get half of the requests.
      reusePort: false,
      development: false,
      // For everyone, because Bun 1.4.5 forgets what a request was allowed when it sends a file; each request begins with less.
      idleTimeout: idleSeconds.download,
      maxRequestBodySize: requestBytes,
      websocket,
      fetch(request, server) {
        const requestContext = readRequestContext(
          request.headers,
          server.requestIP(request)?.address ?? null,
          requestContextRules,
        );
        if (isSocketAddress(request)) return openSocket(request, requestContext);
        server.timeout(request, idleSeconds.request);
        const allowSlowReader = () => server.timeout(request, idleSeconds.download);
        return app.fetch(request, { requestContext, allowSlowReader });
      },
      error(error) {
        log.error("server_failed", { error });
        const answer = new Response(`${unexpected().message}\n`, { status: 500 });
        setSecurityHeaders(answer.headers, { isSecure: deps.tls !== null });
        return answer;
      },
    }),
  );
  hub.serveTopics(server);

  async function stop(): Promise<void> {
    isDraining = true;
    sessionWatch.stop();
    presence.stop();
    conversation.stopHearing();
    await shutDownSockets({ hub, random: Math.random, sleep: Bun.sleep });
    await Promise.race([server.stop(), Bun.sleep(lastRequestsMs)]);
    await server.stop(true);
  }

  return { url: localUrl(deps, server), checkSessions: () => sessionWatch.check(), stop };
}

function isSocketAddress(request: Request): boolean {
  return /^[a-z]+:\/\/[^/]*\/ws(\?|$)/.test(request.url);
}

function localUrl({ tls, host }: ServerDeps, { port }: Server<Peer>): string {
  const scheme = tls === null ? "http" : "https";
  const isEverywhere = host === undefined || host === "0.0.0.0" || host === "::";
  const name = isEverywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const isUsual = port === (tls === null ? 80 : 443);
  return `${scheme}://${name}${isUsual ? "" : `:${port}`}`;
}

/** Why it cannot listen, in one line. */
function listen<T>({ port, host }: ServerDeps, start: () => T): T {
  try {
    return start();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const problem = error instanceof Error ? error.message : String(error);
    const where = host === undefined ? `port ${port}` : `${host}, port ${port}`;
    if (code === "EADDRINUSE") {
      throw new StartError(`Cannot listen on ${where}: another program uses it. Set PORT to a free one.`);
    }
    if (code === "EACCES") {
      throw new StartError(`Cannot listen on ${where}: this account may not use it. Set PORT above 1023.`);
    }
    if (code.includes("OSSL") || code.includes("PEM") || problem.includes("PEM")) {
      throw new StartError(`Cannot serve https with TLS_CERT and TLS_KEY: ${problem.split("\n")[0]}`);
    }
    throw new StartError(`Cannot listen on ${where}: ${problem.split("\n")[0]}`, { cause: error });
  }
}
