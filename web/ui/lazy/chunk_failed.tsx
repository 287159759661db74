import { useEffect } from "preact/hooks";

import { useUi } from "../ui_context.ts";
import { chunkTroubleText, notifyChunkFailed, type ChunkFailed as PartFailedProps } from "./chunk_error.ts";
import { tUi } from "../words.ts";

/** Said in the place of what is not here. It goes on by itself; the button is for who does not want to wait. */
export function ChunkFailed({ trouble, again }: PartFailedProps) {
  return (
    <p class="chunk-failed" role="alert" tabIndex={-1} autofocus>
      {chunkTroubleText(trouble)}{" "}
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

export function ChunkFailedNotice(props: PartFailedProps) {
  const app = useUi();
  useEffect(() => notifyChunkFailed(app, props), [props.trouble]);
  return null;
}
