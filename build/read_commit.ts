/**
 * The commit that is checked out, with `+` when files differ from it; null where there is no repository, or no git. Who builds
 * from a copy without one (an image) says it by `CONFAB_COMMIT`.
 */
export async function readCommit(repository: string): Promise<string | null> {
  const fromEnvironment = process.env["CONFAB_COMMIT"] ?? "";
  if (fromEnvironment !== "") return fromEnvironment;
  const commit = await ask(repository, ["rev-parse", "--short=12", "HEAD"]);
  if (commit === null) return null;
  return (await ask(repository, ["status", "--porcelain", "--untracked-files=no"])) ? `${commit}+` : commit;
}

async function ask(cwd: string, words: string[]): Promise<string | null> {
  try {
    const run = Bun.spawn(["git", ...words], { cwd, stdin: "ignore", stdout: "pipe", stderr: "ignore" });
    const output = await new Response(run.stdout).text();
    return (await run.exited) === 0 ? output.trim() : null;
  } catch {
    return null;
  }
}
