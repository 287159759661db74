import { signal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import type { OutboxEntry } from "../client/outbox.ts";

import { useConversation } from "./conversation_context.ts";

interface EditLastOptions {
  /** Their current state, not the drawn one. */
  messages: () => readonly Message[];
  /** Whether a pending message is sent here. */
  isHere: (entry: OutboxEntry) => boolean;
}

/** `↑` in an empty composer edits my last message; a pending one as soon as it is stored. */
export function useEditLast(options: EditLastOptions): void {
  const { outbox, state, user } = useChat();
  const conversation = useConversation();
  const latest = useRef(options);
  latest.current = options;
  /** Client id of the awaited message. */
  const awaited = useMemo(() => signal<string | null>(null), []);
  const isMine = ({ author, deletedAt }: Message) => author.id === user.peek().id && deletedAt === null;
  const isOnItsWay = (entry: OutboxEntry) => entry.phase !== "failed" && latest.current.isHere(entry);

  // In a layout effect, and once: a key may come before effects run.
  useLayoutEffect(() => {
    conversation.editLast = () => {
      const sending = outbox.peek().findLast(isOnItsWay);
      awaited.value = sending?.clientId ?? null;
      const mine = sending ? undefined : latest.current.messages().findLast(isMine);
      if (mine) conversation.editing.value = mine.id;
    };
  }, [conversation]);

  useSignalEffect(() => {
    const { value: clientId } = awaited;
    const { value: entries } = outbox;
    if (
      clientId === null ||
      !state.value ||
      entries.some((one) => one.clientId === clientId && isOnItsWay(one))
    )
      return;
    awaited.value = null;
    const mine = latest.current.messages().findLast((one) => isMine(one) && one.clientId === clientId);
    // A person who types on, or has left, no longer means it.
    const isMeant = conversation.draft.peek() === "" && document.activeElement?.matches(".composer-text");
    if (mine && isMeant) conversation.editing.value = mine.id;
  });
}
