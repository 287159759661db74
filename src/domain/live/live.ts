// Acts on the effects of committed changes, for the sockets of this process. CONTRIBUTING, "Effects", has the guarantees.
import type { Audience } from "../audience.ts";
import type { Effect, EffectOf } from "../effects.ts";
import type { Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import type { Stores } from "../stores.ts";
import type { After } from "../timer.ts";
import type { PerUserQueue } from "../per_user_queue.ts";
import type { Typing } from "../typing.ts";
import { createSendQueue } from "./send_queue.ts";
import { messageHandlers } from "./messages.ts";
import { peopleHandlers } from "./people.ts";
import { createRoomBroadcasts } from "./room_broadcasts.ts";
import { roomHandlers } from "./rooms.ts";

interface LiveDeps {
  journal: Pick<Journal, "onCommitted">;
  stores: Pick<Stores, "rooms" | "messages" | "accounts" | "workspace">;
  audience: Audience;
  typing: Pick<Typing, "posted" | "left">;
  perUserQueue: PerUserQueue;
  after: After;
  log: Log;
}

/** Both act at once. Absent: nothing to do. */
interface Handler<E extends Effect> {
  /** Ends or grants access, without a read. */
  access?: (effect: E) => void;
  /** Sends it, or queues a task that reads and sends it. */
  send?: (effect: E) => void;
}

export type Handlers = { [K in Effect["kind"]]: Handler<EffectOf<K>> };

export function createLive(deps: LiveDeps): { stop: () => void } {
  const { journal, log } = deps;
  const enqueueSend = createSendQueue(deps);
  const roomBroadcasts = createRoomBroadcasts({ ...deps, enqueueSend });
  const { handlers: people, stop } = peopleHandlers({ ...deps, enqueueSend, roomBroadcasts });
  const handlers: Handlers = {
    ...messageHandlers({ ...deps, roomBroadcasts }),
    ...roomHandlers({ ...deps, enqueueSend, roomBroadcasts }),
    ...people,
  };

  function run(step: keyof Handler<Effect>, effect: Effect): void {
    // The table's type says that each handler fits the effect of its kind; of a union the compiler cannot follow that.
    const handler = handlers[effect.kind] as Handler<Effect>;
    try {
      handler[step]?.(effect);
    } catch (error) {
      log.error("effect_failed", { kind: effect.kind, step, error });
    }
  }

  journal.onCommitted(({ effects }) => {
    for (const effect of effects) run("access", effect);
    for (const effect of effects) run("send", effect);
  });
  return { stop };
}
