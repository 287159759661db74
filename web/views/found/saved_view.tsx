import { useSignalEffect } from "@preact/signals";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";

import { FoundView } from "./found_view.tsx";
import { useFoundList } from "./use_found_list.ts";

/** N4: what I saved for later, the last saved first. Only I see it. */
export function SavedView() {
  const { rest, attempt } = useApp();
  const { core, state } = useChat();
  const { list, setMessages } = useFoundList({
    load: (before) => rest.savedMessages(before === undefined ? {} : { before }),
  });

  // Taken out, here or in another tab.
  useSignalEffect(() => {
    const { saved, isReady } = state.value;
    if (!isReady) return;
    setMessages((known) =>
      known.every(({ id }) => saved.has(id)) ? known : known.filter(({ id }) => saved.has(id)),
    );
  });

  const remove = ({ id }: Message) => attempt(() => core.save(id, false));
  return (
    <FoundView
      title="Saved"
      icon="bookmark"
      list={list}
      actionOf={(message) => (
        <button
          type="button"
          class="icon-button"
          aria-label="Remove from saved"
          title="Remove from saved"
          onClick={() => void remove(message)}
        >
          <Icon name="close" size={16} />
        </button>
      )}
      empty={
        <>
          <h2>Nothing is saved yet.</h2>
          <p>Save a message from its menu to find it here again. Only you see what you save.</p>
        </>
      }
    />
  );
}
