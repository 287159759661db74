import { useEffect, useState } from "preact/hooks";

import type { RoomInfo } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tConversationLazy } from "./lazy_words.ts";

import { useConversation } from "./conversation_context.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const AddPeople = lazy(dialogsChunk, ({ AddPeople }) => AddPeople, inDialog);
const InvitePeople = lazy(dialogsChunk, ({ InvitePeople }) => InvitePeople, inDialog);

/** The next steps in an empty room: the first person of a workspace invites the others. */
export function FirstSteps({ info }: { info: RoomInfo }) {
  const { show } = useApp();
  const conversation = useConversation();
  const isFirst = useIsFirst();
  const write = (
    <button type="button" class={isFirst ? "button" : "button is-main"} onClick={() => conversation.focus()}>
      {tConversationLazy("writeFirst")}
    </button>
  );
  if (isFirst) {
    return (
      <>
        <p>{tConversationLazy("firstHere")}</p>
        <p class="beginning-steps">
          <button
            type="button"
            class="button is-main"
            onClick={() => show((close) => <InvitePeople close={close} />)}
          >
            <Icon name="invite" size={16} />
            {tConversationLazy("invitePeople")}
          </button>
          {write}
        </p>
      </>
    );
  }
  return (
    <>
      <p>{tConversationLazy("nothingYet")}</p>
      {info.archivedAt === null && (
        <p class="beginning-steps">
          {write}
          {info.kind !== "direct" && (
            <button
              type="button"
              class="button"
              onClick={() => show((close) => <AddPeople roomId={info.id} close={close} />)}
            >
              <Icon name="invite" size={16} />
              {tConversationLazy("addPeople")}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Nobody else is known to have an account. */
function useIsFirst(): boolean {
  const { api } = useApp();
  const { people, user } = useChat();
  const [isAlone, setIsAlone] = useState(false);
  const knowsOthers = [...people.value.keys()].some((id) => id !== user.value.id);
  useEffect(() => {
    if (knowsOthers) return;
    api("GET /users", { query: { limit: 2 } }).then(
      ({ users }) => setIsAlone(users.length === 1),
      () => {},
    );
  }, [knowsOthers]);
  return isAlone && !knowsOthers;
}
