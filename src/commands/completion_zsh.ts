import type { Command } from "./command.ts";
import { groupsOf, optionsOf, quoted } from "./completion_words.ts";

export function zshCompletion(commands: readonly Command[]): string {
  const groups = groupsOf(commands).map(
    ({ after, next }) =>
      `    ${quoted(after)}) list=(${next.map(({ word, summary }) => quoted(`${word}:${summary}`)).join(" ")}) ;;`,
  );
  const specs = commands.map((command) => {
    const options = optionsOf(command).map(({ name, takesValue, choices, summary }) =>
      quoted(
        `--${name}${takesValue ? "=" : ""}[${inBrackets(summary)}]${takesValue ? `:value:${choicesOf(choices)}` : ""}`,
      ),
    );
    const operands = command.operands.map(({ name, choices = [], isOptional }, at) =>
      quoted(
        `${at + 1}:${isOptional ? ":" : ""}${name}:${choices.length > 0 ? choicesOf(choices) : actionOf(name)}`,
      ),
    );
    const depth = command.words.split(" ").length;
    return `    ${quoted(command.words)}) shift ${depth} words; ((CURRENT -= ${depth})); _arguments ${[...options, ...operands].join(" ")}; return ;;`;
  });
  return `# Completion of confab for zsh.
_confab() {
  local -a list
  local first=\${words[2]} second=\${words[3]} before
  ((CURRENT > 3)) && case "$first $second" in
${specs.filter((_, at) => commands[at]?.words.includes(" ")).join("\n")}
  esac
  ((CURRENT == 3)) && before=$first
  ((CURRENT < 4)) && case $before in
${groups.join("\n")}
  esac
  (($#list)) && _describe command list
  ((CURRENT > 2)) && case $first in
${specs.filter((_, at) => !commands[at]?.words.includes(" ")).join("\n")}
  esac
}
compdef _confab confab`;
}

const inBrackets = (text: string) => text.replaceAll(/[[\]\\:]/g, "\\$&");
const choicesOf = (choices: readonly string[]) => (choices.length === 0 ? "" : `(${choices.join(" ")})`);
const actionOf = (name: string) => (name === "FOLDER" ? "_files -/" : "");
