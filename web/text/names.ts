import { currentLocale } from "../words/language.ts";
import { sayText } from "../words/en/text.ts";

/** The first letter of a name as its reader sees it. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name);
  return (first?.segment ?? "?").toLocaleUpperCase(currentLocale());
}

/** A hue that stays with a person: neighbours in id lie far apart on the wheel. */
export function hueOf(userId: number): number {
  return Math.round((userId * 137.508 + 158) % 360);
}

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
  if (!shown) return agent === "" ? sayText("unknownProgram") : agent.slice(0, 60);
  return system ? sayText("programOn", { program: shown, system: system[1] ?? "" }) : shown;
}
