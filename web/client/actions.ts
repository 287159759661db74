// What a person does to messages and rooms. Each action rejects with a refusal that has a sentence; none shows a result early.
import type { Message } from "../../src/protocol/shapes.ts";

import { Refused } from "../connection/refused.ts";
import type { createAsks, Question } from "./socket_requests.ts";
import type { Reason } from "../connection/send_failure.ts";
import type { CoreRest } from "./core_calls.ts";
import { applyOwn, type ClientState } from "./client_state.ts";
import { refuseFrame } from "./outbox.ts";

/** How far a room was read. */
export interface ReadMark {
  roomId: number;
  seq: number;
}

interface ActionsPorts {
  asks: Pick<ReturnType<typeof createAsks>, "ask">;
  rest: Pick<CoreRest, "pin" | "save" | "markAllRead">;
  state: () => ClientState;
  setState: (state: ClientState) => void;
  /** In words. */
  explain: (reason: Reason) => Promise<() => string>;
}

export function createActions({ asks, rest, state, setState, explain }: ActionsPorts) {
  const reacting = new Map<string, Promise<void>>();

  async function ask(question: Question): Promise<void> {
    await asks.ask(question, { onDrop: "again" });
  }

  return {
    /** With `conflict` the refusal carries the message as it is. */
    async edit(message: Message, body: string): Promise<void> {
      const question = { type: "edit", messageId: message.id, editedAt: message.editedAt, body } as const;
      const refusal = refuseFrame(question);
      if (refusal !== null) {
        throw new Refused("too_long", await explain(refusal));
      }
      await ask(question);
    },
    remove: (messageId: number) => ask({ type: "delete", messageId }),

    /** One request at a time per emoji and message: after a quick on and off the last one counts. */
    react(messageId: number, emoji: string, on: boolean): Promise<void> {
      const key = `${messageId} ${emoji}`;
      const before = reacting.get(key) ?? Promise.resolve();
      const mine = before.catch(() => {}).then(() => ask({ type: "react", messageId, emoji, on }));
      reacting.set(key, mine);
      const forget = () => {
        if (reacting.get(key) === mine) reacting.delete(key);
      };
      mine.then(forget, forget);
      return mine;
    },
    async pin(messageId: number, on: boolean): Promise<void> {
      const { epoch } = state();
      const { message } = await rest.pin(messageId, on);
      // An answer of another past (C6) means nothing.
      if (state().epoch === epoch) setState(applyOwn(state(), message));
    },
    /** The server sends `saved` to all tabs, including this one. */
    save: (messageId: number, on: boolean) => rest.save(messageId, on),
    /** U5; the server sends `read` to all tabs. Rooms marked unread are read too. Resolves to the rooms that were unread. */
    async markAllRead(): Promise<readonly ReadMark[]> {
      const before = [...state().rooms].flatMap(([roomId, { counter }]) =>
        counter.counts.unread > 0 ? [{ roomId, seq: counter.counts.readSeq }] : [],
      );
      const rooms = new Map([...state().rooms].map(([id, room]) => [id, { ...room, keepsUnread: false }]));
      setState({ ...state(), rooms });
      await rest.markAllRead();
      return before;
    },
  };
}
