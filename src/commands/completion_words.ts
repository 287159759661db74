// What the completions of all shells are made of.
import type { Command } from "./command.ts";

interface Group {
  /** The words before: "" or "user". */
  after: string;
  next: { word: string; summary: string }[];
}

/** The words that may come first, and after each first word of several. */
export function groupsOf(commands: readonly Command[]): Group[] {
  const groups = new Map<string, Map<string, string>>([["", new Map()]]);
  for (const { words, summary } of commands) {
    const [first = "", second] = words.split(" ");
    if (second === undefined) groups.get("")?.set(first, summary);
    else {
      const group = groups.get(first) ?? new Map<string, string>();
      group.set(second, summary);
      groups.set(first, group);
      groups.get("")?.set(first, [...group.keys()].join(", "));
    }
  }
  return [...groups].map(([after, next]) => ({
    after,
    next: [...next].map(([word, summary]) => ({ word, summary })),
  }));
}

interface CompletedOption {
  name: string;
  takesValue: boolean;
  choices: readonly string[];
  summary: string;
}

export function optionsOf({ options, hasNoJson }: Command): CompletedOption[] {
  const own = Object.entries(options).map(([name, { type, choices = [], summary }]) => ({
    name,
    takesValue: type === "string",
    choices,
    summary,
  }));
  const plain = (name: string, summary: string) => ({ name, takesValue: false, choices: [], summary });
  return [...own, ...(hasNoJson ? [] : [plain("json", "print JSON")]), plain("help", "show help")];
}

/** In single quotes, as bash and zsh read them. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
