// What Bun calls for each socket. Its handlers are synchronous and never throw: what takes time is queued on the peer.
import type { WebSocketHandler } from "bun";

import type { Log } from "../../domain/log.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import { limits } from "../../protocol/limits.ts";
import type { Metrics } from "../metrics.ts";
import type { Handshake } from "./handshake.ts";
import type { Conversation } from "./conversation.ts";
import type { Hub } from "./hub.ts";
import { end, type Peer } from "./peer.ts";

/** A reader this far behind is closed and catches up (D8); Bun's own default is 16 MiB a socket. */
const backpressureBytes = 1024 * 1024;

interface SocketHandlerDeps {
  hub: Hub;
  handshake: Handshake;
  conversation: Conversation;
  metrics: Metrics;
  log: Log;
  /** A peer is registered and its times count from now. */
  onAdded: (peer: Peer) => void;
  /** It is closed, with or without a finished handshake. */
  onRemoved: (peer: Peer) => void;
}

export function createSocketHandler(deps: SocketHandlerDeps): WebSocketHandler<Peer> {
  const { hub, handshake, conversation, metrics, log, onAdded, onRemoved } = deps;

  return {
    // The type of `ws.data`, by Bun's convention.
    data: {} as Peer,
    // A frame of exactly this size passes; one byte more closes with 1009 (L1).
    maxPayloadLength: limits.frameBytes,
    backpressureLimit: backpressureBytes,
    closeOnBackpressureLimit: true,
    perMessageDeflate: false,
    // Bun pings at half of it.
    idleTimeout: 60,
    sendPings: true,

    open(socket) {
      const peer = socket.data;
      peer.socket = socket;
      hub.add(peer);
      metrics.count("confab_connections_total");
      onAdded(peer);
      peer.taking = handshake(peer).catch((error: unknown) => {
        log.error("handshake_failed", { connectionId: peer.id, userId: peer.session.user.id, error });
        end(peer, closeCodes.restart);
      });
    },
    message(socket, raw) {
      conversation.hear(socket.data, raw);
    },
    drain(socket) {
      socket.data.unreadBytes = 0;
      socket.data.whenDrained?.();
    },
    close(socket, code) {
      const peer = socket.data;
      if (code === closeCodes.lost && peer.state !== "ended") {
        metrics.count("confab_sockets_lost_total");
        if (hub.wasSlow(peer)) metrics.count("confab_slow_readers_closed_total");
      }
      log.debug("disconnected", { connectionId: peer.id, userId: peer.session.user.id, code });
      peer.state = "ended";
      hub.remove(peer);
      onRemoved(peer);
      peer.whenDrained?.();
    },
  };
}
