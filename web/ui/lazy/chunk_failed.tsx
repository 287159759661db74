import { useEffect } from "preact/hooks";

import { useUi } from "../ui_context.ts";
import { chunkTroubleText, notifyChunkFailed, type ChunkFailed as ChunkFailedProps } from "./chunk_error.ts";
import { tUi } from "../words.ts";

/** Shown in place of the missing view. It retries; the button is for people who do not want to wait. */
export function ChunkFailed({ trouble, again }: ChunkFailedProps) {
  return (
    <p class="chunk-failed" role="alert" tabIndex={-1} autofocus>
      {chunkTroubleText(trouble).text}{" "}
      <button type="button" class="link" onClick={again}>
        {tUi("tryAgain")}
      </button>
      {trouble === "outdated" && (
        <>
          {" "}
          <button type="button" class="link" onClick={() => location.reload()}>
            {tUi("reload")}
          </button>
        </>
      )}
    </p>
  );
}

export function ChunkFailedNotice(props: ChunkFailedProps) {
  const app = useUi();
  useEffect(() => notifyChunkFailed(app, props), [props.trouble]);
  return null;
}
