// Views whose code and style are loaded when they are first shown: most visits do not need them in the first load.
import type { ComponentChildren, ComponentType, FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { useUi } from "../ui_context.ts";
import { fetchChunk, type ChunkFetch, type ChunkTrouble } from "./fetch_chunk.ts";
import type { ChunkFailed as ChunkFailedProps } from "./chunk_error.ts";
import { after } from "../../app/timers.ts";
import { tUi } from "../words.ts";

import type { Chunk } from "./chunk.ts";
import { ChunkFailed } from "./chunk_failed.tsx";

/** Below this time no loading state is shown. */
const slowMs = 400;

export interface LazyOptions<P> {
  /** Shown while it loads. */
  waiting?: () => ComponentChildren;
  /** Frames the message that it could not be loaded. */
  frame?: (message: ComponentChildren, props: P, failed: ChunkFailedProps | null) => ComponentChildren;
  /** A person opens it to use it: keys pressed before it is there are kept for it, and a slow connection is reported. */
  isOpened?: boolean;
}

/**
 * A view of a chunk. A failed fetch shows a message and is retried. It fails for good only if the server was upgraded
 * since the page was opened: then a reload helps, which loses no typed text.
 */
export function lazy<M, O extends object, P extends O>(
  { known, fetch }: Chunk<M>,
  pick: (chunk: M) => ComponentType<P>,
  { waiting = () => null, frame = (message) => message, isOpened = false }: LazyOptions<O> = {},
): FunctionComponent<P> {
  const find = () => {
    const chunk = known();
    return chunk && { draw: pick(chunk) };
  };

  return function LazyView(props: P) {
    const { typeAhead, isConnected } = useUi();
    const isOnline = isConnected.value;
    const [View, setView] = useState(find);
    const [trouble, setTrouble] = useState<ChunkTrouble | null>(null);
    const [isSlow, setIsSlow] = useState(false);
    const fetching = useRef<ChunkFetch | null>(null);
    const letGo = useRef((_isHere: boolean) => {});

    useLayoutEffect(() => {
      if (isOpened && !View) letGo.current = typeAhead.hold();
      return () => letGo.current(false);
    }, []);
    useEffect(() => {
      if (View) return undefined;
      const slow = after(slowMs, () => setIsSlow(true));
      const part = fetchChunk(fetch, {
        onHere: () => setView(find()),
        onTrouble: setTrouble,
      });
      fetching.current = part;
      return () => {
        slow.cancel();
        part.stop();
      };
    }, []);
    // After the effects of the loaded view: its field has the focus.
    useLayoutEffect(() => {
      if (View) letGo.current(true);
    }, [View]);
    useEffect(() => {
      if (isOnline && trouble) fetching.current?.again();
    }, [isOnline]);

    if (View) return <View.draw {...props} />;
    if (trouble) {
      const failed = { trouble, again: () => fetching.current?.again() };
      return <>{frame(<ChunkFailed {...failed} />, props, failed)}</>;
    }
    if (!isOpened || !isSlow) return <>{waiting()}</>;
    return <>{frame(<LoadingLine />, props, null)}</>;
  };
}

const LoadingLine = () => (
  <p class="chunk-failed" role="status" tabIndex={-1} autofocus>
    {tUi("loading")}
  </p>
);
