import { useEffect } from "preact/hooks";

import { useApp, type App } from "../../app/app.ts";
import type { PartTrouble } from "../../app/fetch_part.ts";
import { sayApp } from "../../words/en/app.ts";

export interface PartFailedProps {
  trouble: PartTrouble;
  again: () => void;
}

const wordsOf = { away: "partAway", outdated: "partOutdated" } as const;

/** Said in the place of what is not here. It goes on by itself; the button is for who does not want to wait. */
export function PartFailed({ trouble, again }: PartFailedProps) {
  return (
    <p class="later-failed" role="alert" tabIndex={-1} autofocus>
      {sayApp(wordsOf[trouble])}{" "}
      <button type="button" class="link" onClick={again}>
        {sayApp("tryAgain")}
      </button>
      {trouble === "outdated" && (
        <>
          {" "}
          <button type="button" class="link" onClick={() => location.reload()}>
            {sayApp("reload")}
          </button>
        </>
      )}
    </p>
  );
}

/** Of what has no place to say it in. */
export function tellPartFailed({ notices }: App, { trouble, again }: PartFailedProps): void {
  const action =
    trouble === "outdated"
      ? { label: sayApp("reload"), run: () => location.reload() }
      : { label: sayApp("tryAgain"), run: again };
  notices.tell(sayApp(wordsOf[trouble]), action);
}

export function PartFailedNotice(props: PartFailedProps) {
  const app = useApp();
  useEffect(() => tellPartFailed(app, props), [props.trouble]);
  return null;
}
