import type { AuditEntry } from "../../../src/protocol/shapes.ts";
import { logLine } from "../../text/log_lines.ts";
import { nameOf } from "../../text/people.ts";
import { fullTime, shortTime } from "../../text/times.ts";
import { PageEnd } from "../parts/page_end.tsx";
import { usePages } from "../parts/use_pages.ts";

export interface LogListProps {
  /** Newest first; `before` is the `next` of the page before. */
  load: (query: { before?: number }) => Promise<{ entries: AuditEntry[]; next: number | null }>;
  empty: string;
}

/** What happened, newest first. */
export function LogList({ load, empty }: LogListProps) {
  const pages = usePages<AuditEntry>(async (before) => {
    const { entries, next } = await load(before === 0 ? {} : { before });
    return { items: entries, next };
  });
  return (
    <>
      <ul class="log">
        {pages.items.map((entry) => (
          <li key={entry.id} class="log-line">
            <span class="log-text">
              {logLine(entry).map((piece, index) =>
                typeof piece === "string" ? (
                  <span key={index}>{piece}</span>
                ) : (
                  <bdi key={index} class="log-name">
                    {nameOf(piece)}
                  </bdi>
                ),
              )}
            </span>
            <time dateTime={new Date(entry.at).toISOString()} title={fullTime(entry.at)}>
              {shortTime(entry.at)}
            </time>
          </li>
        ))}
      </ul>
      <PageEnd pages={pages} empty={empty} />
    </>
  );
}
