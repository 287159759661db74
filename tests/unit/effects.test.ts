// What follows from each kind of change: plain data, which every process may act on.
import { describe, expect, test } from "bun:test";
import { dirname, join, normalize } from "node:path";

import type { Effect } from "../../src/domain/effects.ts";
import type { ChangeKind, ChangeOf, OutcomeOf } from "../../src/domain/journal.ts";
import { toStoredMessage } from "../../src/domain/stored_message.ts";
import { effectsOf, movedAlong } from "../../src/storage/changes/effects_of.ts";
import { readImports } from "../support/imports.ts";
import { everyChange, kinds } from "../support/changes/every_change.ts";
import { ada, person } from "../support/changes/examples.ts";
import { plainMessage } from "../support/plain_values.ts";

describe("[EFFECTS] each kind of change", () => {
  for (const kind of kinds) {
    const { change, outcome, effects: expected } = everyChange[kind];
    test(`[EFFECTS] ${kind}: what follows is plain, the same each time, and holds nothing secret`, () => {
      const before = JSON.stringify([change, outcome]);
      const effects = effectsOf(change, outcome);
      expect(effects).toEqual(expected);
      expect(effectsOf(change, outcome)).toEqual(effects);
      expect(JSON.stringify([change, outcome])).toBe(before);
      const wire = JSON.stringify(effects);
      expect(JSON.parse(wire)).toStrictEqual(effects);
      expect(wire).not.toContain("SECRET");
      expect(wire).not.toContain(String(ada.sessionId));
    });

    test(`[EFFECTS] [A2] nothing follows from ${kind} where it was refused or altered nothing`, () => {
      expect(effectsOf(change, { ok: false, reason: "not_found" })).toEqual([]);
      if ("changed" in outcome) expect(effectsOf(change, { ...outcome, changed: false })).toEqual([]);
    });
  }
});

function after<K extends ChangeKind>(
  kind: K,
  what: { change?: Partial<ChangeOf<K>>; outcome?: object },
): Effect[] {
  const { change, outcome } = everyChange[kind];
  // Of a generic kind the compiler does not see that the parts fit.
  const other = { ...outcome, ...what.outcome } as OutcomeOf<K>;
  return effectsOf<K>({ ...change, ...what.change }, other);
}

test("[EFFECTS] [E3] of many reactions to one message the first alone tells them", () => {
  expect(after("react", { outcome: { by: [] } })).toEqual([]);
});

test("[EFFECTS] what found nothing to do has no effect", () => {
  expect(after("eraseMore", { outcome: { rooms: [] } })).toEqual([]);
  expect(after("expire", { outcome: { rev: null } })).toEqual([]);
  expect(after("markAll", { outcome: { roomIds: [] } })).toEqual([]);
  expect(after("addMembers", { outcome: { added: [] } })).toEqual([]);
  expect(after("signIn", { outcome: { ended: [] } })).toEqual([]);
  expect(after("openDirect", { outcome: { created: false } })).toEqual([]);
});

test("[EFFECTS] [G1] a direct room that was hidden, or is hidden now, concerns its owner alone", () => {
  const mine: Effect[] = [{ kind: "room", roomId: 7, to: [ada.userId] }];
  expect(after("openDirect", { outcome: { created: false, shown: true } })).toEqual(mine);
  expect(after("leave", { outcome: { hidden: true } })).toEqual(mine);
});

test("[EFFECTS] [P1] [U6] what only I know of my profile is not public, and receipts are told in my direct rooms", () => {
  const { kind, actor } = everyChange.changeProfile.change;
  const quiet: OutcomeOf<"changeProfile"> = { ok: true, changed: true, receiptsChanged: true };
  expect(effectsOf<"changeProfile">({ kind, actor, receipts: false }, quiet)).toEqual([
    person(1, { isPublic: false, receipts: true }),
  ]);
});

test("[EFFECTS] [N1] messages that were moved along are marks: their text is what it was", () => {
  const messages = [plainMessage(2), plainMessage(3)];
  expect(movedAlong(messages).effects).toEqual(
    messages.map((one) => ({ kind: "message", what: "marks", message: toStoredMessage(one) })),
  );
});

test("[EFFECTS] the main thread derives effects without loading libSQL: these modules take its types alone", async () => {
  const root = join(import.meta.dir, "..", "..");
  const packages = new Set<string>();
  const seen = new Set<string>();
  const ahead = ["src/storage/changes/effects_of.ts"];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { target, isTypeOnly } of readImports(await Bun.file(join(root, path)).text(), path)) {
      if (isTypeOnly) continue;
      if (target.startsWith(".")) ahead.push(normalize(join(dirname(path), target)));
      else packages.add(target);
    }
  }
  expect(seen.size).toBeGreaterThan(30);
  expect([...packages].sort()).toEqual(["drizzle-orm", "drizzle-orm/sqlite-core"]);
});
