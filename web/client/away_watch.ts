// T2: this tab is away after a while without input. Whose tabs are all away is away.
interface AwayWatchPorts {
  /** Tells the server; there may be none to tell. */
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

  /** A key, a click, a touch in this tab. Cheap: it may be called for each. */
  function noteInput(): void {
    lastInputAt = now();
    if (!isAway) return;
    isAway = false;
    send("online");
    after(awayAfterMs, check);
  }

  return {
    noteInput,
    /** A new connection is taken to be online until it says otherwise. */
    onHello(): void {
      if (isAway) send("away");
    },
  };
}
