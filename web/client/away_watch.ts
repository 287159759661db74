// T2: this tab is away after a while without input. A person is away when all their tabs are.
interface AwayWatchPorts {
  /** Sends the state to the server, if there is a connection. */
  send: (state: "online" | "away") => void;
  now: () => number;
  after: (delayMs: number, run: () => void) => void;
  awayAfterMs: number;
}

export function createAwayWatch({ send, now, after, awayAfterMs }: AwayWatchPorts) {
  let lastInputAt = now();
  let isAway = false;

  function check(): void {
    const leftMs = lastInputAt + awayAfterMs - now();
    if (leftMs > 0) return after(leftMs, check);
    isAway = true;
    send("away");
  }
  after(awayAfterMs, check);

  /** A key, a click, a touch in this tab. Cheap enough to call for each. */
  function noteInput(): void {
    lastInputAt = now();
    if (!isAway) return;
    isAway = false;
    send("online");
    after(awayAfterMs, check);
  }

  return {
    noteInput,
    /** The server takes a new connection as online until told otherwise. */
    onHello(): void {
      if (isAway) send("away");
    },
  };
}
