// SPEC O8: the shells themselves complete what the commands are.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { commands } from "../../src/commands/commands.ts";
import { runConfab } from "../support/command_line.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout, code } = await runConfab(["completion", shell]);
    expect(code).toBe(0);
    await Bun.write(join(folder, shell), stdout);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(shell: string, script: string, ...args: string[]): Promise<string> {
  const child = Bun.spawn([shell, "-c", script, shell, ...args], {
    cwd: folder,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH: process.env["PATH"], HOME: folder, TERM: "dumb" },
    timeout: 30_000,
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  expect([script, stderr]).toEqual([script, ""]);
  return stdout;
}

/** What is offered for the last of these words. */
type Complete = (words: string[]) => Promise<string[]>;

const inBash: Complete = async (words) => {
  const script = `source ./bash; COMP_WORDS=(confab "$@"); COMP_CWORD=$#; _confab; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return linesOf(await run("bash", script, ...words));
};
const inFish: Complete = async (words) => {
  const script = `source ./fish; complete -C "confab ${words.join(" ")}"`;
  return linesOf(await run("fish", script)).map((line) => line.split("\t")[0] ?? "");
};
/** What completes is inside a terminal: zsh's own functions for completion are taken over, and tell what they were given. */
const inZsh: Complete = async (words) => {
  const script = `compdef() { }; source ./zsh
    _describe() { print -rl -- \${list%%:*} }
    _arguments() { print -rl -- "$@" }
    words=(confab "$@"); CURRENT=$#words; _confab`;
  const offered = linesOf(await run("zsh", script, ...words));
  return offered.map((line) => /^--[a-z-]+/.exec(line)?.[0] ?? line);
};

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

const firsts = [...new Set(commands.map(({ words }) => words.split(" ")[0] ?? ""))];
const shells = { bash: inBash, zsh: inZsh, fish: inFish };

for (const [shell, complete] of Object.entries(shells)) {
  const isThere = Bun.which(shell) !== null;
  if (!isThere) console.log(`${shell} is not installed: its completion is not tried.`);
  describe.skipIf(!isThere)(shell, () => {
    test(`[O8] ${shell} completes every command by its words, and its options`, async () => {
      expect((await complete([""])).toSorted()).toEqual(firsts.toSorted());
      for (const { words, options, hasNoJson } of commands) {
        const [first = "", second] = words.split(" ");
        if (second !== undefined) expect(await complete([first, ""])).toContain(second);
        const before = shell === "zsh" && second === undefined ? [first] : words.split(" ");
        const offered = await complete([...before, "--"]);
        const names = [...Object.keys(options), ...(hasNoJson ? [] : ["json"]), "help"];
        for (const name of names)
          expect([words, offered.map((one) => one.replace(/=$/, ""))]).toEqual([
            words,
            expect.arrayContaining([`--${name}`]),
          ]);
      }
    }, 60_000);
  });
}

test.skipIf(Bun.which("bash") === null)("[O8] bash: beginnings, values of options and operands", async () => {
  expect(await inBash(["us"])).toEqual(["user"]);
  expect(await inBash(["user", "re"])).toEqual(["reset", "reactivate"]);
  expect(await inBash(["user", "add", "Bob", "--role", "=", "ad"])).toEqual(["admin"]);
  expect(await inBash(["user", "add", "--role", ""])).toEqual(["admin", "member"]);
  expect(await inBash(["user", "add", "--role", "=", "admin", ""])).toEqual([]);
  expect(await inBash(["user", "role", ""])).toEqual([]);
  expect(await inBash(["user", "role", "Bob", ""])).toEqual(["admin", "member"]);
  expect(await inBash(["completion", ""])).toEqual(["bash", "zsh", "fish"]);
  expect(await inBash(["check", "--re"])).toEqual(["--repair"]);
});

test.skipIf(Bun.which("fish") === null)("[O8] fish: values of options and operands", async () => {
  expect(await inFish(["user", "add", "Bob", "--role", "ad"])).toEqual(["admin"]);
  expect(await inFish(["user", "role", "Bob", ""])).toEqual(["admin", "member"]);
  expect((await inFish(["completion", ""])).toSorted()).toEqual(["bash", "fish", "zsh"]);
});
