// The README is a promise too: what it lists must be what runs.
import { describe, expect, test } from "bun:test";

import { accountRates } from "../../src/domain/accounts/account_limits.ts";
import { withCommands } from "../../src/commands/command_docs.ts";
import { envExample, withSettings } from "../../src/config/settings_docs.ts";
import { securityEvents } from "../../src/domain/security_log.ts";
import { rates } from "../../src/protocol/rates.ts";
import { oldestBrowsers } from "../../web/app/start/oldest_browsers.ts";

const readme = await Bun.file(new URL("../../README.md", import.meta.url)).text();
const rows = readme
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the README", () => {
  for (const [name, { burst, everyMs }] of Object.entries({ ...rates, ...accountRates })) {
    test(`[README] lists the rate ${name} as it is`, () => {
      const row = rows.find((cells) => cells[1]?.startsWith(`\`${name}\``));
      expect(row?.slice(2, 4)).toEqual([String(burst), `${everyMs / 1000} s`]);
    });
  }

  test("[R10] [README] lists every event of the security log, each once and with its level", () => {
    const section = readme.slice(readme.indexOf("### Security log"), readme.indexOf("### Limits on rates"));
    const lines = section.split("\n").filter((line) => line.startsWith("|"));
    for (const [event, level] of Object.entries(securityEvents)) {
      const naming = lines.filter((line) => line.includes(`\`${event}\``));
      expect([event, naming.length, naming[0]?.includes(`\`${level}\``)]).toEqual([event, 1, true]);
    }
  });

  test("[V1] [README] names the oldest browsers, as does the SPEC", async () => {
    const spec = await Bun.file(new URL("../../src/protocol/SPEC.md", import.meta.url)).text();
    const { chrome, firefox, safari } = oldestBrowsers;
    const named = `Chrome and Edge from ${chrome}, Firefox from ${firefox} and Safari from ${safari} on`;
    expect([readme.includes(named), spec.includes(named)]).toEqual([true, true]);
  });

  test("[O8] [README] tells the commands as they are; else: bun run commands", () => {
    expect(readme).toBe(withCommands(readme));
  });

  test("[CONFIG] [README] tells the settings as they are, as does .env.example; else: bun run settings", async () => {
    const example = await Bun.file(new URL("../../.env.example", import.meta.url)).text();
    expect(readme).toBe(withSettings(readme));
    expect(example).toBe(envExample());
  });
});
