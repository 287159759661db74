import { expect, test } from "bun:test";

import { unevenLibsql } from "./storage_kinds.ts";
import { storageSuite } from "./storage_suite.ts";
import { firstLostUpload, checksOnce } from "./upload_suite.ts";

const uneven = unevenLibsql(Number(process.env["SEED"] ?? 7));

storageSuite(uneven);

// Even answers hide it: a run of the suite that misses it is no second run.
test("[F9] uneven delays show an upload that loses its bytes to a collector that does not look again", async () => {
  expect(await firstLostUpload(uneven, { rounds: 300, broken: checksOnce })).not.toBeNull();
});
