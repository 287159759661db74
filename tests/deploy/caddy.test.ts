// SPEC Q4: the page through Caddy by https, with the very command of compose.yaml. Its certificate is of its own authority here.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { z } from "zod";

import { showsBodies } from "../browser/page_support.ts";
import { sharedBrowser, watchConsole } from "../support/browser.ts";
import { testPassword } from "../support/client.ts";
import { startTestServer, within } from "../support/server.ts";
import { composer } from "../support/page_parts.ts";

const caddy = Bun.which("caddy");
const composeFile = join(import.meta.dir, "../../compose.yaml");
const command = z.object({ services: z.object({ caddy: z.object({ command: z.string() }) }) });

test.skipIf(caddy === null)(
  "[Q4] a person signs up, talks and reloads through Caddy by https, with a Secure cookie",
  async () => {
    const folder = await mkdtemp("/var/tmp/confab-caddy-");
    const port = await freePort();
    const origin = `https://localhost:${port}`;
    const server = await startTestServer({
      env: { PUBLIC_URL: origin, TRUSTED_PROXIES: "127.0.0.0/8, ::1" },
    });
    const { services } = command.parse(Bun.YAML.parse(await Bun.file(composeFile).text()));
    const words = services.caddy.command
      .replace("${DOMAIN}", `localhost:${port}`)
      .replace("confab:3000", `127.0.0.1:${server.port}`)
      .split(" ")
      .slice(1);
    await mkdir(join(folder, "home"));
    const proxy = Bun.spawn([caddy ?? "", ...words, "--internal-certs"], {
      // Without a PATH it finds nothing to make this machine trust its authority with.
      env: { PATH: "", HOME: join(folder, "home"), XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
      stdin: "ignore",
      stdout: "ignore",
      stderr: "ignore",
    });
    const browser = await sharedBrowser();
    const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: "reduce" });
    try {
      await within(answers(`${origin}/healthz`), 30_000, () => "Caddy does not answer.");
      const page = await context.newPage();
      page.setDefaultTimeout(25_000);
      const complaints = watchConsole(page);
      await page.goto(`${origin}/setup#${server.setupCode}`);
      await page.getByLabel("Workspace name").fill("Harbour Works");
      await page.getByLabel("Display name").fill("Ada");
      await page.getByLabel("Username").fill("Ada");
      await page.getByLabel("Password", { exact: true }).fill(testPassword);
      await page.getByRole("button", { name: "Create workspace" }).click();
      await page.getByRole("link", { name: "lounge" }).click();
      await composer(page).fill("through the proxy");
      await composer(page).press("Enter");
      await showsBodies(page, ["through the proxy"]);
      await page.reload();
      await showsBodies(page, ["through the proxy"]);
      const cookies = await context.cookies();
      expect(cookies.map(({ name, secure, httpOnly }) => [name, secure, httpOnly])).toContainEqual([
        "__Host-confab_session",
        true,
        true,
      ]);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
      proxy.kill();
      await proxy.exited;
      await server.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

async function answers(address: string): Promise<void> {
  for (;;) {
    const response = await fetch(address, { tls: { rejectUnauthorized: false } }).catch(() => null);
    if (response?.ok) return;
    await Bun.sleep(50);
  }
}

/** Nobody took it a moment ago. */
function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer().once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}
