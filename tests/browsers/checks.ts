// What must work in each browser: the checks are described once, each browser's file runs them.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { fieldChecks } from "./field_checks.ts";
import { skippedWords, type Program } from "./installed.ts";
import { navigationChecks } from "./navigation_checks.ts";
import { readingChecks } from "./reading_checks.ts";
import { sitDownAt, type Seat } from "./seat.ts";
import { settingsChecks } from "./settings_checks.ts";
import { talkingChecks } from "./talking_checks.ts";
import type { Engine, EngineOptions } from "./tab.ts";

export interface Check {
  name: string;
  run: (seat: Seat) => Promise<void>;
}

const checks = [...navigationChecks, ...settingsChecks, ...talkingChecks, ...readingChecks, ...fieldChecks];

export function runChecks(open: (options: EngineOptions) => Promise<Engine>): void {
  describe("[V1] in this browser", () => {
    let seat: Seat;
    beforeAll(async () => {
      seat = await sitDownAt(open);
    }, 90_000);
    afterAll(() => seat?.close(), 30_000);
    for (const { name, run } of checks) {
      test(
        name,
        async () => {
          await run(seat);
          expect(await seat.screen.complaints()).toEqual([]);
        },
        90_000,
      );
    }
  });
}

/** Aloud: nothing is known of this browser then. */
export function skipChecks(program: Program): void {
  console.log(skippedWords(program));
  describe("[V1] in this browser", () => {
    for (const { name } of checks) test.skip(name, () => {});
  });
}
