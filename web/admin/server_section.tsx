import { useEffect, useState } from "preact/hooks";

import type { ServerStatus, ServerWarning } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { fileSize } from "../files/file_words.ts";
import { shortTime } from "../i18n/times.ts";
import { warningWords } from "./warning_words.ts";
import { writeNumber } from "../i18n/locale.ts";
import { LoadFailed } from "../ui/load_failed.tsx";
import { tAdmin } from "./words.ts";
import { ListSkeleton } from "../ui/paged_list.tsx";
import { Setting } from "../settings/setting.tsx";

import { Backups } from "./backups.tsx";
import { DiskBar } from "./disk_bar.tsx";
import { Figure } from "./figure.tsx";
import { UsageList } from "./usage_list.tsx";

const refreshMs = 10_000;
const runningRefreshMs = 1200;

/** Server status and warnings. */
export function ServerSection() {
  const { api } = useApp();
  const [server, setServer] = useState<ServerStatus | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  function load(): void {
    setHasFailed(false);
    api("GET /admin/server").then(
      (answer) => setServer(answer.server),
      () => setHasFailed(true),
    );
  }
  const isBackingUp = server !== null && server.backups.running !== null;
  useEffect(load, []);
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") load();
    };
    const timer = setInterval(refresh, isBackingUp ? runningRefreshMs : refreshMs);
    return () => clearInterval(timer);
  }, [isBackingUp]);

  if (!server && !hasFailed) return <ListSkeleton rows={3} />;
  return (
    <>
      {hasFailed && <LoadFailed retry={load} />}
      {server && (
        <Facts server={server} setBackups={(backups) => setServer((now) => now && { ...now, backups })} />
      )}
    </>
  );
}

interface FactsProps {
  server: ServerStatus;
  setBackups: (backups: ServerStatus["backups"]) => void;
}

function Facts({ server, setBackups }: FactsProps) {
  const { disk, warnings } = server;
  return (
    <>
      <div class="server-state" role="status">
        {warnings.length === 0 ? <AllWell /> : warnings.map((one) => <Warned key={one.code} warning={one} />)}
      </div>
      <Setting title={tAdmin("disk")}>
        {disk ? <DiskBar disk={disk} /> : <p class="setting-note">{tAdmin("diskUnknown")}</p>}
        <dl class="figures">
          <Figure name={tAdmin("files")} value={filesOf(server)} />
          <Figure name={tAdmin("database")} value={fileSize(server.databaseBytes)} />
          <Figure name={tAdmin("log")} value={fileSize(server.logBytes)} />
        </dl>
      </Setting>
      <Backups backups={server.backups} setBackups={setBackups} />
      <Setting title={tAdmin("usage")} note={tAdmin("usageNote", { size: fileSize(server.quotaBytes) })}>
        <UsageList />
      </Setting>
      <Setting title={tAdmin("activity")}>
        <dl class="figures">
          <Figure name={tAdmin("online")} value={writeNumber(server.online)} />
          <Figure
            name={tAdmin("sockets")}
            value={tAdmin("partOf", { part: server.sockets, whole: server.socketLimit })}
          />
          <Figure name={tAdmin("startedAt")} value={shortTime(server.startedAt)} />
          <Figure name={tAdmin("version")} value={server.version} />
        </dl>
      </Setting>
    </>
  );
}

function filesOf({ filesBytes, filesLimit }: ServerStatus): string {
  if (filesLimit === null) return fileSize(filesBytes);
  return tAdmin("partOf", { part: fileSize(filesBytes), whole: fileSize(filesLimit) });
}

function AllWell() {
  return (
    <div class="server-note is-well">
      <Icon name="check" />
      <div>
        <p class="server-note-title">{tAdmin("noWarnings")}</p>
        <p class="server-note-text">{tAdmin("allWell")}</p>
      </div>
    </div>
  );
}

function Warned({ warning }: { warning: ServerWarning }) {
  const { title, help } = warningWords(warning);
  return (
    <div class="server-note is-warning">
      <Icon name="warning" />
      <div>
        <p class="server-note-title">{title}</p>
        <p class="server-note-text" dir="auto">
          {help}
        </p>
        <p class="server-note-time">{tAdmin("warnedSince", { time: shortTime(warning.since) })}</p>
      </div>
    </div>
  );
}
