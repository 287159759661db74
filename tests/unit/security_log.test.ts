// SPEC R10: what the security log says, how often, and what it never says.
import { expect, test } from "bun:test";

import type { Done } from "../../src/domain/journal.ts";
import { createSecurityLog } from "../../src/domain/security_log.ts";
import { createHandClock } from "../support/hand_clock.ts";

function start({ maxLines }: { maxLines?: number } = {}) {
  const clock = createHandClock();
  const lines: string[] = [];
  const write = (level: string) => (event: string, fields?: Record<string, unknown>) =>
    void lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
  const security = createSecurityLog({
    log: { info: write("info"), warn: write("warn") },
    after: (ms, run) => clock.after(ms, run),
    ...(maxLines === undefined ? {} : { maxLines }),
  });
  return { security, pass: (ms: number) => clock.pass(ms), lines: () => lines.splice(0) };
}

const actor = { userId: 1, sessionId: 11 };
const session = { tokenHash: "SECRET", expiresAt: 5, address: "192.0.2.1", agent: "Test" };

test("[R10] the same by the same is told at once, and within a minute only counted", () => {
  const { security, pass, lines } = start();
  for (let tries = 0; tries < 5; tries += 1) {
    security.note("sign_in_failed", { userId: 2, address: "192.0.2.1" });
  }
  security.note("sign_in_failed", { userId: null, address: "192.0.2.1" });
  expect(lines()).toEqual([
    'warn security {"what":"sign_in_failed","userId":2,"address":"192.0.2.1"}',
    'warn security {"what":"sign_in_failed","userId":null,"address":"192.0.2.1"}',
  ]);
  pass(59_999);
  expect(lines()).toEqual([]);
  pass(1);
  expect(lines()).toEqual([
    'warn security {"what":"sign_in_failed","userId":2,"address":"192.0.2.1","more":4}',
  ]);
  // Another minute begins with the next.
  security.note("sign_in_failed", { userId: 2, address: "192.0.2.1" });
  expect(lines()).toHaveLength(1);
  pass(60_000);
  expect(lines()).toEqual([]);
});

test("[R10] who comes from everywhere cannot fill the log: beyond so many in a minute they are counted together", () => {
  const { security, pass, lines } = start({ maxLines: 10 });
  for (let n = 0; n < 5000; n += 1) security.note("too_fast", { userId: null, address: `2001:db8:${n}::1` });
  security.note("foreign_origin", { userId: null, address: "192.0.2.1" });
  expect(lines()).toHaveLength(10);
  pass(60_000);
  expect(lines()).toEqual([
    'warn security {"what":"too_fast","more":4990}',
    'warn security {"what":"foreign_origin","more":1}',
  ]);
});

test("[R10] at the end what was counted is told", () => {
  const { security, lines } = start();
  for (let tries = 0; tries < 3; tries += 1)
    security.note("not_allowed", { userId: 2, at: "PATCH /api/workspace" });
  lines();
  security.stop();
  expect(lines()).toEqual([
    'warn security {"what":"not_allowed","userId":2,"at":"PATCH /api/workspace","more":2}',
  ]);
});

const expectedLines: [Done, string | null][] = [
  [
    {
      change: { kind: "signIn", userId: 2, verifiedHash: "SECRET", session },
      outcome: { ok: true, sessionId: 3, ended: [] },
    },
    'info security {"what":"signed_in","userId":2,"address":"192.0.2.1"}',
  ],
  [
    {
      change: { kind: "signIn", userId: 2, verifiedHash: "SECRET", session },
      outcome: { ok: false, reason: "wrong_credentials" },
    },
    null,
  ],
  [
    {
      change: { kind: "createReset", actor: null, userId: 2, tokenHash: "SECRET", expiresAt: 5 },
      outcome: { ok: true },
    },
    'warn security {"what":"reset_made","userId":null,"targetId":2,"by":"command line"}',
  ],
  [
    {
      change: { kind: "createReset", actor, userId: 2, tokenHash: "SECRET", expiresAt: 5 },
      outcome: { ok: true },
    },
    'warn security {"what":"reset_made","userId":1,"targetId":2}',
  ],
  [
    {
      change: { kind: "resetPassword", tokenHash: "SECRET", passwordHash: "SECRET", session },
      outcome: { ok: true, userId: 2, sessionId: 3, ended: [] },
    },
    'warn security {"what":"reset_used","userId":2,"address":"192.0.2.1"}',
  ],
  [
    {
      change: { kind: "changePassword", actor, verifiedHash: "SECRET", passwordHash: "SECRET" },
      outcome: { ok: true, ended: [] },
    },
    'info security {"what":"password_changed","userId":1}',
  ],
  [
    {
      change: { kind: "createInvite", actor, tokenHash: "SECRET", expiresAt: 5 },
      outcome: { ok: true, inviteId: 4 },
    },
    'info security {"what":"invite_made","userId":1}',
  ],
  [
    { change: { kind: "changeWorkspace", actor, registration: "open" }, outcome: { ok: true } },
    'warn security {"what":"registration_changed","userId":1,"detail":"open"}',
  ],
  [
    { change: { kind: "changeWorkspace", actor, name: "SECRET" }, outcome: { ok: true } },
    'info security {"what":"place_renamed","userId":1}',
  ],
  [
    {
      change: { kind: "setUserRole", actor, userId: 2, role: "admin" },
      outcome: { ok: true, changed: true },
    },
    'warn security {"what":"role_changed","userId":1,"targetId":2,"detail":"admin"}',
  ],
  [
    {
      change: { kind: "setUserRole", actor, userId: 2, role: "admin" },
      outcome: { ok: true, changed: false },
    },
    null,
  ],
  [
    {
      change: { kind: "mark", actor, roomId: 1, seq: 5, lower: false },
      outcome: { ok: true, changed: true },
    },
    null,
  ],
];

test("[R10] what is committed is told by ids, without secrets and texts", () => {
  const { security, lines } = start();
  for (const [committed, line] of expectedLines) {
    security.hear(committed);
    expect([committed.change.kind, lines()]).toEqual([committed.change.kind, line === null ? [] : [line]]);
  }
  security.stop();
});
