import type { Command } from "./command.ts";
import { groupsOf, optionsOf } from "./completion_words.ts";

/** In single quotes, as fish reads them. */
const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

export function fishCompletion(commands: readonly Command[]): string {
  const line = (when: string, rest: string) => `complete -c confab -n ${quoted(when)} ${rest}`;
  const words = groupsOf(commands).flatMap(({ after, next }) =>
    next.map(({ word, summary }) =>
      line(
        after === "" ? "__confab_after" : `__confab_after ${after}`,
        `-f -a ${word} -d ${quoted(summary)}`,
      ),
    ),
  );
  const options = commands.flatMap((one) =>
    optionsOf(one).map(({ name, takesValue, choices, summary }) => {
      const value = choices.length > 0 ? `-x -a ${quoted(choices.join(" "))}` : takesValue ? "-x" : "-f";
      return line(`__confab_in ${one.words}`, `-l ${name} ${value} -d ${quoted(summary)}`);
    }),
  );
  const operands = commands.flatMap((one) =>
    one.operands.flatMap(({ choices = [] }, at) =>
      choices.length === 0
        ? []
        : [line(`__confab_operand ${at} ${one.words}`, `-f -a ${quoted(choices.join(" "))}`)],
    ),
  );
  return `# Completion of confab for fish.
function __confab_said
  set -l said (commandline -opc)
  string match -v -- '-*' $said[2..-1]
end
function __confab_after
  set -l said (__confab_said)
  test "$said" = "$argv"
end
function __confab_in
  set -l said (__confab_said)
  string match -q -- "$argv *" "$said "
end
function __confab_operand
  __confab_in $argv[2..-1]; and test (count (__confab_said)) -eq (math (count $argv) - 1 + $argv[1])
end
${[...words, ...options, ...operands].join("\n")}`;
}
