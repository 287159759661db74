// The rings of the run, and the shares they are run in: a share is a process of its own, and any of them may run beside any.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const repository = join(import.meta.dir, "..");

export interface Ring {
  name: string;
  /** Arguments of this very Bun, of each share: `bun` need not be on the PATH. */
  shares: string[][];
  /** A check counts as one; tests are counted by Bun. */
  counts: "check" | "tests";
  /** Over it, a share and all it started are ended. */
  limitSeconds: number;
  /** Its temporary files lie in memory, if there is room: its commits wait for no disk. */
  isInMemory?: boolean;
  /** It needs the browser. */
  isPage?: boolean;
  /** It starts servers, many of them. */
  startsServers?: boolean;
  /** It needs the browsers of the machine, too: where one is not there, its tests are skipped, and that is said. */
  isEngines?: boolean;
  /** Only when it is asked for: it takes minutes, or needs a network. */
  isApart?: boolean;
}

function check(name: string, limitSeconds: number, args: string[]): Ring {
  return { name, shares: [args], counts: "check", limitSeconds };
}

interface TestRing extends Pick<Ring, "isInMemory" | "isPage" | "isEngines" | "isApart" | "startsServers"> {
  limitSeconds: number;
  /** Into so many its files are dealt: some half a minute each, so that no processor is left without one at the end. */
  shares?: number;
  folder?: string;
  isWanted?: (file: string) => boolean;
}

function tests(name: string, options: TestRing): Ring {
  const { limitSeconds, shares = 1, folder = name, isWanted = () => true, ...facts } = options;
  const files = readdirSync(join(repository, "tests", folder))
    .filter((file) => file.endsWith(".test.ts") && isWanted(file))
    .sort()
    .map((file) => `./tests/${folder}/${file}`);
  // Neighbours are alike, and so are their times: they are dealt out one by one.
  const dealt = Array.from({ length: Math.min(shares, files.length) }, (_, share) =>
    files.filter((_file, at) => at % shares === share),
  );
  // Of tests that run side by side, so many at once.
  const args = ["test", "--timeout=60000", "--max-concurrency=4", "--only-failures"];
  return { name, shares: dealt.map((some) => [...args, ...some]), counts: "tests", limitSeconds, ...facts };
}

const isVisual = (file: string) => file.startsWith("page_visual");

/** In this order they are begun: the longest shares first, the shortest last. */
export const rings: Ring[] = [
  // Its harms wait more than they work.
  tests("torture", { limitSeconds: 480, startsServers: true }),
  tests("visual", {
    limitSeconds: 360,
    shares: 4,
    folder: "browser",
    isWanted: isVisual,
    isPage: true,
    startsServers: true,
  }),
  // What is promised of disks is tried on one.
  tests("failure", { limitSeconds: 480, shares: 6, startsServers: true }),
  tests("browser", {
    limitSeconds: 480,
    shares: 10,
    isWanted: (file) => !isVisual(file),
    isPage: true,
    startsServers: true,
  }),
  tests("browsers", { limitSeconds: 240, shares: 3, isPage: true, isEngines: true, startsServers: true }),
  tests("integration", { limitSeconds: 480, shares: 7, isInMemory: true, startsServers: true }),
  tests("deploy", { limitSeconds: 600, isPage: true, isApart: true }),
  tests("unit", { limitSeconds: 240, shares: 3, isInMemory: true }),
  tests("contract", { limitSeconds: 240, shares: 2, isInMemory: true }),
  // `--bun`: its helper is a script for node, which a machine with only Bun has not.
  check("lint", 120, ["run", "--bun", "oxlint", "--type-aware", "--deny-warnings"]),
  check("types", 120, ["check", "--no-script"]),
  check("format", 60, ["fmt", "--no-script", "--check"]),
];
