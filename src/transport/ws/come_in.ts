// SPEC C1. The socket is registered already, so that what ends or changes its access reaches it. Then:
// 1. session and rooms are read; 2. it subscribes; 3. `hello` is read. Whatever was committed before 3 is in `hello`,
// whatever was committed after 2 comes as an event. If its access changes on the way, the reading starts over.
import type { PresenceWatch } from "../../domain/presence.ts";
import type { Stores } from "../../domain/stores.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import { heartbeatMs, helloLimits, protocolVersion, typing } from "../../protocol/limits.ts";
import type { HelloFrame, Room } from "../../protocol/shapes.ts";
import { everyoneTopic, topicOf } from "./hub.ts";
import { end, send, type Peer } from "./peer.ts";
import { frameText } from "./server_frames.ts";

export interface ComeInDeps {
  stores: Pick<Stores, "accounts" | "rooms" | "messages" | "place" | "line">;
  presence: Pick<PresenceWatch, "opened" | "stateOf">;
  /** The largest file of this place, told with the limits (F3). */
  fileBytes: number;
  now: () => number;
}

export type ComeIn = (peer: Peer) => Promise<void>;

export function createComeIn({ stores, presence, fileBytes, now }: ComeInDeps): ComeIn {
  async function comeIn(peer: Peer): Promise<void> {
    for (;;) {
      const version = peer.accessVersion;
      const session = await stores.accounts.findSession(peer.tokenHash, now());
      if (!session) {
        end(peer, closeCodes.sessionOver);
        return;
      }
      peer.session = session;
      const roomIds = await stores.rooms.listMyIds(session.user.id);
      if (peer.state === "ended") return;
      if (peer.accessVersion !== version) continue;
      subscribeTo(peer, roomIds);
      const hello = await readHello(peer);
      if (peer.state !== "coming") return;
      if (peer.accessVersion !== version) continue;
      peer.state = "in";
      presence.opened(session.user.id, peer.id);
      const direct = new Set(hello.rooms.flatMap(({ members = [] }) => members.map(({ id }) => id)));
      send(peer, frameText({ ...hello, presence: presence.stateOf(direct) }));
      return;
    }
  }

  /** To these rooms and no others: an earlier attempt may have known more. */
  function subscribeTo({ socket }: Peer, roomIds: number[]): void {
    if (!socket) return;
    const topics = new Set([everyoneTopic, ...roomIds.map(topicOf)]);
    for (const topic of socket.subscriptions) if (!topics.has(topic)) socket.unsubscribe(topic);
    for (const topic of topics) socket.subscribe(topic);
  }

  /** H2: whether what the client holds is of this database's past, and up to where. */
  async function readLine(
    { heldEpoch }: Peer,
    rooms: Room[],
  ): Promise<Pick<HelloFrame, "line" | "sameToId" | "rooms">> {
    if (heldEpoch === stores.line.epoch) return { line: "same", rooms };
    const roomIds = rooms.map(({ id }) => id);
    const end = heldEpoch === null ? null : await stores.line.findEnd(heldEpoch, roomIds);
    if (!end) return { line: "unknown", rooms };
    const { messageId, revs } = end;
    return {
      line: "known",
      sameToId: messageId,
      rooms: rooms.map((room) => ({ ...room, sameTo: revs.get(room.id) ?? 0 })),
    };
  }

  async function readHello(peer: Peer): Promise<Omit<HelloFrame, "presence">> {
    const { session } = peer;
    const place = await stores.place.place();
    const rooms = await stores.rooms.listMine(session.user.id);
    const saved = await stores.messages.listSavedIds(session.user.id);
    return {
      type: "hello",
      protocol: protocolVersion,
      epoch: stores.line.epoch,
      ...(await readLine(peer, rooms)),
      place: { name: place.name },
      user: session.user,
      limits: { ...helloLimits, fileBytes },
      typing,
      heartbeatMs,
      saved,
    };
  }

  return comeIn;
}
