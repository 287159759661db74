// SPEC section 13: what is wrong is said once, by one registry.
import { expect, test } from "bun:test";

import type { Log } from "../../src/domain/log.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";

function makeWarnings() {
  const logged: string[] = [];
  const note: Log["warn"] = (event, fields) => void logged.push(`${event} ${String(fields?.["code"])}`);
  let at = 1000;
  const warnings = createWarnings({ log: { ...silentLog, warn: note, info: note }, now: () => (at += 1) });
  return { warnings, logged };
}

test("[X3] a warning is logged when it is new and when it goes, and keeps the time it was first raised", () => {
  const { warnings, logged } = makeWarnings();
  warnings.raise("disk_low", "Little room.");
  warnings.raise("disk_low", "Little room.");
  warnings.raise("disk_low", "Less room.", { isUnready: true });
  expect(warnings.list()).toEqual([{ code: "disk_low", text: "Less room.", since: 1001, isUnready: true }]);
  warnings.clear("disk_low");
  warnings.clear("disk_low");
  expect(warnings.list()).toEqual([]);
  expect(logged).toEqual(["warning_raised disk_low", "warning_raised disk_low", "warning_cleared disk_low"]);
});
