// What a command is. The list of them (commands.ts) is all that help, completion and the table of src/docs/commands.md are made of.
import { parseArgs } from "node:util";

import type { Context } from "./context.ts";

/** 0: done. 1: refused, or damage or lost rows were found. 2: used wrongly, or it cannot run. */
export type ExitCode = 0 | 1 | 2;

/** As `util.parseArgs` takes it, and its words in the help. */
export interface Option {
  type: "boolean" | "string";
  short?: string;
  /** Of a string: what stands for it in the usage, as "FOLDER". */
  takes?: string;
  choices?: readonly string[];
  summary: string;
}

export interface Operand {
  /** As in the usage: "NAME". */
  name: string;
  isOptional?: true;
  choices?: readonly string[];
}

type Options = Readonly<Record<string, Option>>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true; allowPositionals: true }>
>["values"];

interface About {
  /** "user reset" */
  words: string;
  /** What follows the words, in this order. */
  operands?: readonly Operand[];
  summary: string;
  /** More lines for its own help, as what its exit codes mean. */
  details?: readonly string[];
  /** It answers with no value that a script could read. */
  hasNoJson?: true;
}

export interface Command extends About {
  operands: readonly Operand[];
  options: Options;
  /** The words are checked already. Refusals are thrown as ChatError, other obstacles as StartError. */
  run: (context: Context, args: string[]) => Promise<ExitCode>;
}

interface CommandParts<O extends Options> extends About {
  options: O;
  run: (context: Context, given: { options: Parsed<O>; operands: string[] }) => Promise<ExitCode>;
}

export function defineCommand<const O extends Options>({ options, run, ...about }: CommandParts<O>): Command {
  return {
    operands: [],
    ...about,
    options,
    async run(context, args) {
      const { values, positionals } = parseArgs({
        args,
        options,
        strict: true,
        allowPositionals: true,
      });
      return run(context, { options: values, operands: positionals });
    },
  };
}
