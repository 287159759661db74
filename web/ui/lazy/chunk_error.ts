// What is said of a part of the page that could not be fetched (C10).
import { tUi } from "../words.ts";

import type { PartTrouble } from "./fetch_chunk.ts";
import type { Notices } from "../notices.ts";

export interface PartFailed {
  trouble: PartTrouble;
  again: () => void;
}

const wordsOf = { away: "partAway", outdated: "partOutdated" } as const;

export const partTroubleWords = (trouble: PartTrouble): string => tUi(wordsOf[trouble]);

/** Of what has no place to say it in. */
export function tellPartFailed(
  { notices }: { notices: Pick<Notices, "notify"> },
  { trouble, again }: PartFailed,
): void {
  const action =
    trouble === "outdated"
      ? { label: tUi("reload"), run: () => location.reload() }
      : { label: tUi("tryAgain"), run: again };
  notices.notify(partTroubleWords(trouble), action);
}
