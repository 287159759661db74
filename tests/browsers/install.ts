// Gets the browsers that are missing, where that is allowed, possible and quick; says why it was not.
import { findProgram, firefox, webkit } from "./installed.ts";

/** What the network may take. Unpacking has longer: where it is broken off, the next installation has to mend it. */
const fetchSeconds = 90;
const unpackSeconds = 300;

const options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=0"];
const network = [
  "-o",
  "Acquire::Retries=0",
  "-o",
  "Acquire::http::Timeout=10",
  "-o",
  "Acquire::https::Timeout=10",
];

/** Null when all are there, by now or before; else why not. It never fails: that is no fault of what is tested. */
export function installBrowsers(): Promise<string | null> {
  return install().catch(String);
}

async function install(): Promise<string | null> {
  const packages = [firefox, webkit].filter((one) => !findProgram(one)).flatMap((one) => one.packages);
  if (packages.length === 0) return null;
  const wanted = `Not installed: ${packages.join(" ")}`;
  if (Bun.which("apt-get") === null) return `${wanted}: there is no apt-get.`;
  if (process.getuid?.() !== 0) return `${wanted}: only root may.`;
  const end = performance.now() + fetchSeconds * 1000;
  const fetch = () => run(["install", ...options, ...network, "--download-only", ...packages], end);
  let trouble = await fetch();
  // What the machine knows of packages may be old, or nothing.
  if (trouble !== null) trouble = (await run(["update", "-q", ...network], end)) ?? (await fetch());
  const late = performance.now() + unpackSeconds * 1000;
  trouble ??= await run(["install", ...options, "--no-download", ...packages], late);
  return trouble === null ? null : `${wanted}: ${trouble}`;
}

/** Null when it went well; else the last it said. */
async function run(args: string[], end: number): Promise<string | null> {
  const leftMs = Math.ceil(end - performance.now());
  if (leftMs <= 0) return "the network is too slow.";
  const child = Bun.spawn(["apt-get", ...args], {
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    timeout: leftMs,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
  });
  const [sent, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
  if (code === 0) return null;
  return sent.trim().split("\n").at(-1) || `apt-get ${args[0]} ended with ${code}.`;
}

if (import.meta.main) console.log((await installBrowsers()) ?? "All browsers are there.");
