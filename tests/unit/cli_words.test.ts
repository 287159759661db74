// SPEC O2, O3, O6: what the words of a command line mean, and how far work has come.
import { describe, expect, test } from "bun:test";

import { defineCommand, type Command } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/commands.ts";
import { helpOf } from "../../src/commands/help.ts";
import { createProgressBar } from "../../src/commands/progress_bar.ts";
import { readWords } from "../../src/commands/read_words.ts";
import { UsageError } from "../../src/commands/usage_error.ts";

const done = () => Promise.resolve(0 as const);
const make = defineCommand({
  words: "thing make",
  operands: [{ name: "NAME" }, { name: "KIND", isOptional: true, choices: ["big", "small"] }],
  options: {
    colour: { type: "string", takes: "COLOUR", choices: ["red", "blue"], summary: "how it looks" },
    title: { type: "string", summary: "what it is called" },
    force: { type: "boolean", summary: "also where there is one" },
  },
  summary: "make a thing",
  run: done,
});
const list = defineCommand({ words: "thing list", options: {}, summary: "list things", run: done });
const serve = defineCommand({ words: "serve", options: {}, summary: "serve", hasNoJson: true, run: done });
const save = defineCommand({ words: "save", options: {}, summary: "save", run: done });
const saveList = defineCommand({ words: "save list", options: {}, summary: "list saves", run: done });
const some: readonly Command[] = [make, list, serve, save, saveList];

