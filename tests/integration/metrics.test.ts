// SPEC Z3: what /metrics says, on the real server, read strictly.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { createHistogram } from "../../src/transport/metrics/histogram.ts";
import { metricEntries } from "../../src/transport/metrics/metric_list.ts";
import type { Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { parseExposition, type Family } from "../support/exposition.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

async function families(): Promise<Family[]> {
  const answer = await fetch(`${server.url}/metrics`);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parseExposition(await answer.text());
}

async function value(name: string, labels: Record<string, string> = {}): Promise<number> {
  const samples = (await families()).flatMap((family) => family.samples);
  const found = samples.find((one) => one.name === name && Bun.deepEquals(one.labels, labels));
  if (!found) throw new Error(`There is no ${name}.`);
  return found.value;
}

test("[Z3] every metric has help, type and a name with its unit, and a value", async () => {
  const all = await families();
  // All of the list, from which the help's table comes, and no other.
  expect(all.map(({ name }) => name)).toEqual(metricEntries.map(([name]) => name));
  expect(all.length).toBeGreaterThan(30);
  for (const { name, help, type, samples } of all) {
    expect([name, help.length > 10, help.endsWith(".")]).toEqual([name, true, true]);
    expect([name, /^(confab|process)_[a-z]+(_[a-z]+)*$/.test(name)]).toEqual([name, true]);
    expect([name, name.endsWith("_total")]).toEqual([name, type === "counter"]);
    expect([name, /_(ms|millis|minutes|hours|kib|mib|kb|mb|percent)(_|$)/.test(name)]).toEqual([name, false]);
    for (const sample of samples) expect([name, Number.isFinite(sample.value)]).toEqual([name, true]);
    // Labels of a closed list alone.
    const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
    expect([...labels].filter((one) => !["le", "reason", "code", "version"].includes(one))).toEqual([]);
  }
});

test("[Z3] a post counts as one, its event once for each socket, and its transaction by time and size", async () => {
  const [a, b] = [await ada.connect(), await bob.connect()];
  const names = [
    "confab_posts_total",
    "confab_events_published_total",
    "confab_deliveries_total",
    "confab_commit_duration_seconds_count",
    "confab_commit_changes_sum",
    "confab_change_duration_seconds_count",
  ];
  const before = await Promise.all(names.map((name) => value(name)));
  await a.askOk({ type: "post", roomId: 1, clientId: "counted", body: "x" });
  const after = await Promise.all(names.map((name) => value(name)));
  const risen = names.map((name, at) => [name, (after[at] ?? 0) - (before[at] ?? 0)]);
  expect(risen).toEqual([
    ["confab_posts_total", 1],
    ["confab_events_published_total", 1],
    ["confab_deliveries_total", 2],
    ["confab_commit_duration_seconds_count", 1],
    ["confab_commit_changes_sum", 1],
    ["confab_change_duration_seconds_count", expect.any(Number)],
  ]);
  expect([await value("confab_sockets"), await value("confab_people_online")]).toEqual([2, 2]);
  expect(await value("confab_connections_total")).toBe(2);
  await Promise.all([a.close(), b.close()]);
});

test("[Z3] refusals are counted by their code, over REST, a socket and at its door", async () => {
  const count = (reason: string) => value("confab_refusals_total", { reason });
  const [missing, bad, strangers] = [
    await count("not_found"),
    await count("bad_frame"),
    await count("not_signed_in"),
  ];
  const invalid = await count("bad_request");
  expect((await ada.get("/api/rooms/999")).status).toBe(404);
  // Undecodable: refused before any route runs.
  expect((await ada.get("/api/rooms/1/messages?limit=x")).status).toBe(400);
  const a = await ada.connect();
  await a.ask({ type: "nonsense" });
  await a.close();
  const headers = { Connection: "Upgrade", Upgrade: "websocket", Origin: server.url };
  expect((await fetch(`${server.url}/ws`, { headers })).status).toBe(401);
  expect([await count("not_found"), await count("bad_frame"), await count("not_signed_in")]).toEqual([
    missing + 1,
    bad + 1,
    strangers + 1,
  ]);
  expect(await count("bad_request")).toBe(invalid + 1);
});

test("[Z3] sizes, the index and the loop are measured", async () => {
  for (const name of [
    "confab_database_bytes",
    "confab_log_bytes",
    "confab_disk_free_bytes",
    "confab_disk_size_bytes",
  ]) {
    expect([name, (await value(name)) > 1000]).toEqual([name, true]);
  }
  const uptime = Date.now() / 1000 - (await value("process_start_time_seconds"));
  expect(uptime > 0 && uptime < 3600).toBe(true);
  expect([await value("confab_ready"), await value("confab_warnings")]).toEqual([1, 0]);
  // The first look comes 200 ms after the start.
  while ((await value("confab_event_loop_lag_seconds_count")) === 0) await Bun.sleep(20);
  while ((await value("confab_search_index_lag_messages")) > 0) await Bun.sleep(20);
});

test("[Z3] a histogram counts a value with its bound, and all with the last", () => {
  const histogram = createHistogram([1, 2.5, 10]);
  for (const one of [0, 1, 1.01, 2.5, 10, 11, 1e9]) histogram.observe(one);
  expect(histogram.read()).toEqual({ buckets: [2, 4, 5, 7], sum: 25.51 + 1e9 });
});
