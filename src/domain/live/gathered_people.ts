// P1: changed profiles, gathered for a moment like presence and sent to everyone in one frame: a page shows names of people
// that it knows only from messages, so the server cannot know whom a change concerns.
import { limits } from "../../protocol/limits.ts";
import type { Audience } from "../audience.ts";
import type { AccountStore } from "../stores.ts";
import type { After } from "../timer.ts";
import type { EnqueueSend } from "./send_queue.ts";

const gatherMs = 500;

interface GatheredPeopleDeps {
  accounts: Pick<AccountStore, "findPeople">;
  audience: Pick<Audience, "publishToAll" | "size">;
  enqueueSend: EnqueueSend;
  after: After;
}

export function createGatheredPeople({ accounts, audience, enqueueSend, after }: GatheredPeopleDeps) {
  const changed = new Set<number>();
  let gathering: { cancel(): void } | null = null;

  function send(): void {
    const userIds = [...changed].slice(0, limits.listPage);
    for (const userId of userIds) changed.delete(userId);
    gathering = changed.size > 0 ? after(0, send) : null;
    if (audience.size() === 0) return;
    void enqueueSend(userIds, async () => {
      const [user, ...others] = await accounts.findPeople(userIds);
      if (user) audience.publishToAll({ type: "user", user, ...(others.length > 0 ? { others } : {}) });
    });
  }

  return {
    add(userId: number): void {
      changed.add(userId);
      gathering ??= after(gatherMs, send);
    },
    stop: () => gathering?.cancel(),
  };
}
