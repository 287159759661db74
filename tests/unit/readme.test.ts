// The README and the help are promises too: what they list must be what runs.
import { describe, expect, test } from "bun:test";

import { accountRates } from "../../src/domain/accounts/account_limits.ts";
import { withCommands } from "../../src/commands/command_docs.ts";
import { envExample, withSettings } from "../../src/config/settings_docs.ts";
import { helpPages } from "../../src/docs/pages.ts";
import { securityEvents } from "../../src/domain/security_log.ts";
import { rates } from "../../src/protocol/rates.ts";
import { oldestBrowsers } from "../../web/app/start/oldest_browsers.ts";

const readme = await Bun.file(new URL("../../README.md", import.meta.url)).text();

function help(slug: string): string {
  const page = helpPages.find((one) => one.slug === slug);
  if (!page) throw new Error(`The help has no page ${slug}.`);
  return page.text;
}

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

  test("[CONFIG] [DOCS] tells the settings as they are, as does .env.example; else: bun run settings", async () => {
    const example = await Bun.file(new URL("../../.env.example", import.meta.url)).text();
    expect(help("settings")).toBe(withSettings(help("settings")));
    expect(example).toBe(envExample());
  });

  test("[DOCS] the README is short, and names every page of the help", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(151);
    for (const { source } of helpPages)
      expect([source, readme.includes(`](${source})`)]).toEqual([source, true]);
  });
});
