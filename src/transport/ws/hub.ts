// The open sockets of this process, by person and by session. Bun's topics have the members of rooms; direct_rooms.ts those of direct ones.
import type { Audience } from "../../domain/audience.ts";
import type { Log } from "../../domain/log.ts";
import type { After } from "../../domain/timer.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import type { ServerFrame } from "../../protocol/shapes.ts";
import type { Metrics } from "../metrics.ts";
import { createDirectRooms } from "./direct_rooms.ts";
import { createHeldEvents } from "./held_events.ts";
import { end, send, type Peer } from "./peer.ts";
import { createPeerIndex } from "./peer_index.ts";
import { frameText, messageEvent } from "./server_frames.ts";
import { createSlowReaders } from "./slow_readers.ts";

/** The part of Bun's server that the hub needs. */
interface Topics {
  publish(topic: string, text: string, compress?: boolean): number;
  subscriberCount(topic: string): number;
}

export interface Hub extends Audience {
  /** Before this nothing is published: the server starts after the hub. */
  serveTopics(topics: Topics): void;
  add(peer: Peer): void;
  remove(peer: Peer): void;
  peers(): Iterable<Peer>;
  /** The people with an open socket. */
  people(): number;
  countOf(userId: number): number;
  countFrom(address: string): number;
  peersOf(userId: number): readonly Peer[];
  /** When it ended, this line was far behind in reading (D8). */
  wasSlow(peer: Peer): boolean;
  /** W15. Resolves when the events of this room that wait were sent; null: none waits. */
  whenSent(roomId: number): Promise<void> | null;
  /** W15. Sends the events that wait, of all rooms. */
  flush(): void;
}

/** Every socket is subscribed to it. */
export const everyoneTopic = "everyone";

export function topicOf(roomId: number): string {
  return `room:${roomId}`;
}

interface HubDeps {
  metrics: Pick<Metrics, "count">;
  monotonicMs: () => number;
  /** Of a direct room; empty for any other. */
  listDirectPeople: (roomId: number) => Promise<number[]>;
  after: After;
  log: Pick<Log, "error">;
}

