// Handles a damaged file while the server runs (SPEC H5, H11): finds the damage, off this thread, replaces an
// index whose table can be read, and stops writing where a change could go to the wrong page. Other damage is reported.
import type { Log } from "../../domain/log.ts";
import type { Warnings } from "../../domain/warnings.ts";
import { programFiles } from "../../platform/program_files.ts";
import { describe } from "../errors.ts";
import type { RunningCheck } from "./check_thread.ts";
import { assessDamage, type Finding } from "./findings.ts";

interface DamageWatchDeps {
  warnings: Pick<Warnings, "raise" | "clear">;
  log: Log;
  monotonicMs: () => number;
  startCheck: () => RunningCheck;
  /** Resolves with false when it is not one that can be replaced here. */
  replaceIndex: (name: string) => Promise<boolean>;
}

export interface DamageWatch {
  /** A change or a read met damage. */
  note(problem: string): void;
  /** The last end was not clean. */
  checkAtStart(): void;
  /** Of every change, until the file is repaired; null while it may be written. */
  whyReadOnly(): string | null;
  /** The files were replaced (H7): errors in them are no damage that a repair could mend. */
  pauseForOthers(): void;
  close(): Promise<void>;
}

export const repairHint = `Stop the server and run: ${programFiles.command} check --repair`;

/** What meets the same damage again within this time starts no other check. */
const restMs = 60_000;

export function watchDamage(deps: DamageWatchDeps): DamageWatch {
  const { warnings, log, monotonicMs, startCheck, replaceIndex } = deps;
  const replaced = new Set<string>();
  let readOnly: string | null = null;
  let running: RunningCheck | null = null;
  let isChecking = false;
  let isClosed = false;
  let restUntil = Number.NEGATIVE_INFINITY;

  /** `met`: the damage that a read or commit met; null: none. */
  async function checkAndReport(met: string | null): Promise<void> {
    if (isChecking || isClosed || readOnly !== null) return;
    isChecking = true;
    try {
      let findings = await check();
      if (await replaceIndexes(findings)) findings = await check();
      if (!isClosed) report(findings, met);
    } catch (error) {
      log.error("database_check_failed", { problem: describe(error) });
      if (met !== null && !isClosed) reportDamage(`${met}; it could not be looked for`);
    } finally {
      isChecking = false;
      restUntil = monotonicMs() + restMs;
    }
  }

  async function check(): Promise<Finding[]> {
    const begun = monotonicMs();
    log.info("database_check_started");
    running = startCheck();
    const findings = await running.findings;
    running = null;
    log.info("database_check_done", { ms: Math.round(monotonicMs() - begun), findings });
    return findings;
  }

  /** Whether any was. Each once: if the damage returns, the index is not its cause. */
  async function replaceIndexes(findings: Finding[]): Promise<boolean> {
    const { readOnly: isWholeDamaged, indexes } = assessDamage(findings);
    if (isWholeDamaged !== null || isClosed) return false;
    let isAny = false;
    for (const name of indexes.filter((one) => !replaced.has(one))) {
      replaced.add(name);
      try {
        if (!(await replaceIndex(name))) continue;
        log.warn("index_replaced", { name });
        isAny = true;
      } catch (error) {
        log.error("index_not_replaced", { name, problem: describe(error) });
      }
    }
    return isAny;
  }

  function report(findings: Finding[], met: string | null): void {
    const assessment = assessDamage(findings);
    if (assessment.readOnly !== null) {
      reportReadOnly(assessment.readOnly);
      return;
    }
    const indexes = assessment.indexes.map((name) => `the index ${name}`);
    const parts = [...(assessment.damaged === null ? [] : [assessment.damaged]), ...indexes];
    if (parts.length > 0) reportDamage(parts.join(", "));
    // It was an index that is replaced by now, or the search index, which its users rebuild.
    else if (met === null || replaced.size > 0 || assessment.isSearchDamaged)
      warnings.clear("database_damaged");
    else reportDamage(`${met}, in a place that a check does not find`);
  }

  function reportDamage(what: string): void {
    warnings.raise(
      "database_damaged",
      `The database is damaged: ${what}. What belongs there can be neither read nor saved; everything else works. ${repairHint}`,
    );
  }

  function reportReadOnly(what: string): void {
    readOnly = "The database is damaged and takes no changes until it is repaired.";
    warnings.clear("database_damaged");
    warnings.raise(
      "database_read_only",
      `The database is damaged (${what}) and takes no changes until it is repaired. ${repairHint}`,
      { isUnready: true },
    );
  }

  return {
    note(problem) {
      if (isClosed) return;
      if (problem.includes("SQLITE_NOTADB") && readOnly === null) reportReadOnly(problem);
      if (monotonicMs() >= restUntil) void checkAndReport(problem);
    },
    checkAtStart: () => void checkAndReport(null),
    whyReadOnly: () => readOnly,
    pauseForOthers() {
      isClosed = true;
      warnings.clear("database_damaged");
      warnings.clear("database_read_only");
    },
    async close() {
      isClosed = true;
      await running?.stop();
    },
  };
}
