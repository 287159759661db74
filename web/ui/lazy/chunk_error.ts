// The message about a chunk that could not be fetched (C10).
import type { LocalizedText } from "../../i18n/translate.ts";
import { tUi } from "../words.ts";

import type { ChunkTrouble } from "./fetch_chunk.ts";
import type { Notices } from "../notices.ts";

export interface ChunkFailed {
  trouble: ChunkTrouble;
  again: () => void;
}

const wordsOf = { away: "partAway", outdated: "partOutdated" } as const;

export const chunkTroubleText = (trouble: ChunkTrouble): LocalizedText => tUi.localized(wordsOf[trouble]);

/** For actions without a view to show it in. */
export function notifyChunkFailed(
  { notices }: { notices: Pick<Notices, "notify"> },
  { trouble, again }: ChunkFailed,
): void {
  const action =
    trouble === "outdated"
      ? { label: tUi.localized("reload"), run: () => location.reload() }
      : { label: tUi.localized("tryAgain"), run: again };
  notices.notify(chunkTroubleText(trouble), action);
}
