// The help's table of commands, made of the commands themselves: `bun run commands` writes it.
import { join } from "node:path";

import type { Command } from "./command.ts";
import { commands } from "./commands.ts";

const begin = "<!-- Written by `bun run commands`. -->";
const end = "<!-- End of the commands. -->";

/** The page of the help with this table in it. */
export function withCommands(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error("src/docs/commands.md has no place for the commands.");
  return `${page.slice(0, from)}${begin}\n\n${commandTable()}\n\n${page.slice(to)}`;
}

function commandTable(): string {
  const rows = [["command", "what it does"], ...commands.map((one) => [wordsOf(one), one.summary])];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  return [lines[0], `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...lines.slice(1)].join(
    "\n",
  );
}

function wordsOf({ words, operands }: Command): string {
  return `\`${[words, ...operands.map(({ name, isOptional }) => (isOptional ? `[${name}]` : name))].join(" ")}\``;
}

if (import.meta.main) {
  const page = join(import.meta.dir, "..", "docs", "commands.md");
  await Bun.write(page, withCommands(await Bun.file(page).text()));
}
