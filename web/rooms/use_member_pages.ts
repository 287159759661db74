import { useEffect, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import type { MemberList } from "../client/member_list.ts";
import type { Pages } from "../ui/use_pages.ts";

import { memberListRows, type MemberListRow } from "./member_rows.ts";

/** The members of a room in pages; the client keeps them current. */
export function useMemberPages(roomId: number, memberList: MemberList | null): Pages<MemberListRow> {
  const { core, state } = useChat();
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);

  function more(): void {
    if (isLoading) return;
    setHasFailed(false);
    setIsLoading(true);
    core
      .moreMembers(roomId)
      .catch(() => setHasFailed(true))
      .finally(() => setIsLoading(false));
  }
  // Null until requested, and again when it is outdated.
  useEffect(() => {
    if (!memberList) more();
  }, [memberList === null]);

  const items = memberListRows(memberList, state.value.people);
  const isWaiting = isLoading || memberList === null || (items.length === 0 && memberList.next !== null);
  return {
    items,
    state: hasFailed ? "failed" : isWaiting ? "loading" : "ready",
    next: memberList ? memberList.next : 0,
    more,
    retry: more,
  };
}
