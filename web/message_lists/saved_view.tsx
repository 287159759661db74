import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import { Icon } from "../ui/icons.tsx";
import { tMessageLists } from "./words.ts";
import { Middle } from "../ui/empty_state.tsx";

import { FoundView } from "./message_list_view.tsx";
import { foundPage, useFoundList } from "./use_message_list.ts";

/** N4: what I saved for later, the last saved first. Only I see it. */
export function SavedView() {
  const { api, attempt } = useApp();
  const { core, state } = useChat();
  const { list, setMessages, readFront } = useFoundList({
    load: (before) =>
      api("GET /saved", { query: { limit: foundPage, ...(before === undefined ? {} : { before }) } }),
  });

  // Saved or taken out, here or in another tab.
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
    <FoundView
      title={tMessageLists("saved")}
      icon="bookmark"
      list={list}
      actionOf={(message) => (
        <button
          type="button"
          class="icon-button"
          aria-label={tMessageLists("removeFromSaved")}
          title={tMessageLists("removeFromSaved")}
          onClick={() => void remove(message)}
        >
          <Icon name="close" size={16} />
        </button>
      )}
      empty={
        <Middle icon="bookmark" title={tMessageLists("nothingSaved")}>
          <p>{tMessageLists("whatSavedIs")}</p>
        </Middle>
      }
    />
  );
}
