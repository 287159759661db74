// SPEC C1: the first frames of a socket. It is registered already, so that changes of its access reach it. Then:
// 1. session and rooms are read; 2. it subscribes, in portions; 3. `hello` is read, with the first rooms (C9). Changes before 3 are in `hello`,
// changes after 2 come as events. If its access changes meanwhile, the reading starts over.
import type { PresenceWatch } from "../../domain/presence.ts";
import type { Stores } from "../../domain/stores.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import { heartbeatMs, helloLimits, protocolVersion, typing } from "../../protocol/limits.ts";
import type { HelloFrame, User } from "../../protocol/shapes.ts";
import { everyoneTopic, topicOf } from "./hub.ts";
import { end, send, sessionToKeep, type Peer } from "./peer.ts";
import type { RoomBatches } from "./room_batches.ts";
import { roomsFrameText } from "./server_frames.ts";

interface HandshakeDeps {
  stores: Pick<Stores, "accounts" | "rooms" | "messages" | "workspace" | "line">;
  roomBatches: RoomBatches;
  presence: Pick<PresenceWatch, "opened" | "stateOf">;
  /** The largest file of this workspace, sent with the limits (F3). */
  fileBytes: number;
  now: () => number;
}

/** A subscription takes up to a microsecond. */
const topicBatchSize = 4000;

/** The fields that do not depend on the rooms. */
type HelloFields = Omit<HelloFrame, "type" | "rooms" | "line" | "sameToId" | "more" | "rest" | "presence">;

export type Handshake = (peer: Peer) => Promise<void>;

export function createHandshake({ stores, roomBatches, presence, fileBytes, now }: HandshakeDeps): Handshake {
  async function handshake(peer: Peer): Promise<void> {
    for (;;) {
      const version = peer.accessVersion;
      const session = await stores.accounts.findSession(peer.tokenHash, now());
      if (!session) {
        end(peer, closeCodes.sessionOver);
        return;
      }
      peer.session = sessionToKeep(session);
      const roomIds = await stores.rooms.listMyGroupIds(session.user.id);
      if (peer.state === "ended") return;
      if (peer.accessVersion !== version) continue;
      if (!(await subscribeTo(peer, roomIds, version))) continue;
      const plan = await roomBatches.plan(peer);
      const { batch, next } = await roomBatches.read(peer, plan, 0);
      const fields = await readHello(session.user);
      if (peer.state !== "handshake") return;
      if (peer.accessVersion !== version) continue;
      peer.state = "open";
      presence.opened(session.user.id, peer.id);
      const hello = { ...fields, ...batch.fields, presence: presence.stateOf(batch.people()) };
      send(peer, roomsFrameText("hello", batch.rooms, hello));
      if (batch.fields.more) roomBatches.sendRest(peer, plan, next);
      return;
    }
  }

  /** To exactly these rooms: an earlier attempt may have subscribed to more. Direct rooms need no topic. False when access changed meanwhile. */
  async function subscribeTo(peer: Peer, roomIds: number[], version: number): Promise<boolean> {
    const { socket } = peer;
    peer.hearsRooms = true;
    if (!socket) return true;
    const topics = [everyoneTopic, ...roomIds.map(topicOf)];
    const wanted = new Set(topics);
    for (const topic of socket.subscriptions) if (!wanted.has(topic)) socket.unsubscribe(topic);
    for (let from = 0; from < topics.length; from += topicBatchSize) {
      if (from > 0) await new Promise(setImmediate);
      if (peer.state === "ended" || peer.accessVersion !== version) return false;
      for (const topic of topics.slice(from, from + topicBatchSize)) socket.subscribe(topic);
    }
    return true;
  }

  async function readHello(user: User): Promise<HelloFields> {
    const workspace = await stores.workspace.read();
    const saved = await stores.messages.listSavedIds(user.id);
    return {
      protocol: protocolVersion,
      epoch: stores.line.epoch,
      workspace: { name: workspace.name },
      place: { name: workspace.name },
      user,
      limits: { ...helloLimits, fileBytes },
      typing,
      heartbeatMs,
      saved,
    };
  }

  return handshake;
}
