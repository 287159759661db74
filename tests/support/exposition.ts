// A strict reader of Prometheus' text format 0.0.4: whatever its documentation does not allow is an error with the line.
export interface Family {
  name: string;
  help: string;
  type: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleShape =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g;

export function parseExposition(text: string): Family[] {
  const families: Family[] = [];
  const seen = new Set<string>();
  function refuse(line: string, why: string): never {
    throw new Error(`${why}: ${line}`);
  }
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  for (const line of text.slice(0, -1).split("\n")) {
    const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === "HELP") {
      if (!metricName.test(name) || families.some((one) => one.name === name)) refuse(line, "Told twice");
      families.push({ name, help: rest, type: "", samples: [] });
      continue;
    }
    const family = families.at(-1);
    if (!family) refuse(line, "Of no family");
    if (keyword === "TYPE") {
      const isFirst = family.name === name && family.type === "" && family.samples.length === 0;
      if (!isFirst || !/^(counter|gauge|histogram|summary|untyped)$/.test(rest)) refuse(line, "No such type");
      family.type = rest;
      continue;
    }
    const [, sample = "", labelText = "", valueText = ""] =
      sampleShape.exec(line) ?? refuse(line, "No sample");
    const suffixes = family.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
    if (!suffixes.some((suffix) => sample === family.name + suffix)) refuse(line, "Of another family");
    if (!/^(NaN|[+-]Inf|[+-]?\d+(\.\d+)?([eE][+-]?\d+)?)$/.test(valueText)) refuse(line, "No number");
    const key = `${sample}{${labelText}}`;
    if (seen.has(key)) refuse(line, "Told twice");
    seen.add(key);
    const labels = Object.fromEntries([...labelText.matchAll(label)].map((one) => [one[1], one[2]]));
    family.samples.push({ name: sample, labels, value: Number(valueText.replace("Inf", "Infinity")) });
  }
  for (const family of families) if (family.type === "histogram") checkHistogram(family);
  return families;
}

function checkHistogram({ name, samples }: Family): void {
  const buckets = samples.filter((one) => one.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => Number(labels["le"]?.replace("+Inf", "Infinity")));
  const counts = buckets.map(({ value }) => value);
  const rises = (list: number[]) => list.every((value, at) => at === 0 || value >= (list[at - 1] ?? value));
  const count = samples.find((one) => one.name === `${name}_count`)?.value;
  const isWhole = rises(bounds) && rises(counts) && bounds.at(-1) === Infinity && counts.at(-1) === count;
  if (!isWhole || !samples.some((one) => one.name === `${name}_sum`))
    throw new Error(`${name} is no histogram.`);
}
