import type { AuditEntry } from "../../src/protocol/shapes.ts";
import { logLine } from "./log_lines.ts";
import { nameOf } from "../people/people_words.ts";
import { fullTime, shortTime } from "../i18n/times.ts";
import { Empty, PageList } from "../ui/paged_list.tsx";
import { usePages } from "../ui/use_pages.ts";

interface LogListProps {
  label: string;
  /** Newest first; `before` is the `next` of the previous page. */
  load: (query: { before?: number }) => Promise<{ entries: AuditEntry[]; next: number | null }>;
  empty: string;
}

/** A log, newest first. */
export function LogList({ label, load, empty }: LogListProps) {
  const pages = usePages<AuditEntry>(async (before) => {
    const { entries, next } = await load(before === 0 ? {} : { before });
    return { items: entries, next };
  });
  return (
    <PageList pages={pages} label={label} class="log" empty={<Empty icon="list" text={empty} />}>
      {(entries) => entries.map((entry) => <LogLine key={entry.id} entry={entry} />)}
    </PageList>
  );
}

function LogLine({ entry }: { entry: AuditEntry }) {
  return (
    <li class="log-line">
      <span class="log-text">
        {logLine(entry, (person) => (
          <bdi class="log-name">{nameOf(person)}</bdi>
        ))}
      </span>
      <time dateTime={new Date(entry.at).toISOString()} title={fullTime(entry.at)}>
        {shortTime(entry.at)}
      </time>
    </li>
  );
}
