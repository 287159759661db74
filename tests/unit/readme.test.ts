// The README and the help are promises too: what they list must be what runs.
import { describe, expect, test } from "bun:test";

import { accountRates } from "../../src/domain/accounts/account_limits.ts";
import { commands } from "../../src/commands/commands.ts";
import { withCommands } from "../../src/commands/command_docs.ts";
import { settingList } from "../../src/config.ts";
import { envExample, withSettings } from "../../src/config/settings_docs.ts";
import { helpPages } from "../../src/docs/pages.ts";
import { securityEvents } from "../../src/domain/security_log.ts";
import { rates } from "../../src/protocol/rates.ts";
import { withMetrics } from "../../src/transport/metrics/metrics_docs.ts";
import { oldestBrowsers } from "../../web/app/start/oldest_browsers.ts";

const readme = await Bun.file(new URL("../../README.md", import.meta.url)).text();

function help(slug: string): string {
  const page = helpPages.find((one) => one.slug === slug);
  if (!page) throw new Error(`The help has no page ${slug}.`);
  return page.text;
}

/** What we wrote of it; the protocol has words of its own. */
const pages = [{ text: readme }, ...helpPages.filter(({ source }) => source.startsWith("src/docs/"))];

const rows = help("limits")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the help", () => {
  for (const [name, { burst, everyMs }] of Object.entries({ ...rates, ...accountRates })) {
    test(`[DOCS] lists the rate ${name} as it is`, () => {
      const row = rows.find((cells) => cells[1]?.startsWith(`\`${name}\``));
      expect(row?.slice(2, 4)).toEqual([String(burst), `${everyMs / 1000} s`]);
    });
  }

  test("[R10] [DOCS] lists every event of the security log, each once and with its level", () => {
    const page = help("monitor");
    const lines = page
      .slice(page.indexOf("## Security log"))
      .split("\n")
      .filter((line) => line.startsWith("|"));
    for (const [event, level] of Object.entries(securityEvents)) {
      const naming = lines.filter((line) => line.includes(`\`${event}\``));
      expect([event, naming.length, naming[0]?.includes(`\`${level}\``)]).toEqual([event, 1, true]);
    }
  });

  test("[V1] [DOCS] names the oldest browsers, as does the SPEC", async () => {
    const spec = await Bun.file(new URL("../../src/protocol/SPEC.md", import.meta.url)).text();
    const { chrome, firefox, safari } = oldestBrowsers;
    const named = `Chrome and Edge from ${chrome}, Firefox from ${firefox} and Safari from ${safari} on`;
    expect([help("start").includes(named), spec.includes(named)]).toEqual([true, true]);
  });

  test("[O8] [DOCS] tells the commands as they are; else: bun run commands", () => {
    expect(help("commands")).toBe(withCommands(help("commands")));
  });

  test("[Z3] [DOCS] tells the metrics as they are; else: bun run metrics", () => {
    expect(help("monitor")).toBe(withMetrics(help("monitor")));
  });

  test("[CONFIG] [DOCS] tells the settings as they are, as does .env.example; else: bun run settings", async () => {
    const example = await Bun.file(new URL("../../.env.example", import.meta.url)).text();
    expect(help("settings")).toBe(withSettings(help("settings")));
    expect(example).toBe(envExample());
  });

  test("[O8] [DOCS] names no command that there is not", () => {
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/(?:^|`|bun run |\.\/)confab ([a-z]+(?: [a-z]+)?)/gm)].map(([, words = ""]) => words),
    );
    expect(named.length).toBeGreaterThan(20);
    const isThere = (words: string) =>
      commands.some((one) => one.words === words || one.words === words.split(" ")[0]);
    expect(named.filter((words) => !isThere(words))).toEqual([]);
  });

  test("[CONFIG] [DOCS] names no setting that there is not", () => {
    const known = new Set<string>(settingList.map(({ name }) => name));
    // Of the system, of a bucket, and two that are misspelt on purpose.
    const others = /^(?:TMPDIR|S3_\w+|AWS_|DATADIR|CONFAB_PORT|BACKUP)$/;
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/`([A-Z][A-Z0-9_]{3,})[`=]/g)].map(([, name = ""]) => name),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !known.has(name) && !others.test(name))).toEqual([]);
  });

  test("[DOCS] the README is short, and names every page of the help", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(151);
    for (const { source } of helpPages)
      expect([source, readme.includes(`](${source})`)]).toEqual([source, true]);
  });
});
