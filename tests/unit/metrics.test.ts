import { expect, test } from "bun:test";

import { createMetrics } from "../../src/transport/metrics.ts";
import { parseExposition } from "../support/exposition.ts";

test("[Z3] what cannot be read is NaN, and everything else is there", async () => {
  const metrics = createMetrics();
  metrics.read("confab_files_bytes", () => Promise.reject(new Error("no")));
  metrics.read("confab_log_bytes", () => {
    throw new Error("no");
  });
  metrics.read("confab_database_bytes", () => Promise.resolve(3));
  metrics.readSamples("confab_warning_standing", () => [{ labels: { code: 'a "b"\\\n' }, value: 1 }]);
  const families = parseExposition(await metrics.render());
  const samplesOf = (name: string) => families.find((one) => one.name === name)?.samples;
  expect(samplesOf("confab_files_bytes")?.[0]?.value).toBeNaN();
  expect(samplesOf("confab_log_bytes")?.[0]?.value).toBeNaN();
  expect(samplesOf("confab_database_bytes")?.[0]?.value).toBe(3);
  expect(samplesOf("confab_warning_standing")?.[0]?.labels).toEqual({ code: 'a \\"b\\"\\\\\\n' });
});

test("[Z3] the strict reader is strict: it refuses what Prometheus would", () => {
  const head = "# HELP a_total It counts.\n# TYPE a_total counter\n";
  expect(parseExposition(`${head}a_total 1\n`)).toHaveLength(1);
  for (const [bad, why] of [
    [`${head}a_total 1`, "does not end"],
    [`${head}a_total one\n`, "No number"],
    [`${head}a_total 1\na_total 2\n`, "Told twice"],
    [`${head}b_total 1\n`, "another family"],
    [`${head}${head}a_total 1\n`, "Told twice"],
    [`${head}a_total{x="1} 1\n`, "No sample"],
    ["# HELP a It counts.\n# TYPE a number\n", "No such type"],
    [
      '# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n',
      "no histogram",
    ],
    ['# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_sum 1\nh_count 1\n', "no histogram"],
  ] as const) {
    expect(() => parseExposition(bad)).toThrow(why);
  }
});
