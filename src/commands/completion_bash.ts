import type { Command } from "./command.ts";
import { groupsOf, optionsOf, quoted } from "./completion_words.ts";

export function bashCompletion(commands: readonly Command[]): string {
  const nouns = groupsOf(commands).flatMap(({ after }) => (after === "" ? [] : [after]));
  const words = groupsOf(commands).map(
    ({ after, next }) => `    ${quoted(after)}) list=${quoted(next.map(({ word }) => word).join(" "))} ;;`,
  );
  const options = commands.map(
    (one) =>
      `    ${quoted(one.words)}) list=${quoted(
        optionsOf(one)
          .map(({ name }) => `--${name}`)
          .join(" "),
      )} ;;`,
  );
  const values = commands.flatMap((one) => [
    ...optionsOf(one).flatMap(({ name, choices }) =>
      choices.length === 0
        ? []
        : [`    ${quoted(`${one.words} --${name}`)}) list=${quoted(choices.join(" "))} ;;`],
    ),
    ...one.operands.flatMap(({ choices = [] }, at) =>
      choices.length === 0
        ? []
        : [`    ${quoted(`${one.words} ${at}`)}) list=${quoted(choices.join(" "))} ;;`],
    ),
  ]);
  return `# Completion of confab for bash.
_confab() {
  local current=\${COMP_WORDS[COMP_CWORD]} before='' option='' list='' word at operands=0 said=0
  [ "$current" = '=' ] && current=''
  for ((at = 1; at < COMP_CWORD; at += 1)); do
    word=\${COMP_WORDS[at]}
    case $word in
    --*) option=$word ;;
    =) ;;
    *)
      if ((said == 0)); then before=$word said=1
      elif ((said == 1)) && [[ ${nouns.map((noun) => `$before == ${quoted(noun)}`).join(" || ")} ]]; then before="$before $word" said=2
      elif [[ \${COMP_WORDS[at - 1]} != '=' ]]; then ((operands += 1)); said=2
      fi
      option='' ;;
    esac
  done
  case "$before $option" in
${values.filter((line) => line.includes("--")).join("\n")}
  esac
  if [ -z "$list" ]; then
    case $current in
    -*) case $before in
${options.join("\n")}
      esac ;;
    *) case "$before $operands" in
${values.filter((line) => !line.includes("--")).join("\n")}
      esac
      if ((said < 2)); then case $before in
${words.join("\n")}
      esac; fi ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$list" -- "$current"))
}
complete -o default -F _confab confab`;
}
