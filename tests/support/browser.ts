// A real Chromium that comes inside an npm package: no system packages, no network.
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as launcher } from "playwright-core";

export interface BrowserOptions {
  /** Chromium's map of host names, e.g. "MAP chat.lan 127.0.0.1": an address that is no secure context. */
  hostRules?: string;
}

let executable: Promise<string> | null = null;

// The package unpacks itself into the temporary folder: once a process.
function executablePath(): Promise<string> {
  executable ??= chromium.executablePath();
  return executable;
}

/** Its own arguments hold --single-process, which dies with the second page. Close what it returns. */
export async function launchBrowser({ hostRules }: BrowserOptions = {}): Promise<Browser> {
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
  ];
  if (hostRules) args.push(`--host-resolver-rules=${hostRules}`);
  return launcher.launch({ executablePath: await executablePath(), args, headless: true, timeout: 60_000 });
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
