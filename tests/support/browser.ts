// A real Chromium that comes inside an npm package: no system packages, no network.
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as launcher } from "playwright-core";

/** On plain http under this name, which leads to 127.0.0.1, a page is no secure context. */
export const lanName = "chat.lan";

let executable: Promise<string> | null = null;

// The package unpacks itself into the temporary folder: once a process.
function executablePath(): Promise<string> {
  executable ??= chromium.executablePath();
  return executable;
}

/** Its own arguments hold --single-process, which dies with the second page. Close what it returns. */
async function launchBrowser(): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--hide-scrollbars",
    `--host-resolver-rules=MAP ${lanName} 127.0.0.1`,
  ];
  return launcher.launch({ executablePath: await executablePath(), args, headless: true, timeout: 60_000 });
}

const sharedKey = Symbol.for("confab tests: browser");

/** The browser of this run, for whoever takes contexts of their own and closes them. It ends with the process. */
export async function sharedBrowser(): Promise<Browser> {
  // Each file of a run has modules of its own.
  const known: Browser | undefined = Reflect.get(globalThis, sharedKey);
  if (known?.isConnected()) return known;
  const browser = await launchBrowser();
  Reflect.set(globalThis, sharedKey, browser);
  return browser;
}

export async function closeContexts(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

// A socket or request that fails while the server is away is the network's line.
const notThePages = /net::ERR_|WebSocket connection|status of [45]/;

/** Collects what a page complains about: errors, and refusals of the content security policy. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !notThePages.test(line.text())) {
      complaints.push(`console: ${line.text()}`);
    }
  });
  return complaints;
}
