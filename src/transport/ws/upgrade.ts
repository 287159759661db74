// The upgrade of /ws (SPEC A4): an allowed Origin first, then a live session. A refusal is JSON, as in REST.
import type { Server } from "bun";

import { addressKey } from "../../domain/accounts/addresses.ts";
import { ChatError } from "../../domain/chat_error.ts";
import type { Log } from "../../domain/log.ts";
import type { Sessions } from "../../domain/accounts/sessions.ts";
import { readSessionToken } from "../http/cookies.ts";
import { checkBelievedUser } from "../believed_user.ts";
import { checkSocketOrigin, type OriginRules } from "../origin.ts";
import type { Rates } from "../rates.ts";
import type { RequestContext } from "../request_context.ts";
import type { Hub } from "./hub.ts";
import { createPeer, type Peer } from "./peer.ts";

/** Of one person: dozens of tabs, not thousands. */
const socketsPerUser = 100;

interface UpgradeDeps {
  sessions: Sessions;
  hub: Pick<Hub, "size" | "countOf" | "countFrom">;
  /** In all; half of them from one address (W13). */
  socketLimit: number;
  rates: Rates;
  origins: OriginRules;
  rateLimits: boolean;
  log: Log;
  now: () => number;
}

/** Throws ChatError when the socket is refused. */
type Upgrade = (request: Request, server: Server<Peer>, from: CameFrom) => Promise<void>;

interface CameFrom {
  requestContext: RequestContext;
  requestId: string;
}

export function createUpgrade(deps: UpgradeDeps): Upgrade {
  const { sessions, hub, socketLimit, rates, origins, rateLimits, log, now } = deps;
  let lastId = 0;

  function refuseTooMany(userId: number, from: string): void {
    if (hub.size() >= socketLimit) {
      throw new ChatError("busy", "The server has reached its connection limit. Try again later.", {
        retryAfterMs: 30_000,
      });
    }
    if (!rateLimits) return;
    if (hub.countOf(userId) >= socketsPerUser) throw tooManySockets(socketsPerUser);
    const perAddress = Math.ceil(socketLimit / 2);
    if (hub.countFrom(from) >= perAddress) throw tooManySockets(perAddress, " from one address");
  }

  async function open(
    request: Request,
    server: Server<Peer>,
    { requestContext, requestId }: CameFrom,
  ): Promise<void> {
    checkSocketOrigin(request.headers, requestContext, origins);
    const token = readSessionToken(request.headers, requestContext);
    const session = token === null ? null : await sessions.authenticate(token);
    if (token === null || !session) throw new ChatError("not_signed_in", "Sign in first.");
    const { searchParams } = new URL(request.url);
    checkBelievedUser(searchParams.get("user"), session);
    rates.spend("connect", session.user.id);
    const from = addressKey(requestContext.address);
    refuseTooMany(session.user.id, from);
    lastId += 1;
    const peer = createPeer({
      id: lastId,
      tokenHash: sessions.hashToken(token),
      from,
      heldEpoch: epochOf(searchParams.get("epoch")),
      openRoomId: roomIdOf(searchParams.get("room")),
      session,
      now: now(),
    });
    // Bun would answer with the first subprotocol that is offered: we speak none of them.
    const headers = { "Sec-WebSocket-Protocol": "", "X-Request-Id": requestId };
    // False when the client has left while the session was read, or when this was no upgrade at all.
    if (server.upgrade(request, { data: peer, headers })) {
      const { address } = requestContext;
      log.debug("connected", { connectionId: peer.id, requestId, userId: session.user.id, address });
      return;
    }
    throw new ChatError("bad_request", "This address is for WebSocket connections.");
  }

  return async function upgrade(request, server, from) {
    rates.checkUpgrade(from.requestContext.address);
    try {
      await open(request, server, from);
    } catch (error) {
      rates.countRefusedUpgrade(from.requestContext.address);
      throw error;
    }
  };
}

/** A text that cannot be an epoch is not stored with the socket, which may be long: its line is `unknown` (H2). */
export function epochOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/.test(text) ? text : null;
}

/** It only orders the rooms: anything but an id is ignored. */
function roomIdOf(text: string | null): number | null {
  return text !== null && /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : null;
}

function tooManySockets(max: number, where = ""): ChatError {
  const message = `At most ${max} sockets may be open at once${where}.`;
  return new ChatError("too_fast", message, { retryAfterMs: 60_000 });
}
