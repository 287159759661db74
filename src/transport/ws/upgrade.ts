// The door of /ws (SPEC A4): an allowed Origin first, then a live session. Every refusal is JSON, like any other.
import type { Server } from "bun";

import { ChatError } from "../../domain/chat_error.ts";
import type { Sessions } from "../../domain/accounts/sessions.ts";
import { readSessionToken } from "../http/cookies.ts";
import { checkSocketOrigin, type OriginRules } from "../origin.ts";
import type { Rates } from "../rates.ts";
import type { Visit } from "../visit.ts";
import type { Hub } from "./hub.ts";
import { createPeer, type Peer } from "./peer.ts";

/** Of one person: dozens of tabs, not thousands. */
const socketsPerUser = 100;

export interface UpgradeDeps {
  sessions: Sessions;
  hub: Pick<Hub, "countOf">;
  rates: Rates;
  origins: OriginRules;
  rateLimits: boolean;
  now: () => number;
}

/** Throws ChatError when the socket is refused. */
export type Upgrade = (request: Request, server: Server<Peer>, visit: Visit) => Promise<void>;

export function createUpgrade(deps: UpgradeDeps): Upgrade {
  const { sessions, hub, rates, origins, rateLimits, now } = deps;
  let lastId = 0;

  async function open(request: Request, server: Server<Peer>, visit: Visit): Promise<void> {
    checkSocketOrigin(request.headers, visit, origins);
    const token = readSessionToken(request.headers);
    const session = token === null ? null : await sessions.authenticate(token);
    if (token === null || !session) throw new ChatError("not_signed_in", "Sign in first.");
    rates.spend("connect", session.user.id);
    if (rateLimits && hub.countOf(session.user.id) >= socketsPerUser) {
      throw new ChatError("too_fast", `At most ${socketsPerUser} sockets may be open at once.`, {
        retryAfterMs: 60_000,
      });
    }
    lastId += 1;
    const peer = createPeer({
      id: lastId,
      tokenHash: sessions.hashToken(token),
      heldEpoch: new URL(request.url).searchParams.get("epoch"),
      session,
      now: now(),
    });
    // Bun would answer with the first subprotocol that is offered: we speak none of them.
    const headers = { "Sec-WebSocket-Protocol": "" };
    // False when the client has left while the session was read, or when this was no upgrade at all.
    if (server.upgrade(request, { data: peer, headers })) return;
    throw new ChatError("bad_request", "This address is for WebSocket connections.");
  }

  return async function upgrade(request, server, visit) {
    rates.checkUpgrade(visit.address);
    try {
      await open(request, server, visit);
    } catch (error) {
      rates.countRefusedUpgrade(visit.address);
      throw error;
    }
  };
}
