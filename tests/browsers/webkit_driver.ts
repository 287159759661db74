// WebKitWebDriver on a screen that nobody sees: what starts WebKitGTK's own small browser.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { screenSize } from "./tab.ts";

export interface WebKitPrograms {
  xvfbRun: string;
  driver: string;
}

interface WebKitDriver {
  url: string;
  end: () => Promise<void>;
}

export async function startWebKitDriver(programs: WebKitPrograms, folder: string): Promise<WebKitDriver> {
  const config = join(folder, "gtk-3.0");
  await mkdir(config, { recursive: true });
  // What it calls prefers-reduced-motion.
  await Bun.write(join(config, "settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
  const port = freePort();
  const screen = `-screen 0 ${screenSize.width}x${screenSize.height + 100}x24`;
  // It tells its id, then becomes the driver: when that has ended, xvfb-run ends the screen.
  const start = ["sh", "-c", 'echo $$; exec "$0" "$@"', programs.driver, `--port=${port}`];
  const server = Bun.spawn([programs.xvfbRun, "-a", "-s", screen, ...start], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
    env: { ...process.env, XDG_CONFIG_HOME: folder },
  });
  const driverPid = Number(await firstLine(server.stdout));
  const end = () => {
    try {
      process.kill(driverPid);
    } catch {
      // It ended by itself.
    }
  };
  process.on("exit", end);
  const url = `http://127.0.0.1:${port}`;
  await untilUp(url);
  return {
    url,
    async end() {
      process.off("exit", end);
      end();
      await server.exited;
    },
  };
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes("\n")) break;
  }
  return text.split("\n")[0] ?? "";
}

function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

async function untilUp(url: string): Promise<void> {
  for (const end = performance.now() + 30_000; ;) {
    const isUp = await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (performance.now() > end) throw new Error("WebKitWebDriver was not up within 30 s.");
    await Bun.sleep(25);
  }
}
