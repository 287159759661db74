// The help's table of settings and .env.example, made of the settings themselves: `bun run settings` writes both.
import { join } from "node:path";

import { settingList, type Setting } from "../config.ts";

const begin = "<!-- Written by `bun run settings`. -->";
const end = "<!-- End of the settings. -->";

/** The page of the help with this table in it. */
export function withSettings(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error("src/docs/settings.md has no place for the settings.");
  return `${page.slice(0, from)}${begin}\n\n${settingsTable()}\n\n${page.slice(to)}`;
}

function settingsTable(): string {
  const rows = [
    ["setting", "meaning", "default", "example", "type"],
    ...settingList.map((one) => [
      `\`${one.name}\``,
      one.meaning,
      one.unset,
      `\`${one.example}\``,
      typeOf(one),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function typeOf({ type, unit }: Setting): string {
  return unit === null ? type : `${unit}: ${type}`;
}

export function envExample(): string {
  const head = [
    "# Copy this to .env in the folder that Confab is started in, and take away the # before what you set.",
    "# Variables of the environment win over this file. `bun run confab config` shows what holds, and from where.",
  ];
  const settings = settingList.map((one) => {
    const plain = (text: string) => text.replaceAll("`", "");
    return [
      `# ${plain(one.meaning)}`,
      `# ${typeOf(one)}; default: ${plain(one.unset)}`,
      `#${one.name}=${/[\s,]/.test(one.example) ? `"${one.example}"` : one.example}`,
    ].join("\n");
  });
  return `${[head.join("\n"), ...settings].join("\n\n")}\n`;
}

if (import.meta.main) {
  const root = join(import.meta.dir, "..", "..");
  const page = join(root, "src/docs/settings.md");
  await Bun.write(page, withSettings(await Bun.file(page).text()));
  await Bun.write(join(root, ".env.example"), envExample());
}
