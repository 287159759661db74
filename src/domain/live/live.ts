// The journal's one listener: what is committed reaches the open sockets. What ends or grants access acts here, at
// once, before the request that did it has its answer (A2); what is told about it is read first and follows in turn.
import type { Audience } from "../audience.ts";
import type { Committed, Journal } from "../journal.ts";
import type { Log } from "../log.ts";
import type { Stores } from "../stores.ts";
import type { After } from "../timer.ts";
import type { Turns } from "../turns.ts";
import type { Typing } from "../typing.ts";
import type { Acts } from "./acts.ts";
import { liveMessages } from "./live_messages.ts";
import { livePeople } from "./live_people.ts";
import { liveReading } from "./live_reading.ts";
import { liveRooms } from "./live_rooms.ts";
import { createRoomStream } from "./room_stream.ts";
import { createTelling } from "./telling.ts";
import { createWalks } from "./walks.ts";

export interface LiveDeps {
  journal: Pick<Journal, "onCommitted">;
  stores: Pick<Stores, "rooms" | "messages" | "accounts" | "place">;
  audience: Audience;
  typing: Pick<Typing, "posted" | "left">;
  turns: Turns;
  after: After;
  log: Log;
}

export function createLive(deps: LiveDeps): { stop: () => void } {
  const { journal, stores, audience, typing, turns, after, log } = deps;
  const { rooms } = stores;
  const stream = createRoomStream({ audience, messages: stores.messages, log });
  const telling = createTelling({ stores, audience, turns, after, log });
  const acts: Acts = {
    ...liveMessages({ stream, audience, typing, telling }),
    ...liveReading({ rooms, audience, telling }),
    ...liveRooms({ messages: stores.messages, audience, typing, telling }),
    ...livePeople({ rooms, audience, telling, walks: createWalks({ log }) }),
  };

  journal.onCommitted(({ change, outcome }: Committed) => {
    if (!outcome.ok) return;
    // The table's type says that each act fits the change of its kind; of a union the compiler cannot follow that.
    const act = acts[change.kind] as (change: Committed["change"], outcome: object) => void;
    act(change, outcome);
  });
  return { stop: telling.stop };
}
