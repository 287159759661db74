// What a person does to messages and rooms. Each rejects with a refusal that holds a sentence; none shows what is not so yet.
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
  explain: (reason: Reason) => Promise<string>;
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

    /** One after another for one emoji on one message: of a quick on and off the last holds. */
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
      // Of another past (C6) it says nothing.
      if (state().epoch === epoch) setState(applyOwn(state(), message));
    },
    /** `saved` tells all tabs, this one too. */
    save: (messageId: number, on: boolean) => rest.save(messageId, on),
    /** U5; `read` tells all tabs. What was marked unread before is read too. Resolves to what was unread, as it was. */
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
