// `confab check` on a folder, as whoever runs a server types it.
import { join } from "node:path";

export async function runCheck(
  dataDir: string,
  ...words: string[]
): Promise<{ stdout: string; stderr: string; code: number }> {
  const run = Bun.spawn([process.execPath, "src/cli.ts", "check", ...words], {
    cwd: join(import.meta.dir, "..", ".."),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { TMPDIR: process.env["TMPDIR"], DATA_DIR: dataDir },
    timeout: 50_000,
  });
  const [stdout, stderr, code] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
    run.exited,
  ]);
  return { stdout, stderr, code };
}