function refusal(...words: string[]): string {
  try {
    readWords(words, some);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "";
}

describe("what the words of a command line mean", () => {
  test("[O2] the command, what follows it, and --json wherever it stands", () => {
    expect(readWords(["thing", "make", "--json", "a", "--colour=red", "big"], some)).toEqual({
      command: make,
      args: ["a", "--colour=red", "big"],
      json: true,
    });
    expect(readWords(["thing", "make", "--", "--json"], some)).toEqual({
      command: make,
      args: ["--", "--json"],
      json: false,
    });
  });

  test("[O2] a wrong word, option, value or number of operands is one line that names the nearest", () => {
    const wrong: [string[], string][] = [
      [["thing", "mak", "a"], 'There is no command "thing mak". Did you mean "thing make"?'],
      [["thin", "list"], 'There is no command "thin list". Did you mean "thing list"?'],
      [["thin", "x"], 'There is no command "thin x". Did you mean "thing"?'],
      [["sevre"], 'There is no command "sevre". Did you mean "serve"?'],
      [["elephant"], 'There is no command "elephant". See: bun run confab --help'],
      [["--colour"], 'There is no command "--colour". See: bun run confab --help'],
      [["save", "lst"], 'There is no command "save lst". Did you mean "save list"?'],
      [["thing"], '"thing" needs one more word: make, list.'],
      [["thing", "list", "--jsn"], '"thing list" has no option --jsn. Did you mean --json?'],
      [["serve", "--json"], '"serve" has no option --json. Usage: bun run confab serve'],
      [["serve", "--toString"], '"serve" has no option --toString. Usage: bun run confab serve'],
      [["thing", "make", "a", "--color=red"], '"thing make" has no option --color. Did you mean --colour?'],
      [["thing", "make", "a", "--colour"], "--colour needs a value: --colour=COLOUR"],
      [["thing", "make", "a", "--title", "--force"], "--title needs a value: --title=VALUE"],
      [["thing", "make", "a", "--colour=green"], '--colour is one of: red, blue. It cannot be "green".'],
      [["thing", "make", "a", "--force=no"], "--force takes no value."],
      [["thing", "make", "a", "--json=1"], "--json takes no value."],
      [["thing", "make", "a", "huge"], 'KIND is one of: big, small. It cannot be "huge".'],
    ];
    for (const [words, message] of wrong) expect([words, refusal(...words)]).toEqual([words, message]);
    expect(refusal("thing", "make")).toStartWith(
      '"thing make" needs NAME. Usage: bun run confab thing make NAME',
    );
    expect(refusal("thing", "list", "a")).toStartWith('"thing list" takes nothing after that: a.');
    expect(refusal("serve", "now")).toStartWith('"serve" takes nothing after that: now.');
  });

  test("[O3] help of everything, of the first word of several, of one command", () => {
    for (const words of [[], ["--help"], ["-h"], ["help"]])
      expect(readWords(words, some)).toEqual({ help: some });
    for (const words of [
      ["thing", "--help"],
      ["help", "thing"],
    ]) {
      expect(readWords(words, some)).toEqual({ help: [make, list] });
    }
    for (const words of [
      ["thing", "make", "-h"],
      ["thing", "make", "--no", "--help"],
      ["help", "thing", "make"],
    ]) {
      expect(readWords(words, some)).toEqual({ help: [make] });
    }
    expect(refusal("thin", "--help")).toBe('There is no command "thin". Did you mean "thing"?');
  });

  test("[O3] the help of all names every command, and its own help every option", () => {
    const all = helpOf(commands);
    for (const command of commands) {
      expect(all).toContain(`bun run confab ${command.words}`);
      const own = helpOf([command]);
      for (const name of ["help", ...Object.keys(command.options)]) expect(own).toContain(`--${name}`);
      expect(own.includes("--json")).toBe(!command.hasNoJson);
      for (const { name } of command.operands) expect(own).toContain(name);
    }
  });

  test("[O2] no command hides another, and no option takes a name that every command has", () => {
    for (const { words, options, operands } of commands) {
      // What follows a command's words is another command, or an operand of it, never either.
      const longer = commands.filter((one) => one.words.startsWith(`${words} `));
      if (operands.length > 0) expect(longer).toEqual([]);
      for (const one of longer)
        expect(readWords(one.words.split(" "), commands)).toMatchObject({ command: one });
      expect(Object.keys(options).filter((name) => ["json", "help"].includes(name))).toEqual([]);
    }
    expect(new Set(commands.map(({ words }) => words)).size).toBe(commands.length);
  });
});

describe("how far long work has come", () => {
  function barOf({ isTerminal, columns = 80 }: { isTerminal: boolean; columns?: number }) {
    const written: string[] = [];
    let nowMs = 0;
    const bar = createProgressBar({
      write: (text) => written.push(text),
      isTerminal,
      columns: () => columns,
      monotonicMs: () => nowMs,
    });
    return { bar, written, wait: (ms: number) => (nowMs += ms) };
  }

  test("[O6] on a terminal a bar that is drawn over, narrow ones too, and taken away", () => {
    const { bar, written, wait } = barOf({ isTerminal: true });
    bar.show(0, 2000, "messages");
    wait(50);
    bar.show(10, 2000, "messages");
    wait(50);
    bar.show(1000, 2000, "messages");
    bar.clear();
    bar.clear();
    expect(written).toEqual([
      `\r\u001b[K[${"-".repeat(30)}] 0 of 2,000 messages, 0%`,
      `\r\u001b[K[${"#".repeat(15)}${"-".repeat(15)}] 1,000 of 2,000 messages, 50%`,
      "\r\u001b[K",
    ]);
    const narrow = barOf({ isTerminal: true, columns: 12 });
    narrow.bar.show(5, 5, "messages");
    expect(narrow.written).toEqual(["\r\u001b[K5 of 5 mess"]);
  });

  test("[O6] elsewhere a line every five seconds, none for short work", () => {
    const { bar, written, wait } = barOf({ isTerminal: false });
    bar.show(0, 9, "files");
    wait(4999);
    bar.show(1, 9, "files");
    wait(1);
    bar.show(2, 9, "files");
    bar.show(3, 9, "files");
    wait(5000);
    bar.show(0, 0, "files");
    bar.clear();
    expect(written).toEqual(["2 of 9 files, 22%\n", "0 of 0 files, 100%\n"]);
  });
});
