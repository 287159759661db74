// SPEC Z5: where the disk is lost, the start says so.
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { refuseLostDisk } from "../../src/config/lost_disk.ts";
import { runUntilExit } from "../support/server.ts";

test("[Z5] on Heroku and App Platform the start ends with one line, and nothing is made", async () => {
  for (const [env, name] of [
    [{ DYNO: "web.1" }, "Heroku"],
    [{ DIGITALOCEAN_APP_PLATFORM: "true" }, "DigitalOcean App Platform"],
  ] as const) {
    const outer = await mkdtemp(join(tmpdir(), "confab-test-"));
    const dataDir = join(outer, "data");
    const { code, stdout, stderr } = await runUntilExit({ env, dataDir });
    expect([code, stdout, stderr.split("\n").length, stderr.includes(`On ${name} the disk is lost`)]).toEqual(
      [1, "", 2, true],
    );
    expect(existsSync(dataDir)).toBe(false);
    await rm(outer, { recursive: true });
  }
});

test("[Z5] on Render it starts on a disk that is mounted, and nowhere else", () => {
  const env = { RENDER: "true" };
  expect(() => refuseLostDisk(env, "/not/there/yet")).toThrow("persistent disk");
  expect(() => refuseLostDisk({}, "/not/there/yet")).not.toThrow();
  // Whatever is mounted here serves as a disk.
  const mounted = ["/dev/shm", "/proc", "/sys"].find(
    (path) => existsSync(path) && statSync(path).dev !== statSync("/").dev,
  );
  expect(mounted).toBeDefined();
  expect(() => refuseLostDisk(env, join(mounted ?? "/", "data"))).not.toThrow();
});

test("[Z5] a DYNO that is none of Heroku's stops nobody", () => {
  for (const DYNO of ["", "yes", "1", "web"]) expect(() => refuseLostDisk({ DYNO }, "/")).not.toThrow();
});
