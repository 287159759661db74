#!/usr/bin/env bun
// The command line: `bun run confab …`. Each command is a file in commands/; here the words find theirs, and what goes wrong
// becomes one line and an exit code.
import type { ExitCode } from "./commands/command.ts";
import { commands } from "./commands/commands.ts";
import { createContext } from "./commands/context.ts";
import { helpOf } from "./commands/help.ts";
import { readWords } from "./commands/read_words.ts";
import { UsageError } from "./commands/usage_error.ts";
import { ChatError } from "./domain/chat_error.ts";
import { StartError } from "./domain/start_error.ts";
import { createOutput } from "./platform/output.ts";

// Whoever reads slowly is waited for.
const out = createOutput({ stream: process.stdout, maxWaiting: Number.POSITIVE_INFINITY });
const err = createOutput({ stream: process.stderr, maxWaiting: Number.POSITIVE_INFINITY });

process.exitCode = await run(process.argv.slice(2));

async function run(words: string[]): Promise<ExitCode> {
  const code = await perform(words);
  await out.flush();
  if (out.dropped() === 0) return code;
  err.write("Couldn't print everything: standard output is closed or full.\n");
  return code === 0 ? 1 : code;
}

async function perform(words: string[]): Promise<ExitCode> {
  try {
    const meant = readWords(words, commands);
    if ("help" in meant) {
      out.write(helpOf(meant.help));
      return 0;
    }
    const context = createContext({
      out: (text) => out.write(text),
      err: (text) => err.write(text),
      json: meant.json,
      environment: process.env,
      input: { isTerminal: process.stdin.isTTY, stream: () => Bun.stdin.stream() },
      folder: process.cwd(),
      terminal: { isTerminal: process.stderr.isTTY, columns: () => process.stderr.columns || 80 },
    });
    try {
      return await meant.command.run(context, meant.args);
    } finally {
      await context.close();
    }
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ChatError || error instanceof UsageError))
      throw error;
    err.write(`${error.message}\n`);
    // `busy`: a disk, a lock or another backup is in the way, as where it cannot run.
    return error instanceof ChatError && error.code !== "busy" ? 1 : 2;
  }
}
