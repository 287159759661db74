import { useEffect, useState } from "preact/hooks";

import { useChat } from "../app/app_context.ts";

/** An end of the loaded messages. */
type Side = "before" | "after";

/** Loads the next messages at either end; an end that failed says so until it is tried again. */
export function useTimelinePages(roomId: number, { max }: { max: number }) {
  const { core, link } = useChat();
  const [failed, setFailed] = useState<ReadonlySet<Side>>(new Set());

  function note(side: Side, hasFailed: boolean): void {
    setFailed((known) => {
      if (known.has(side) === hasFailed) return known;
      return new Set(hasFailed ? [...known, side] : [...known].filter((one) => one !== side));
    });
  }

  async function load(side: Side): Promise<void> {
    note(side, false);
    try {
      await core.histories[side](roomId, { max });
    } catch {
      note(side, true);
    }
  }

  // Pages that failed without a connection are retried once there is one.
  useEffect(() => {
    if (link.value === "open") setFailed((known) => (known.size === 0 ? known : new Set()));
  }, [link.value]);

  return {
    failed,
    load,
    /** The newest messages, whatever was loaded before. */
    loadNewest: () => core.histories.newest(roomId).catch(() => note("after", true)),
  };
}
