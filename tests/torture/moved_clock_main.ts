// The real server under a wall clock that is set while it runs: as far from the real one as the file MOVED_CLOCK says, in ms.
// What it has taken over is in MOVED_CLOCK.taken.
import { readFileSync, writeFileSync } from "node:fs";

const path = process.env["MOVED_CLOCK"] ?? "";
const real = Date.now.bind(Date);
let offset = "";

function readOffset(): void {
  const now = readFileSync(path, "utf8");
  if (now === offset) return;
  offset = now;
  writeFileSync(`${path}.taken`, offset);
}

readOffset();
Date.now = () => real() + Number(offset);
setInterval(readOffset, 10).unref();

// Only now: it takes `Date.now` as it finds it.
const { startConfab } = await import("../../src/main.ts");
await startConfab();
