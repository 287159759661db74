// Other programs that take the write lock of a running server's database.
import { join } from "node:path";

import type { TestServer } from "../support/server.ts";

/** Takes the lock until the process is ended by what this gives back. */
export async function holdDatabase(
  { dataDir }: Pick<TestServer, "dataDir">,
  how: "keep" | "now and then",
): Promise<() => Promise<void>> {
  const file = join(import.meta.dir, "lock_holder.ts");
  const child = Bun.spawn(
    [process.execPath, file, join(dataDir, "confab.db"), ...(how === "keep" ? ["keep"] : [])],
    { stdin: "pipe", stdout: "pipe", stderr: "inherit" },
  );
  const { value } = await child.stdout.getReader().read();
  if (!new TextDecoder().decode(value).includes("holding")) throw new Error("The lock was not taken.");
  return async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await child.exited;
  };
}
