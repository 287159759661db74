// SPEC Z5, Z6: the files for the places where it runs name what there is.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { settingList, readSettings } from "../../src/config.ts";
import { socketLimit } from "../../src/platform/descriptor_limit.ts";

const repository = join(import.meta.dir, "../..");
const read = (path: string) => Bun.file(join(repository, path)).text();
const names = new Set<string>(settingList.map(({ name }) => name));

interface EnvVar {
  key: string;
  value?: string | number;
}

interface RenderService {
  numInstances: number;
  plan: string;
  startCommand: string;
  disk: { mountPath: string };
  envVars: EnvVar[];
}

/** What the platform itself reads. */
const ofPlatform = new Set(["BUN_VERSION", "DIGITALOCEAN_APP_PLATFORM"]);

function checkSettings(given: EnvVar[]): void {
  for (const { key, value } of given) {
    expect([key, names.has(key) || ofPlatform.has(key)]).toEqual([key, true]);
    if (!names.has(key) || value === undefined || String(value).includes("${")) continue;
    expect(readSettings({ [key]: String(value) }).problems).toEqual([]);
  }
}

/** `name=value` of `Environment=` and env files. */
function pairsOf(line: string): EnvVar[] {
  return line
    .split(" ")
    .map((pair) => ({ key: pair.split("=")[0] ?? "", value: pair.split("=").slice(1).join("=") }));
}

async function unit(): Promise<string> {
  const text = await read("deploy/confab.service");
  return text.slice(text.indexOf("[Unit]"));
}

test("[Z5] render.yaml keeps the data on the disk that it mounts, with one instance", async () => {
  const { services } = Bun.YAML.parse(await read("render.yaml")) as { services: [RenderService] };
  const [web] = services;
  const valueOf = (key: string) => String(web.envVars.find((one) => one.key === key)?.value);
  expect([web.numInstances, web.plan]).toEqual([1, "starter"]);
  expect(valueOf("DATA_DIR")).toStartWith(`${web.disk.mountPath}/`);
  checkSettings(web.envVars);
  expect(valueOf("BUN_VERSION")).toBe("1.4.5");
  expect(web.startCommand).toContain("exec bun src/main.ts");
  expect(existsSync(join(repository, "src/main.ts"))).toBe(true);
});

test("[Z5] Heroku's and App Platform's files name settings that there are", async () => {
  const app = JSON.parse(await read("app.json"));
  checkSettings(
    Object.entries<{ value?: string }>(app.env).map(([key, { value }]) => ({
      key,
      ...(value !== undefined && { value }),
    })),
  );
  expect(await read("Procfile")).toBe("web: exec node_modules/.bin/bun src/main.ts\n");
  const { scripts } = JSON.parse(await read("package.json"));
  expect(scripts["heroku-postbuild"]).toContain("bun@1.4.5");
  const spec = Bun.YAML.parse(await read("deploy/app-platform.yaml")) as {
    services: [{ envs: EnvVar[]; instance_count: number }];
  };
  checkSettings(spec.services[0].envs);
  expect(spec.services[0].instance_count).toBe(1);
  expect(spec.services[0].envs).toContainEqual({ key: "DIGITALOCEAN_APP_PLATFORM", value: "true" });
});

test("[Z6] the service stops in time, may do little, and its settings are possible", async () => {
  const text = await unit();
  const values = new Map<string, string[]>();
  for (const [, key = "", value = ""] of text.matchAll(/^(\w+)=(.*)$/gm))
    values.set(key, [...(values.get(key) ?? []), value]);
  for (const line of values.get("Environment") ?? []) checkSettings(pairsOf(line));
  expect(Number(values.get("TimeoutStopSec")?.[0])).toBeGreaterThan(8);
  const wanted = {
    ProtectSystem: "strict",
    NoNewPrivileges: "yes",
    CapabilityBoundingSet: "",
    DynamicUser: "yes",
    StateDirectory: "confab",
  };
  for (const [key, value] of Object.entries(wanted)) expect([key, values.get(key)]).toEqual([key, [value]]);
  // As many sockets as there may be unless SOCKETS is set (W13).
  const descriptors = Number(values.get("LimitNOFILE")?.[0]);
  expect(socketLimit({ wanted: null, descriptors })).toBe(socketLimit({ wanted: null, descriptors: null }));
  // With it Bun interprets, without a word.
  expect(values.has("MemoryDenyWriteExecute")).toBe(false);
  expect(text).toContain("DATA_DIR=/var/lib/confab");
});

test("[Z6] cloud-init writes the service and the proxy as they stand in deploy", async () => {
  const text = await read("deploy/cloud-init.yaml");
  expect(text).toStartWith("#cloud-config\n");
  const { write_files: files, runcmd } = Bun.YAML.parse(text) as {
    write_files: { path: string; content: string; permissions?: string }[];
    runcmd: string[];
  };
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content;
  expect(contentOf("/etc/systemd/system/confab.service")).toBe(await unit());
  const caddyfile = (await read("deploy/Caddyfile")).replaceAll(/^\s*#.*\n/gm, "");
  expect(contentOf("/etc/caddy/Caddyfile")).toBe(caddyfile);
  checkSettings((contentOf("/etc/confab.env") ?? "").trim().split("\n").flatMap(pairsOf));
  expect(files.find(({ path }) => path === "/etc/confab.env")?.permissions).toBe("0600");
  expect(runcmd.findIndex((line) => line.includes("sha256sum -c"))).toBeLessThan(
    runcmd.findIndex((line) => line.includes("enable --now")),
  );
});

test.skipIf(Bun.which("systemd-analyze") === null)(
  "[Z6] systemd itself takes the service, and rates it as well shut off",
  async () => {
    const path = join(repository, "deploy/confab.service");
    const verify = Bun.spawnSync(["systemd-analyze", "verify", path]);
    const output = verify.stderr
      .toString()
      .split("\n")
      .filter((line) => line !== "" && !line.includes("/usr/local/bin/confab is not executable"));
    expect(output).toEqual([]);
    const rating = Bun.spawnSync(["systemd-analyze", "security", "--offline=true", "--threshold=20", path]);
    expect([rating.exitCode, rating.stdout.toString().split("\n").at(-2)]).toEqual([
      0,
      expect.stringContaining("OK"),
    ]);
  },
);

test.skipIf(Bun.which("cloud-init") === null)("[Z6] cloud-init itself takes its file", () => {
  const check = Bun.spawnSync([
    "cloud-init",
    "schema",
    "--config-file",
    join(repository, "deploy/cloud-init.yaml"),
  ]);
  expect([check.exitCode, check.stdout.toString() + check.stderr.toString()]).toEqual([
    0,
    expect.stringContaining("Valid"),
  ]);
});
