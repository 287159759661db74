// How long each test took, from the report that Bun writes in JUnit's form.
export interface TestTime {
  file: string;
  name: string;
  seconds: number;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function readTestTimes(report: string): TestTime[] {
  return Array.from(report.matchAll(/<testcase ([^>]*)>/g), ([, attributes = ""]) => {
    const values = new Map(
      Array.from(attributes.matchAll(/(\w+)="([^"]*)"/g), ([, key = "", value = ""]) => [key, decode(value)]),
    );
    const group = values.get("classname") ?? "";
    const name = values.get("name") ?? "";
    return {
      file: (values.get("file") ?? "").replace(/^tests\//, ""),
      name: group === "" || name.startsWith("[") ? name : `${group} > ${name}`,
      seconds: Number(values.get("time")),
    };
  });
}

function decode(text: string): string {
  return text.replaceAll(/&(\w+);/g, (all, name: string) => entities[name] ?? all);
}

export function slowest(times: readonly TestTime[], count: number): TestTime[] {
  return times.toSorted((a, b) => b.seconds - a.seconds).slice(0, count);
}
