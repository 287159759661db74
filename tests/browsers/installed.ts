// Which browsers this machine has beside the one from npm, and the packages of Debian that bring the others.

export interface Program {
  name: string;
  commands: readonly string[];
  /** Of Debian. */
  packages: readonly string[];
}

export const firefox: Program = {
  name: "Firefox",
  commands: ["firefox-esr"],
  packages: ["firefox-esr"],
};
export const webkit: Program = {
  name: "WebKitGTK",
  commands: ["WebKitWebDriver", "xvfb-run"],
  packages: ["webkit2gtk-driver", "xvfb", "xauth"],
};

/** Where each of its commands is; null when one is not. */
export function findProgram({ commands }: Program): string[] | null {
  const found = commands.map((command) => Bun.which(command));
  return found.every((path) => path !== null) ? found : null;
}

const installWords = ({ packages }: Program) => `apt-get install ${packages.join(" ")}`;

/** `tests/run.ts` finds this line in what a share said, and says it again at its end. */
export const skippedWords = (program: Program) =>
  `Skipped: ${program.name} is not installed (${installWords(program)}).`;
