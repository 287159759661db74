// Checks the arguments of a command: `util.parseArgs` parses them, a problem is reported here, in one line.
import { parseArgs } from "node:util";

import type { Command, Operand, Option } from "./command.ts";
import { nearestOf } from "./nearest.ts";
import { usageOf } from "./help.ts";
import { UsageError } from "./usage_error.ts";

/** `--json` is of every command that answers with a value; the rest is left for the command itself. Throws UsageError. */
export function checkArgs(command: Command, given: string[]): { args: string[]; json: boolean } {
  const json: Option = { type: "boolean", summary: "" };
  const options: Readonly<Record<string, Option>> = command.hasNoJson
    ? command.options
    : { ...command.options, json };
  const { tokens } = parseArgs({
    args: given,
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values: string[] = [];
  const jsonAt = new Set<number>();
  for (const token of tokens) {
    if (token.kind === "positional") values.push(token.value);
    if (token.kind !== "option") continue;
    checkOption(token);
    if (token.name === "json") jsonAt.add(token.index);
  }
  checkOperands(command, values);
  return { args: given.filter((_, at) => !jsonAt.has(at)), json: jsonAt.size > 0 };

  function checkOption({ name, rawName, value, inlineValue }: OptionToken): void {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      const near = nearestOf(name, Object.keys(options));
      const hint = near === null ? `Usage: ${usageOf(command)}` : `Did you mean --${near}?`;
      throw new UsageError(`"${command.words}" has no option ${rawName}. ${hint}`);
    }
    if (option.type === "boolean") {
      if (value === undefined) return;
      throw new UsageError(`${rawName} takes no value.`);
    }
    // An option that follows is no value, unless it is written so.
    if (value === undefined || (!inlineValue && value.startsWith("-") && value !== "-")) {
      throw new UsageError(`${rawName} needs a value: ${rawName}=${option.takes ?? "VALUE"}`);
    }
    checkChoice(rawName, value, option.choices);
  }
}

interface OptionToken {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

function checkOperands(command: Command, values: readonly string[]): void {
  const { operands, words } = command;
  const missing = operands.filter(({ isOptional }, at) => !isOptional && values[at] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(" and ");
    throw new UsageError(`"${words}" needs ${names}. Usage: ${usageOf(command)}`);
  }
  if (values.length > operands.length) {
    const extra = values.slice(operands.length).join(" ");
    throw new UsageError(`"${words}" takes nothing after that: ${extra}. Usage: ${usageOf(command)}`);
  }
  operands.forEach(({ name, choices }: Operand, at) => {
    const value = values[at];
    if (value !== undefined) checkChoice(name, value, choices);
  });
}

function checkChoice(name: string, value: string, choices: readonly string[] | undefined): void {
  if (!choices || choices.includes(value)) return;
  throw new UsageError(`${name} is one of: ${choices.join(", ")}. It cannot be ${JSON.stringify(value)}.`);
}
