import { tSettings } from "./words.ts";

/** "Chrome on Linux" out of a user agent; what it says it is, no more. */
export function agentName(agent: string): string {
  const browser = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(`${name}/`));
  const system = [
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android"],
    ["Mac OS X", "macOS"],
    ["Windows", "Windows"],
    ["CrOS", "ChromeOS"],
    ["Linux", "Linux"],
  ].find(([mark]) => mark !== undefined && agent.includes(mark));
  const shown = { Edg: "Edge", OPR: "Opera" }[browser ?? ""] ?? browser;
  if (!shown) return agent === "" ? tSettings("unknownProgram") : agent.slice(0, 60);
  return system ? tSettings("programOn", { program: shown, system: system[1] ?? "" }) : shown;
}
