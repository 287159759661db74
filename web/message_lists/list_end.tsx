import type { Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { LoadFailed } from "../ui/load_failed.tsx";
import type { Pages } from "../ui/use_pages.ts";
import { tMessageLists } from "./words.ts";

interface ListEndProps {
  list: Pages<Message>;
  /** Shown if loading failed while connected. */
  failed: string;
  more: string;
}

/** The end of a list that has more pages. */
export function ListEnd({ list, failed, more }: ListEndProps) {
  const { link } = useChat();
  if (list.state === "failed" && link.value !== "open") {
    return (
      <p class="list-note" role="status">
        {tMessageLists("offlineTitle")} {tMessageLists("offline")}
      </p>
    );
  }
  if (list.state === "failed") return <LoadFailed text={failed} retry={list.retry} />;
  if (list.state !== "ready" || list.next === null) return null;
  return (
    <p class="list-note">
      <button type="button" class="link" onClick={list.more}>
        {more}
      </button>
    </p>
  );
}
