import { useEffect, useRef, useState } from "preact/hooks";

import type { ServerStatus } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import type { Refused } from "../connection/refused.ts";
import { problemOf } from "../ui/problem_of.ts";
import { fileSize } from "../files/file_words.ts";
import { shortTime } from "../i18n/times.ts";
import { writeNumber } from "../i18n/locale.ts";
import { tAdmin } from "./words.ts";
import { Setting } from "../settings/setting.tsx";

import { Figure } from "./figure.tsx";

interface BackupsProps extends Pick<ServerStatus, "backups"> {
  setBackups: (backups: ServerStatus["backups"]) => void;
}

/** The backups, and a button that starts one. A failed backup is listed among the warnings. */
export function Backups({ backups, setBackups }: BackupsProps) {
  const { api } = useApp();
  const { isOn, count, lastAt, lastBytes, running } = backups;
  const [problem, setProblem] = useState<Refused | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = isAsking || running !== null;
  const ended = useEnded(backups);

  async function backUp(): Promise<void> {
    if (isBusy) return;
    setProblem(null);
    setIsAsking(true);
    try {
      setBackups((await api("POST /admin/backups")).backups);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsAsking(false);
    }
  }

  return (
    <Setting title={tAdmin("backups")} {...(!isOn && { note: tAdmin("backupsOff") })}>
      <dl class="figures">
        <Figure
          name={tAdmin("lastBackup")}
          value={lastAt === null ? tAdmin("noBackup") : shortTime(lastAt)}
        />
        {lastBytes !== null && <Figure name={tAdmin("backupSize")} value={fileSize(lastBytes)} />}
        <Figure name={tAdmin("backupsKept")} value={writeNumber(count)} />
      </dl>
      <div class="setting-line is-start">
        {/* Not `disabled`: that would drop the focus, and a screen reader would miss the result. */}
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void backUp()}>
          {tAdmin("backUpNow")}
        </button>
        <span class="hint" role="status">
          {running ? progressOf(running) : ended && tAdmin(ended)}
        </span>
      </div>
      {problem !== null && (
        <p class="field-error" role="alert">
          {problem.text}
        </p>
      )}
    </Setting>
  );
}

function progressOf({ done, total }: NonNullable<ServerStatus["backups"]["running"]>): string {
  if (total === null) return tAdmin("backingUp");
  return tAdmin("backupProgress", { part: writeNumber(done), whole: writeNumber(total) });
}

/** The outcome of the last backup that ran while this was shown. */
function useEnded({ running, lastAt }: ServerStatus["backups"]): "backupDone" | "backupFailed" | null {
  const [ended, setEnded] = useState<"backupDone" | "backupFailed" | null>(null);
  /** The newest backup when this one began. */
  const before = useRef<{ lastAt: number | null } | null>(null);
  const isRunning = running !== null;
  useEffect(() => {
    if (isRunning) before.current ??= { lastAt };
    else if (before.current) {
      setEnded(before.current.lastAt === lastAt ? "backupFailed" : "backupDone");
      before.current = null;
    }
  }, [isRunning, lastAt]);
  return ended;
}
