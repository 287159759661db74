import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { tMessageLists } from "./words.ts";
import { EmptyState } from "../ui/empty_state.tsx";

import { MessageListView } from "./message_list_view.tsx";
import { listPage, useMessageList } from "./use_message_list.ts";

/** N4: my saved messages, last saved first; only I see them. */
export function SavedView() {
  const { api, attempt } = useApp();
  const { core, state } = useChat();
  const { list, setMessages, readFront } = useMessageList({
    load: (before) =>
      api("GET /saved", { query: { limit: listPage, ...(before === undefined ? {} : { before }) } }),
  });

  // Saved or unsaved, here or in another tab.
  const before = useRef<ReadonlySet<number> | null>(null);
  useSignalEffect(() => {
    const { saved, isReady } = state.value;
    if (!isReady || saved === before.current) return;
    const known = before.current;
    before.current = saved;
    setMessages((listed) =>
      listed.every(({ id }) => saved.has(id)) ? listed : listed.filter(({ id }) => saved.has(id)),
    );
    if (known && [...saved].some((id) => !known.has(id))) void readFront();
  });

  const remove = ({ id }: Message) => attempt(() => core.save(id, false));
  return (
    <MessageListView
      title={tMessageLists("saved")}
      icon="bookmark"
      list={list}
      actionOf={(message) => (
        <IconButton
          icon="close"
          size={16}
          label={tMessageLists("removeFromSaved")}
          onClick={() => void remove(message)}
        />
      )}
      empty={
        <EmptyState icon="bookmark" title={tMessageLists("nothingSaved")}>
          <p>{tMessageLists("whatSavedIs")}</p>
        </EmptyState>
      }
    />
  );
}
