// SPEC Z4: the dashboard and the alerts name what the server really says.
import { join } from "node:path";
import { beforeAll, expect, test } from "bun:test";

import { errorCodes } from "../../src/protocol/error_codes.ts";
import { parseExposition } from "../support/exposition.ts";
import { startTestServer } from "../support/server.ts";

const folder = join(import.meta.dir, "../../deploy");
const alertsPath = join(folder, "alerts.yaml");

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}

interface Panel {
  id: number;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { refId: string; expr: string }[];
}

const alerts = Bun.YAML.parse(await Bun.file(alertsPath).text()) as {
  groups: { name: string; rules: Rule[] }[];
};
const dashboard: { panels: Panel[] } = await Bun.file(join(folder, "grafana.json")).json();
const rules = alerts.groups.flatMap((group) => group.rules);
const expressions = [
  ...rules.map(({ alert, expr }) => ({ of: alert, expr })),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ of: title, expr }))),
];

/** Every sample's name that there is, and how many metrics. */
const known = new Set(["up"]);
beforeAll(async () => {
  const server = await startTestServer();
  try {
    for (const { name, type } of parseExposition(await (await fetch(`${server.url}/metrics`)).text())) {
      if (type !== "histogram") known.add(name);
      else for (const suffix of ["_bucket", "_sum", "_count"]) known.add(name + suffix);
    }
  } finally {
    await server.dispose();
  }
});

/** Without what stands in quotes and braces: names of labels and their values. */
function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/"[^"]*"/g, "")
    .replaceAll(/\{[^{}]*\}/g, "")
    .replaceAll(/\[[^[\]]*\]/g, "")
    .replaceAll(/\b(by|without)\s*\([^)]*\)/g, "");
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\s*\()\b/g)]
    .map(([name]) => name)
    .filter((name) => /[_]|^up$/.test(name) && !isFunction(name));
}

const isFunction = (name: string) => ["histogram_quantile", "predict_linear"].includes(name);

function balance(expr: string): string {
  const open: string[] = [];
  const pairs: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
  for (const sign of expr.replaceAll(/"[^"]*"/g, "")) {
    if ("([{".includes(sign)) open.push(sign);
    else if (sign in pairs && open.pop() !== pairs[sign]) return `a ${sign} too much`;
  }
  return open.length === 0 ? "balanced" : `${open.join("")} stays open`;
}

test("[Z4] every metric that the dashboard and the alerts name exists, and every expression is balanced", () => {
  expect([rules.length > 10, dashboard.panels.length > 15, known.size > 40]).toEqual([true, true, true]);
  for (const { of, expr } of expressions) {
    const names = metricsIn(expr);
    expect([of, names.length > 0]).toEqual([of, true]);
    expect([of, names.filter((name) => !known.has(name))]).toEqual([of, []]);
    expect([of, balance(expr)]).toEqual([of, "balanced"]);
    const reasons = [...expr.matchAll(/reason=~?"([^"]*)"/g)].flatMap(([, list = ""]) => list.split("|"));
    expect([of, reasons.filter((reason) => !(reason in errorCodes))]).toEqual([of, []]);
  }
});

test("[Z4] each alert has a name of its own, how bad it is, what it means, and what to do", () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { alert, labels, annotations, for: lasting = "0m" } of rules) {
    expect(alert).toMatch(/^Confab[A-Z][A-Za-z]+$/);
    expect(["critical", "warning", "info"]).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\{\{ \$labels\.instance \}\}.*\.$/);
    expect(annotations.description).toMatch(/\.$/);
    expect(lasting).toMatch(/^\d+[smh]$/);
  }
});

test("[Z4] panels do not lie over each other, and have ids of their own", () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = new Set<string>();
  for (const { title, gridPos } of panels) {
    const { x, y, w, h } = gridPos;
    expect([title, x + w <= 24]).toEqual([title, true]);
    for (let column = x; column < x + w; column += 1) {
      for (let row = y; row < y + h; row += 1) {
        expect([title, cells.has(`${column},${row}`)]).toEqual([title, false]);
        cells.add(`${column},${row}`);
      }
    }
  }
});

test.skipIf(Bun.which("promtool") === null)(
  "[Z4] Prometheus itself takes the alerts and the metrics",
  async () => {
    const rulesCheck = Bun.spawn(["promtool", "check", "rules", alertsPath], {
      stdout: "pipe",
      stderr: "pipe",
    });
    expect([await rulesCheck.exited, await new Response(rulesCheck.stderr).text()]).toEqual([0, ""]);
    const server = await startTestServer();
    try {
      const stdin = await (await fetch(`${server.url}/metrics`)).blob();
      const check = Bun.spawn(["promtool", "check", "metrics"], { stdin, stdout: "pipe", stderr: "pipe" });
      const output = (await new Response(check.stdout).text()) + (await new Response(check.stderr).text());
      expect([await check.exited, output]).toEqual([0, ""]);
    } finally {
      await server.dispose();
    }
  },
);
