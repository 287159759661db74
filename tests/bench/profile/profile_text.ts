// A CPU profile as text: the functions that took most by themselves, and the parts of the program. What native code takes is counted
// for the part that calls it.
import type { ThreadProfile } from "./profiler.ts";

const maxRows = 25;

type Node = ThreadProfile["nodes"][number];

export function profileText(
  name: string,
  { nodes, intervalUs, cpuMs }: ThreadProfile,
  folder: string,
): string {
  const parents = new Map<number, Node>();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  const fileOf = ({ callFrame }: Node) => callFrame.url.replace("file://", "").replace(`${folder}/`, "");
  function nearestFile(node: Node): string {
    for (let at: Node | undefined = node; at; at = parents.get(at.id)) {
      const file = fileOf(at);
      if (isFile(file)) return file;
    }
    return "";
  }
  const byFunction = new Map<string, number>();
  const byPart = new Map<string, number>();
  let total = 0;
  for (const node of nodes) {
    const { callFrame, hitCount = 0 } = node;
    if (hitCount === 0) continue;
    const [file, caller] = [fileOf(node), nearestFile(node)];
    const where = isFile(file)
      ? `${file}:${callFrame.lineNumber + 1}`
      : `native, from ${caller || "the event loop"}`;
    count(byFunction, `${callFrame.functionName || "(anonymous)"}  ${where}`, hitCount);
    count(byPart, partOf(caller), hitCount);
    total += hitCount;
  }
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const sampled = seconds((total * intervalUs) / 1000);
  return [
    `${name}: ${seconds(cpuMs)} of a processor; in JavaScript and what it calls, by ${total} samples, ${sampled}`,
    "",
    "By part:",
    ...top(byPart, total),
    "",
    "By function, itself:",
    ...top(byFunction, total),
  ].join("\n");
}

/** And nothing of Bun itself, as `node:events`. */
const isFile = (file: string) => file.includes("/");

/** `src/storage/changes`, `zod`. */
function partOf(file: string): string {
  if (file === "") return "Bun itself";
  const parts = file.split("/");
  const modules = parts.lastIndexOf("node_modules");
  if (modules === -1) return parts.slice(0, -1).join("/");
  const isScoped = parts[modules + 1]?.startsWith("@") === true;
  return parts.slice(modules + 1, modules + (isScoped ? 3 : 2)).join("/");
}

function count(counts: Map<string, number>, key: string, some: number): void {
  counts.set(key, (counts.get(key) ?? 0) + some);
}

function top(counts: Map<string, number>, total: number): string[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxRows)
    .map(([key, hits]) => `${((100 * hits) / total).toFixed(1).padStart(5)} %  ${key}`);
}
