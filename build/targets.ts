// The machines that an executable can be built for, and how Bun and libSQL call them.
type CompileTarget = Bun.Build.CompileTarget;

export interface Target {
  name: string;
  bun: CompileTarget;
  /** The package `@libsql/…` with the native library. */
  library: string;
  /** For `bun install`. */
  os: "linux" | "darwin" | "win32";
  cpu: "x64" | "arm64";
}

export const targets: readonly Target[] = [
  { name: "linux-x64", bun: "bun-linux-x64", library: "linux-x64-gnu", os: "linux", cpu: "x64" },
  { name: "linux-x64-musl", bun: "bun-linux-x64-musl", library: "linux-x64-musl", os: "linux", cpu: "x64" },
  { name: "linux-arm64", bun: "bun-linux-arm64", library: "linux-arm64-gnu", os: "linux", cpu: "arm64" },
  {
    name: "linux-arm64-musl",
    bun: "bun-linux-arm64-musl",
    library: "linux-arm64-musl",
    os: "linux",
    cpu: "arm64",
  },
  { name: "darwin-x64", bun: "bun-darwin-x64", library: "darwin-x64", os: "darwin", cpu: "x64" },
  { name: "darwin-arm64", bun: "bun-darwin-arm64", library: "darwin-arm64", os: "darwin", cpu: "arm64" },
  { name: "windows-x64", bun: "bun-windows-x64", library: "win32-x64-msvc", os: "win32", cpu: "x64" },
];

/** The one that this Bun runs on; null where there is none. */
export function ownTarget(): Target | null {
  const mine = targets.filter(({ os, cpu }) => os === process.platform && cpu === process.arch);
  return mine.find(({ library }) => library.endsWith("-musl") === isMusl()) ?? null;
}

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report: { header?: { glibcVersionRuntime?: string } } = process.report.getReport();
  return report.header?.glibcVersionRuntime === undefined;
}

export const fileNameOf = ({ os }: Target) => (os === "win32" ? "confab.exe" : "confab");
