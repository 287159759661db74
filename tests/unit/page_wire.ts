// A client core on a wire to a model room: time moves by hand, the line drops on demand, answers may be held back.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import type { Author, HelloFrame, Message, Person, ServerFrame } from "../../src/protocol/shapes.ts";
import { createClientCore } from "../../web/client/client_core.ts";
import type { HistoryQuery } from "../../web/client/histories.ts";
import type { OutboxEntry } from "../../web/client/outbox.ts";

import { plainPerson } from "../support/plain_values.ts";
import { ada, bob, helloOf, type ModelRoom } from "./page_model.ts";

export function createWire(room: ModelRoom, me: Author, { epoch = "first" }: { epoch?: string } = {}) {
  let isOpen = false;
  let clock = 1_700_000_000_000;
  let lastId = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sent: ClientFrame[] = [];
  /** Everyone of the workspace, and whom the client has asked for. */
  const directory = new Map<number, Person>([ada, bob].map((one) => [one.id, plainPerson(one)]));
  const asked: number[] = [];
  const askedRooms: number[] = [];
  const ended = new Map<string, { sameTo: number; sameToId: number }>();
  const pages: HistoryQuery[] = [];
  const stored = new Map<string, OutboxEntry>();
  /** C9: of a `hello` without them. */
  let later: HelloFrame["rooms"] = [];
  /** What the model would refuse, for the next post. */
  const refusals: ServerFrame[] = [];

  const core = createClientCore({
    send(frame) {
      if (isOpen) sent.push(frame);
      return isOpen;
    },
    rest: {
      async history(_roomId, query) {
        pages.push(query);
        return room.page(query, me.id);
      },
      messagesByIds: async (_roomId, ids) => room.byIds(ids),
      replies: async (messageId, query) => room.replies(messageId, query, me.id),
      members: async () => ({ members: [], next: null }),
      async roomsByIds(ids) {
        askedRooms.push(...ids);
        return { rooms: ids.includes(room.id) ? [room.room(me.id)] : [] };
      },
      async peopleByIds(ids) {
        asked.push(...ids);
        return { users: ids.flatMap((id) => directory.get(id) ?? []) };
      },
      pin: async (messageId, on) => ({ message: broadcast(room.pin(messageId % 10_000, on)).message }),
      save: async (messageId, on) => void broadcast({ type: "saved", messageId, on }),
      async markAllRead() {
        room.mark(me.id, room.counts(me.id).lastSeq);
        broadcast({ type: "read", roomId: room.id, counts: room.counts(me.id) });
      },
    },
    explain:
      async ({ code }) =>
      () =>
        code,
    storedEpoch: () => null,
    newId: () => `${me.username}-${(lastId += 1)}`,
    now: () => clock,
    after: (delayMs, run) => timers.push({ at: clock + delayMs, run }),
    keep: (entry) => stored.set(entry.clientId, entry),
    drop: (clientId) => stored.delete(clientId),
    onChange: () => {},
  });

  /** What the server says to all sockets of the room. */
  function broadcast<T extends ServerFrame>(frame: T): T {
    if (isOpen) core.receive(frame);
    return frame;
  }

  /** H2, as the server tells it. */
  function lineTo(held: string | null): Partial<HelloFrame> {
    if (held === epoch) return { line: "same" };
    const end = held === null ? undefined : ended.get(held);
    if (!end) return { line: "unknown" };
    const { sameTo, sameToId } = end;
    return { line: "known", sameToId, rooms: [{ ...room.room(me.id), sameTo }] };
  }

  const known = (clientId: string) => room.messages().find((one) => one.clientId === clientId);
  const ok = (frame: ClientFrame, message: Message): ServerFrame => ({
    type: "ok",
    ref: frame.ref ?? "",
    result: { message },
  });

  /** The server takes one frame and says what it answers: events first. */
  function serve(frame: ClientFrame): ServerFrame[] {
    if (frame.type === "sync") return [{ ...room.sync(me.id, frame.rev), ref: frame.ref ?? "" }];
    if (frame.type === "read") {
      if (frame.unread) room.mark(me.id, frame.seq - 1);
      else room.mark(me.id, Math.max(frame.seq, room.counts(me.id).readSeq));
      return [{ type: "ok", ref: frame.ref ?? "", result: { counts: room.counts(me.id) } }];
    }
    if (frame.type === "post") {
      const refusal = refusals.shift();
      if (refusal) return [{ ...refusal, ref: frame.ref ?? "" } as ServerFrame];
      const first = known(frame.clientId);
      if (first) return [ok(frame, first)];
      const { clientId, body, replyTo = null } = frame;
      const event = room.post(me, body, { clientId, replyTo });
      return [event, ok(frame, event.message)];
    }
    if (frame.type === "delete") {
      const event = room.remove(frame.messageId % 10_000);
      return [event, ok(frame, event.message)];
    }
    if (frame.type === "react") {
      const event = room.react(me.id, frame.messageId % 10_000, frame.emoji, frame.on);
      return [event, ok(frame, event.message)];
    }
    if (frame.type === "edit") {
      const seq = frame.messageId % 10_000;
      const event = room.edit(seq, frame.body);
      return [event, ok(frame, event.message)];
    }
    return [];
  }

  return {
    core,
    directory,
    asked,
    askedRooms,
    /** Pages of history that were asked for. */
    pages,
    sent,
    stored,
    refusals,
    /** `isLater`: the room is told by a later piece (C9). */
    connect({ isLater = false } = {}): void {
      isOpen = true;
      core.opened();
      const { rest, ...hello } = helloOf([room], me, { epoch, ...lineTo(core.heldEpoch()) });
      later = hello.rooms;
      if (isLater) core.receive({ ...hello, rooms: [], more: true });
      else core.receive({ ...hello, ...(rest && { rest }) });
    },
    /** The last piece: with the room, or without it while `left` rooms are told in none. */
    sendRooms({ left = 0 } = {}): void {
      const rest = { rooms: left, unread: 0, mentions: 0 };
      core.receive({ type: "rooms", rooms: left > 0 ? [] : later, more: false, rest });
    },
    drop(): void {
      isOpen = false;
      sent.length = 0;
      core.closed();
    },
    /** The server takes what was sent; `loseAnswers` and the line broke before it could answer. */
    answer({ loseAnswers = false } = {}): void {
      for (let frame = sent.shift(); frame; frame = sent.shift()) {
        const frames = serve(frame);
        if (!loseAnswers) for (const one of frames) core.receive(one);
      }
    },
    /** The server takes what was sent, and its replies overtake each other: the last comes first (W1). */
    answerBackwards(): void {
      const replies: ServerFrame[] = [];
      for (let frame = sent.shift(); frame; frame = sent.shift()) {
        for (const one of serve(frame)) {
          if (one.type === "ok" || one.type === "error") replies.unshift(one);
          else core.receive(one);
        }
      }
      for (const reply of replies) core.receive(reply);
    },
    /** Another start; `end` is how far the epoch before came in its file, unless that one is unknown there. */
    restart(next: string, end?: { sameTo: number; sameToId: number }): void {
      if (end) ended.set(epoch, end);
      epoch = next;
    },
    pass(ms: number): void {
      clock += ms;
      const due = timers.filter(({ at }) => at <= clock);
      timers = timers.filter(({ at }) => at > clock);
      for (const { run } of due) run();
    },
    shown: () => core.state().rooms.get(room.id)?.window?.messages ?? [],
    /** Lets promises run. */
    settle: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
}
