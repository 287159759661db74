// SPEC H6: the wall clock of a server is set while people use it. Both clocks are moved by hand, so nothing here waits.
import { expect, test } from "bun:test";

import { accountRates } from "../../src/domain/accounts/account_limits.ts";
import { typing } from "../../src/protocol/limits.ts";
import { rates } from "../../src/protocol/rates.ts";
import { call, signIn, testPassword } from "../support/client.ts";
import { startInProcess } from "../support/in_process.ts";
import { signUpPeople } from "../support/workspace.ts";

const lounge = 1;
const hour = 3600_000;

async function startWithClocks() {
  const clocks = { wall: Date.now(), monotonic: 1_000_000 };
  const inProcess = await startInProcess({
    env: { RATE_LIMITS: "on" },
    now: () => clocks.wall,
    monotonicMs: () => clocks.monotonic,
  });
  return {
    inProcess,
    /** Time as it passes for everyone. */
    pass: (ms: number) => {
      clocks.wall += ms;
      clocks.monotonic += ms;
    },
    setWallClock: (ms: number) => void (clocks.wall += ms),
  };
}

test("[H6] a clock set back by two hours: posts, signing in, typing and sockets go on", async () => {
  const { inProcess, pass, setWallClock } = await startWithClocks();
  try {
    const { ada, bob } = await signUpPeople(inProcess.url);
    const [hers, his] = await Promise.all([ada.connect(), bob.connect()]);
    const post = (clientId: string) =>
      hers.ask({ type: "post", roomId: lounge, clientId, body: "What time is it?" });
    // Every bucket is empty when the clock is set.
    for (let at = 0; at < rates.post.burst; at += 1)
      expect(await post(`p${at}`)).toMatchObject({ type: "ok" });
    expect(await post("too-fast")).toMatchObject({ code: "too_fast" });
    const login = (password: string) =>
      call(inProcess.url, "/api/login", { method: "POST", body: { username: "Bob", password } });
    for (let at = 0; at < accountRates.signInByAccount.burst; at += 1) {
      expect((await login("not his password")).status).toBe(401);
    }
    expect((await login(testPassword)).status).toBe(429);
    const type = () => hers.askOk({ type: "typing", roomId: lounge });
    await type();
    expect(await his.next("typing")).toMatchObject({ on: true });

    setWallClock(-2 * hour);
    pass(Math.max(accountRates.signInByAccount.everyMs, rates.post.everyMs, typing.everyMs));
    for (let at = 0; at < rates.post.burst; at += 1) {
      expect(await post(`after-${at}`)).toMatchObject({ type: "ok" });
    }
    expect((await login(testPassword)).status).toBe(200);
    await type();
    expect(await his.next("typing")).toMatchObject({ on: true });
    await inProcess.server.checkSessions();
    expect([hers.isOpen(), his.isOpen()]).toEqual([true, true]);
    const back = await signIn(inProcess.url, { username: "Ada" });
    await (await back.connect()).close();
    expect((await ada.get("/api/me")).status).toBe(200);
    // Order is the journal's, whatever the times say.
    const { body } = await ada.get(`/api/rooms/${lounge}/messages?limit=100`);
    const messages: { seq: number; createdAt: number }[] = body.messages;
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, at) => at + 1));
    expect(messages.at(-1)?.createdAt).toBeLessThan(messages[0]?.createdAt ?? 0);
  } finally {
    await inProcess.dispose();
  }
}, 30_000);

test("[H6] a clock that is a year ahead for a while costs nobody their session", async () => {
  const { inProcess, pass, setWallClock } = await startWithClocks();
  try {
    const { ada, bob } = await signUpPeople(inProcess.url);
    pass(2 * hour);
    setWallClock(365 * 24 * hour);
    expect((await ada.get("/api/me")).status).toBe(401);
    // Signing in is when sessions that have run out go.
    await signIn(inProcess.url, { username: "Ada" });
    expect(inProcess.warnings.list()).toMatchObject([{ code: "clock_jumped", isUnready: false }]);
    expect((await call(inProcess.url, "/readyz")).status).toBe(200);
    setWallClock(-365 * 24 * hour);
    expect((await bob.get("/api/me")).status).toBe(200);
    expect((await ada.get("/api/me")).status).toBe(200);
  } finally {
    await inProcess.dispose();
  }
}, 30_000);
