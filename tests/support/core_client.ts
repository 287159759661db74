// The page without a page: its own core and its own connection, over a real socket through a wire that can be cut. Time
// runs faster for it, so that its pauses, heartbeats and retries fit into a test.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { createConnection } from "../../web/connection/connection.ts";
import { queryOf } from "../../web/connection/query.ts";
import { createApi, type Api } from "../../web/connection/api.ts";
import { createCoreCalls } from "../../web/client/core_calls.ts";
import { createClientCore, type ClientCore } from "../../web/client/client_core.ts";
import { BunWebSocket, type Person } from "./client.ts";
import type { Wire } from "./proxy.ts";

export interface CoreClient {
  core: ClientCore;
  api: Api;
  person: Person;
  wire: Wire;
  /** What it has asked for over REST. */
  asked: readonly string[];
  /** A frame that the core would not say by itself. */
  sendFrame(frame: ClientFrame): boolean;
  isOpen(): boolean;
  /** Connected, all rooms told, nothing unsent but what was refused, no sync due or under way, every room as far as it has heard. */
  isSettled(): boolean;
  stop(): void;
}

interface CoreClientOptions {
  person: Person;
  wire: Wire;
  random: () => number;
  /** How many times faster than a clock its pauses pass. */
  haste: number;
}

export function startCoreClient({ person, wire, random, haste }: CoreClientOptions): CoreClient {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const asked: string[] = [];
  let isReady = false;
  let isStopped = false;

  function after(delayMs: number, run: () => void): { cancel(): void } {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!isStopped) run();
    }, delayMs / haste);
    timers.add(timer);
    return {
      cancel() {
        clearTimeout(timer);
        timers.delete(timer);
      },
    };
  }

  const api = createApi({
    userId: () => person.user.id,
    onSignedOut: () => {},
    fetch(path, init) {
      asked.push(path);
      const headers = new Headers(init.headers);
      headers.set("Cookie", person.cookie);
      headers.set("Origin", wire.url);
      return fetch(wire.url + path, { ...init, headers });
    },
  });
  const core = createClientCore({
    send: (frame) => connection.send(frame),
    rest: createCoreCalls(api),
    explain:
      async ({ code }) =>
      () =>
        code,
    storedEpoch: () => null,
    newId: () => crypto.randomUUID(),
    now: Date.now,
    after: (delayMs, run) => void after(delayMs, run),
    keep: () => {},
    drop: () => {},
    onChange: () => {},
  });
  const connection = createConnection({
    openSocket: () =>
      new BunWebSocket(
        `${wire.url.replace("http", "ws")}/ws${queryOf({ epoch: core.heldEpoch() ?? undefined })}`,
        {
          headers: { Cookie: person.cookie, Origin: wire.url },
        },
      ),
    random,
    after,
    onOpen: () => core.opened(),
    onFrame: (frame) => core.receive(frame),
    onClose: () => core.closed(),
    onLink: (link) => (isReady = link === "open"),
    onUnopened: () => {},
  });
  connection.connect();

  return {
    core,
    api,
    person,
    wire,
    asked,
    sendFrame: (frame) => connection.send(frame),
    isOpen: () => isReady,
    isSettled() {
      const { isReady: isTold, isLoadingRooms, syncing, rooms } = core.state();
      if (!isReady || !isTold || isLoadingRooms || syncing !== null) return false;
      if (core.outbox().some(({ phase }) => phase !== "failed")) return false;
      return [...rooms.values()].every(
        ({ rev, announcedRev, syncFrom, heldEvents }) =>
          rev === announcedRev && syncFrom === null && heldEvents.length === 0,
      );
    },
    stop() {
      isStopped = true;
      connection.stop();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
