import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { mentionsMe } from "../../state/mentions_me.ts";
import { originalOf } from "../../state/room_quotes.ts";
import { foldInbox } from "../../text/found_messages.ts";

import { FoundView } from "./found_view.tsx";
import { useFoundList } from "./use_found_list.ts";

/** M4: what names me or answers me, the newest first. */
export function MentionsView() {
  const { rest } = useApp();
  const { user, state } = useChat();
  const me = user.value.id;

  function isForMe(message: Message): boolean {
    if (message.author.id === me || message.deletedAt !== null) return false;
    const room = state.value.rooms.get(message.roomId);
    const original = room && originalOf(room, message);
    return mentionsMe(message, me) || original?.author.id === me;
  }

  const { list } = useFoundList({
    load: (before) => rest.mentionsOfMe(before === undefined ? {} : { before }),
    fold: (known, heard) => foldInbox(known, heard, isForMe),
  });
  return (
    <FoundView
      title="Mentions"
      icon="at"
      list={list}
      noteOf={(message) => (mentionsMe(message, me) ? "mentioned you" : "replied to you")}
      empty={
        <>
          <h2>Nobody has mentioned you yet.</h2>
          <p>When someone writes your name with an @, or replies to you, it is here.</p>
        </>
      }
    />
  );
}
