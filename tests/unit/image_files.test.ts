// SPEC Q3, Q4: what Dockerfile, .dockerignore and compose.yaml promise each other. tests/deploy follows the Dockerfile itself.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { z } from "zod";

const repository = join(import.meta.dir, "../..");
const read = (name: string) => Bun.file(join(repository, name)).text();

const [dockerfile, ignored, manifest] = await Promise.all([
  read("Dockerfile"),
  read(".dockerignore"),
  Bun.file(join(repository, "package.json")).json(),
]);

test("[Q3] .dockerignore lets through what is copied, and nothing else", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--)(.*) \S+$/gm)].flatMap(([, paths = ""]) =>
    paths.split(" "),
  );
  const lines = ignored.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines[0]).toBe("*");
  expect(lines.slice(1).sort()).toEqual(copied.map((path) => `!${path}`).sort());
});

test("[Q3] the image is built by the Bun of this repository", () => {
  const [, version] = /^ARG BUN_IMAGE=oven\/bun:([\d.]+)-slim$/m.exec(dockerfile) ?? [];
  expect(version).toBe(manifest.devDependencies["bun-types"]);
});

const compose = z.object({
  services: z.object({
    confab: z.object({
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      tmpfs: z.array(z.string()),
      stop_grace_period: z.string(),
      ports: z.array(z.string()).optional(),
    }),
    caddy: z.object({
      image: z.string(),
      depends_on: z.object({ confab: z.object({ condition: z.string() }) }),
    }),
  }),
  networks: z.object({
    default: z.object({ ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }) }),
  }),
});

test("[Q4] compose.yaml: one network is believed, health is waited for, the end has time, the library has room", async () => {
  const { services, networks } = compose.parse(Bun.YAML.parse(await read("compose.yaml")));
  const { environment, volumes, tmpfs, stop_grace_period: grace } = services.confab;
  expect(environment["TRUSTED_PROXIES"]).toBe(networks.default.ipam.config[0]?.subnet ?? "");
  expect(services.confab.ports).toBeUndefined();
  expect(volumes).toEqual(["data:/data"]);
  expect(tmpfs).toEqual([expect.stringMatching(/^\/tmp:exec,/)]);
  // H8: 8 s.
  expect(Number.parseInt(grace, 10)).toBeGreaterThan(8);
  expect(services.caddy.depends_on.confab.condition).toBe("service_healthy");
  expect(services.caddy.image).toMatch(/^caddy:\d+\.\d+\.\d+/);
});
