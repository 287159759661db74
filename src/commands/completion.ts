// `confab completion …`: what a shell needs to complete commands, options and their values, made of the list of commands.
import type { Command } from "./command.ts";
import { defineCommand } from "./command.ts";
import { bashCompletion } from "./completion_bash.ts";
import { fishCompletion } from "./completion_fish.ts";
import { zshCompletion } from "./completion_zsh.ts";

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };
type Shell = keyof typeof scripts;
const shells = ["bash", "zsh", "fish"] as const satisfies Shell[];

/** `commands` is called later: this command is among them. */
export function makeCompletionCommand(commands: () => readonly Command[]): Command {
  return defineCommand({
    words: "completion",
    operands: [{ name: "SHELL", choices: shells }],
    options: {},
    hasNoJson: true,
    summary: "print the completion script for a shell",
    details: [
      'bash: eval "$(confab completion bash)" in ~/.bashrc',
      'zsh: eval "$(confab completion zsh)" in ~/.zshrc, after compinit',
      "fish: confab completion fish > ~/.config/fish/completions/confab.fish",
    ],
    run({ print }, { operands: [wanted] }) {
      const shell = shells.find((one) => one === wanted) ?? "bash";
      print(scripts[shell](commands()));
      return Promise.resolve(0);
    },
  });
}
