// `bun run bench --detail sizes`: longer looks at single things, told as text for whoever works on them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { benchManyRooms } from "./many_rooms.ts";
import { benchActions, benchHello } from "./messages.ts";
import { benchSizes } from "./sizes.ts";

const details = { actions: benchActions, crowded: benchManyRooms, hello: benchHello, sizes: benchSizes };

export const detailNames = Object.keys(details);

export async function runDetail(name: string, seconds: number): Promise<void> {
  const run = new Map(Object.entries(details)).get(name);
  if (!run) throw new Error(`There is no detail ${name}.`);
  const dataDir = await mkdtemp(join(tmpdir(), "confab-bench-"));
  try {
    await run({ dataDir, seconds });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
