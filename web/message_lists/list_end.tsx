import { useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tMessageLists } from "./words.ts";

import type { ListState } from "./use_message_list.ts";

interface ListEndProps {
  list: ListState;
  /** What is said when it failed though there is a line. */
  failed: string;
  more: string;
}

/** What stands under a list that is not all here. */
export function ListEnd({ list: { phase, hasMore, more: go }, failed, more }: ListEndProps) {
  const { link } = useChat();
  if (phase === "failed" && link.value !== "open") {
    return (
      <p class="list-end" role="status">
        {tMessageLists("offlineTitle")} {tMessageLists("offline")}
      </p>
    );
  }
  if (phase === "failed") {
    return (
      <p class="list-end" role="alert">
        {failed}{" "}
        <button type="button" class="link" onClick={go}>
          {tUi("tryAgain")}
        </button>
      </p>
    );
  }
  if (phase !== "ready" || !hasMore) return null;
  return (
    <p class="list-end">
      <button type="button" class="link" onClick={go}>
        {more}
      </button>
    </p>
  );
}
