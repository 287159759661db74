import type { Status } from "../../src/protocol/shapes.ts";
import { untilText } from "../i18n/until.ts";

/** A person's status, and until when it lasts. */
export function StatusLine({ status }: { status: Status }) {
  const until = untilText(status.until, Date.now());
  return (
    <span class="status-line">
      {status.emoji && <span class="status-emoji">{status.emoji} </span>}
      {status.text && <bdi>{status.text}</bdi>}
      {until && <span class="status-until"> {until}</span>}
    </span>
  );
}