export function createHub({ metrics, monotonicMs, listDirectPeople, after, log }: HubDeps): Hub {
  const all = new Map<number, Peer>();
  const byUser = createPeerIndex<number>();
  const bySession = createPeerIndex<number>();
  const fromAddress = new Map<string, number>();
  const slowReaders = createSlowReaders({ peers: () => all.values(), monotonicMs });
  const direct = createDirectRooms({ listPeople: listDirectPeople, after, log });
  const held = createHeldEvents({
    after,
    publish: (roomId, text) =>
      sendToRoom(roomId, text, (sockets) => metrics.count("confab_deliveries_total", sockets)),
  });
  let topics: Topics | null = null;

  function add(peer: Peer): void {
    all.set(peer.id, peer);
    byUser.add(peer.session.user.id, peer);
    bySession.add(peer.session.id, peer);
    fromAddress.set(peer.from, countFrom(peer.from) + 1);
  }

  function remove(peer: Peer): void {
    if (!all.delete(peer.id)) return;
    byUser.remove(peer.session.user.id, peer);
    bySession.remove(peer.session.id, peer);
    const others = countFrom(peer.from) - 1;
    if (others > 0) fromAddress.set(peer.from, others);
    else fromAddress.delete(peer.from);
  }

  const peersOf = (userId: number) => byUser.of(userId);
  const countFrom = (address: string) => fromAddress.get(address) ?? 0;

  function checked(isSent: boolean): void {
    if (!isSent) metrics.count("confab_backpressure_total");
  }

  function publish(topic: string, text: string): void {
    if (!topics) return;
    // The outcome is the worst of all subscribers: a metric, never a reason to send again.
    const outcome = topics.publish(topic, text, false);
    checked(outcome !== 0);
    if (outcome < 0) slowReaders.check(text.length);
  }

  /** A room without subscribers is a direct one, or has no member online here. Gives their number. */
  function sendToRoom(roomId: number, text: string, onSent: (sockets: number) => void = () => {}): number {
    const topic = topicOf(roomId);
    const subscribers = topics?.subscriberCount(topic) ?? 0;
    if (subscribers > 0) {
      onSent(subscribers);
      publish(topic, text);
      return subscribers;
    }
    direct.withPeople(roomId, (people) => {
      const peers = people.flatMap(peersOf).filter(({ hearsRooms }) => hearsRooms);
      onSent(peers.length);
      for (const peer of peers) checked(send(peer, text));
    });
    return 0;
  }

  /** Any frame but `message`: it comes after the events of its room that were published before (W15). */
  function flushFor(frame: ServerFrame): void {
    if ("roomId" in frame) held.flush(frame.roomId);
    else if (frame.type === "room") held.flush(frame.room.id);
  }

  const isOnline = (userId: number) => peersOf(userId).length > 0;

  function hasSubscribers(roomId: number): boolean {
    return (topics?.subscriberCount(topicOf(roomId)) ?? 0) > 0;
  }

  return {
    serveTopics(next) {
      topics = next;
    },
    add,
    remove,
    peers: () => all.values(),
    size: () => all.size,
    people: () => byUser.size(),
    countFrom,
    countOf: (userId) => peersOf(userId).length,
    peersOf,
    wasSlow: (peer) => slowReaders.wasSlow(peer),
    whenSent: (roomId) => held.whenSent(roomId),
    flush: () => held.flushAll(),

    publish(message, by) {
      metrics.count("confab_events_published_total");
      held.publish(message.roomId, messageEvent(message, by));
    },
    publishBare(roomId, rev) {
      held.flush(roomId);
      sendToRoom(roomId, frameText({ type: "message", roomId, rev }));
    },
    publishToRoom(roomId, frame) {
      held.flush(roomId);
      sendToRoom(roomId, frameText(frame));
    },
    publishToAll(frame) {
      held.flushAll();
      publish(everyoneTopic, frameText(frame));
    },
    sendToUser(userId, frame: ServerFrame) {
      flushFor(frame);
      const text = frameText(frame);
      for (const peer of peersOf(userId)) checked(send(peer, text));
    },
    sendToSocket(socketId, frame) {
      flushFor(frame);
      const peer = all.get(socketId);
      if (peer) checked(send(peer, frameText(frame)));
    },
    hasSockets: (roomId) => hasSubscribers(roomId) || (direct.peopleIfKnown(roomId)?.some(isOnline) ?? true),
    isSubscribed: async (roomId) => hasSubscribers(roomId) || (await direct.people(roomId)).some(isOnline),
    isOnline,
    isIn(userId, roomId) {
      const topic = topicOf(roomId);
      return peersOf(userId).some(({ socket }) => socket?.isSubscribed(topic));
    },
    usersIn(roomId) {
      const topic = topicOf(roomId);
      const found: number[] = [];
      for (const [userId, peers] of byUser.entries()) {
        for (const { socket } of peers) {
          if (socket?.isSubscribed(topic)) {
            found.push(userId);
            break;
          }
        }
      }
      return found;
    },
    subscribe(userId, roomId) {
      held.flush(roomId);
      for (const peer of peersOf(userId)) {
        peer.accessVersion += 1;
        if (peer.state !== "ended") peer.socket?.subscribe(topicOf(roomId));
      }
    },
    openDirect(roomId, userIds) {
      direct.learn(roomId, userIds);
      for (const peer of userIds.flatMap(peersOf)) peer.accessVersion += 1;
    },
    unsubscribe(userId, roomId) {
      held.flush(roomId);
      direct.forget(roomId);
      for (const peer of peersOf(userId)) {
        peer.accessVersion += 1;
        peer.socket?.unsubscribe(topicOf(roomId));
      }
    },
    closeSession(sessionId) {
      held.flushAll();
      for (const peer of bySession.of(sessionId)) end(peer, closeCodes.sessionOver);
    },
  };
}
