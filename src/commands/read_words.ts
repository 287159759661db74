// Finds the command of the words. An unknown command is reported in one line, with the nearest one.
import { programFiles } from "../platform/program_files.ts";
import { checkArgs } from "./check_args.ts";
import type { Command } from "./command.ts";
import { nearestOf } from "./nearest.ts";
import { UsageError } from "./usage_error.ts";

type Meant = { help: readonly Command[] } | { command: Command; args: string[]; json: boolean };

/** Throws UsageError. */
export function readWords(given: readonly string[], commands: readonly Command[]): Meant {
  const [first] = given;
  if (first === undefined) return { help: commands };
  if (first === "help") return { help: commandsUnder(given.slice(1), commands) };
  if (first === "--version") return readWords(["version", ...given.slice(1)], commands);
  const leading = given.slice(0, given.findIndex((word) => word.startsWith("-")) >>> 0);
  const wantsHelp = given.includes("--help") || given.includes("-h");
  if (leading.length === 0 && wantsHelp) return { help: commands };
  const command = findCommand(leading, commands);
  if (!command) {
    if (wantsHelp) return { help: commandsUnder(leading, commands) };
    throw noCommand(leading.length === 0 ? [first] : leading, commands);
  }
  // "backup lst" is no backup.
  const next = leading[command.words.split(" ").length];
  if (next !== undefined && commands.some(({ words }) => words.startsWith(`${command.words} `))) {
    throw noCommand(leading, commands);
  }
  if (wantsHelp) return { help: [command] };
  return { command, ...checkArgs(command, given.slice(command.words.split(" ").length)) };
}

function findCommand(words: readonly string[], commands: readonly Command[]): Command | null {
  const fitting = commands.filter(({ words: own }) => `${words.join(" ")} `.startsWith(`${own} `));
  // Of "backup" and "backup list" the longer one.
  return fitting.toSorted((a, b) => b.words.length - a.words.length)[0] ?? null;
}

function commandsUnder(words: readonly string[], commands: readonly Command[]): readonly Command[] {
  const typed = words.join(" ");
  const under = commands.filter((one) => typed === "" || `${one.words} `.startsWith(`${typed} `));
  if (under.length > 0) return under;
  const command = findCommand(words, commands);
  if (command) return [command];
  throw noCommand(words, commands);
}

function noCommand(words: readonly string[], commands: readonly Command[]): UsageError {
  const [noun = "", verb] = words;
  const verbs = commands.flatMap((one) =>
    one.words.startsWith(`${noun} `) ? [one.words.slice(noun.length + 1)] : [],
  );
  if (verbs.length > 0 && verb === undefined) {
    return new UsageError(`"${noun}" needs one more word: ${verbs.join(", ")}.`);
  }
  const nouns = [...new Set(commands.map((one) => one.words.split(" ")[0] ?? ""))];
  const nearest = verbs.length > 0 ? nearestOf(verb ?? "", verbs) : nearestOf(noun, nouns);
  const whole = verbs.length > 0 ? `${noun} ${nearest}` : `${nearest} ${verb ?? ""}`;
  const meant = commands.some((one) => one.words === whole) ? whole : nearest;
  const hint = meant === null ? `See: ${programFiles.command} --help` : `Did you mean "${meant}"?`;
  return new UsageError(`There is no command "${words.slice(0, 2).join(" ")}". ${hint}`);
}
