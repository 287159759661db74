// What `--help` prints, made of the commands.
import { programFiles } from "../platform/program_files.ts";
import type { Command, Option } from "./command.ts";

/** How the program is called in this text. */
const program = programFiles.command;

export function usageOf({ words, operands, options }: Command): string {
  const shown = [
    ...operands.map(({ name, isOptional }) => (isOptional ? `[${name}]` : name)),
    ...Object.entries(options).map(([name, option]) => `[${optionUsage(name, option)}]`),
  ];
  return [program, words, ...shown].join(" ");
}

const optionUsage = (name: string, { type, takes = "VALUE" }: Option) =>
  type === "string" ? `--${name}=${takes}` : `--${name}`;

/** Of one command all there is to know, of several a line each. */
export function helpOf(commands: readonly Command[]): string {
  const [only] = commands;
  return only && commands.length === 1 ? helpOfOne(only) : helpOfMany(commands);
}

function helpOfOne(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [
    `${option.short ? `-${option.short}, ` : ""}${optionUsage(name, option)}`,
    option.summary + (option.choices ? ` (${option.choices.join(", ")})` : ""),
  ]);
  if (!command.hasNoJson) options.push(["--json", "print JSON, for scripts"]);
  options.push(["-h, --help", "show this help"]);
  const choices = command.operands.flatMap(({ name, choices }) =>
    choices ? [`${name}: ${choices.join(", ")}`] : [],
  );
  return [
    `${usageOf(command)}\n\n${sentence(command.summary)}\n`,
    ...(command.details ? [`${command.details.join("\n")}\n`] : []),
    ...(choices.length > 0 ? [`${choices.join("\n")}\n`] : []),
    columns(options),
  ].join("\n");
}

function helpOfMany(commands: readonly Command[]): string {
  const lines = commands.map((one): [string, string] => [usageOf(one), one.summary]);
  return `Confab: team chat that you host.

${columns(lines)}
Every command takes --help, and most take --json for scripts.
They use the settings of the server (DATA_DIR, PUBLIC_URL, ...). Where the server may be running, it does the work itself.

Exit codes: 0 done; 1 refused, or damage found; 2 wrong usage, or cannot run.
`;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Where the left side is long, the right one stands below it. */
function columns(lines: readonly [string, string][]): string {
  const width = Math.min(44, Math.max(...lines.map(([left]) => left.length)));
  return lines
    .map(([left, right]) => {
      const gap = left.length > width ? `\n${" ".repeat(width + 4)}` : " ".repeat(width + 2 - left.length);
      return `  ${left}${gap}${right}\n`;
    })
    .join("");
}
