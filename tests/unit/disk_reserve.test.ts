// What uploads leave on the disk (H12), with a disk of the test's own.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import { createDiskReserve, reserveOf, type DiskSpace } from "../../src/domain/files/disk_reserve.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";

const MiB = 1024 ** 2;
const GiB = 1024 * MiB;
const reserve = 256 * MiB;

function makeReserve({ fileBytes = 100 * MiB } = {}) {
  const disk = { free: 0, reads: 0, isBroken: false };
  const clock = { ms: 0 };
  const warnings = createWarnings({ log: silentLog, now: () => 0 });
  const timers: (() => void)[] = [];
  const guard = createDiskReserve({
    disk: {
      read(): Promise<DiskSpace> {
        disk.reads += 1;
        if (disk.isBroken) return Promise.reject(new Error("EIO"));
        return Promise.resolve({ freeBytes: disk.free, totalBytes: 10 * GiB });
      },
    },
    warnings,
    monotonicMs: () => clock.ms,
    after(_, run) {
      timers.push(run);
      return { cancel: () => timers.splice(timers.indexOf(run), 1) };
    },
    fileBytes,
  });
  /** What is written is not free any more. */
  async function upload(chunks: number, chunkBytes = MiB): Promise<string> {
    async function* bytes() {
      for (let index = 0; index < chunks; index += 1) yield new Uint8Array(chunkBytes);
    }
    let bytesWritten = 0;
    try {
      for await (const chunk of guard.within(bytes())) {
        bytesWritten += chunk.byteLength;
        disk.free -= chunk.byteLength;
      }
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      return `${error.code} after ${bytesWritten / MiB}`;
    }
    return `took ${bytesWritten / MiB}`;
  }
  const check = (bytes: number) =>
    guard.check(bytes).then(
      () => "fits",
      (error: { code: string }) => error.code,
    );
  return {
    ...guard,
    disk,
    clock,
    timers,
    upload,
    check,
    codes: () => warnings.list().map(({ code }) => code),
  };
}

test("[H12] the reserve is the larger of 256 MiB and 2 %, at most 5 GiB", () => {
  expect([reserveOf(GiB), reserveOf(20 * GiB), reserveOf(100 * GiB), reserveOf(1000 * GiB)]).toEqual([
    256 * MiB,
    0.02 * 20 * GiB > 256 * MiB ? Math.floor(0.02 * 20 * GiB) : 256 * MiB,
    2 * GiB,
    5 * GiB,
  ]);
});

test("[H12] an announced upload that would go into the reserve is refused, one that fits is not", async () => {
  const { disk, check } = makeReserve();
  disk.free = reserve + 10 * MiB;
  expect([await check(10 * MiB), await check(10 * MiB + 1)]).toEqual(["fits", "disk_full"]);
});

test("[H12] uploads may take all above the reserve, to the last byte, and then none is taken", async () => {
  const made = makeReserve();
  const { disk, upload, check } = made;
  disk.free = reserve + 10 * MiB;
  expect(await upload(10)).toBe("took 10");
  expect(await check(1)).toBe("disk_full");
  expect(made.facts()).toMatchObject({ freeBytes: reserve, reserveBytes: reserve });
});

test("[H12] what was not announced is refused where it would go into the reserve, however many come at once", async () => {
  const { disk, upload } = makeReserve();
  disk.free = reserve + 10 * MiB;
  const outcomes = await Promise.all([upload(7), upload(7), upload(7)]);
  expect(outcomes.filter((outcome) => outcome.startsWith("disk_full")).length).toBeGreaterThanOrEqual(2);
  expect(disk.free).toBeGreaterThanOrEqual(reserve);
});

test("[H12] what others write to the disk counts within a second, and many chunks share a look", async () => {
  const { disk, clock, upload } = makeReserve();
  disk.free = reserve + 1000 * MiB;
  expect(await upload(100)).toBe("took 100");
  expect(disk.reads).toBe(1);
  disk.free = reserve + MiB;
  clock.ms += 1001;
  expect(await upload(3)).toBe("disk_full after 1");
});

test("[H12] it warns while the largest upload would be refused, and not for a little more or less", async () => {
  const made = makeReserve();
  const { disk, timers, codes } = made;
  const tick = async () => {
    timers.splice(0).forEach((run) => run());
    await Bun.sleep(0);
  };
  disk.free = reserve + 101 * MiB;
  const stop = made.startWatching(30_000);
  await Bun.sleep(0);
  expect(codes()).toEqual([]);
  disk.free = reserve + 99 * MiB;
  await tick();
  expect(codes()).toEqual(["disk_low"]);
  disk.free = reserve + 110 * MiB;
  await tick();
  expect(codes()).toEqual(["disk_low"]);
  disk.free = reserve + 200 * MiB;
  await tick();
  expect(codes()).toEqual([]);
  stop();
  expect(timers).toEqual([]);
});

test("[H12] a disk that does not say what is free refuses nothing", async () => {
  const made = makeReserve();
  const { disk, upload } = made;
  disk.isBroken = true;
  expect([await upload(3), made.facts()]).toEqual(["took 3", null]);
});
