// SPEC Q2: `confab health`, which a container is judged by.
import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";

import { makeCertificate } from "../support/certificate.ts";
import { runConfab } from "../support/command_line.ts";
import { startTestServer } from "../support/server.ts";

const health = (env: Record<string, string>, words: string[] = []) =>
  runConfab(["health", ...words], { env });

test("[Q2] a server that takes messages is ready, one that is gone is not, and a line says so", async () => {
  const server = await startTestServer({ env: { PUBLIC_URL: "https://chat.example.org" } });
  const env = { PORT: String(server.port) };
  expect(await health(env)).toEqual({ code: 0, stdout: "ready\n", stderr: "" });
  expect(JSON.parse((await health(env, ["--json"])).stdout)).toEqual({ ready: true, why: null });
  await server.stop();
  const gone = await health(env);
  expect([gone.code, gone.stdout]).toEqual([1, ""]);
  expect(gone.stderr).toBe(
    `http://127.0.0.1:${server.port}/readyz does not answer: no server listens there.\n`,
  );
  await server.dispose();
});

test("[Q2] a proxy that the environment names is not asked", async () => {
  using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("ready\n") });
  using proxy = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => new Response("asked\n", { status: 502 }),
  });
  const proxied = { HTTP_PROXY: proxy.url.origin, http_proxy: proxy.url.origin };
  for (const past of [{}, { NO_PROXY: "example.org", no_proxy: "example.org" }])
    expect(await health({ PORT: String(server.port), ...proxied, ...past })).toMatchObject({ code: 0 });
});

test("[Q2] why it takes none is passed on", async () => {
  using server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: ({ url }) => new Response(url.endsWith("/readyz") ? "The disk is full.\n" : "", { status: 503 }),
  });
  expect(await health({ PORT: String(server.port), HOST: "0.0.0.0" })).toEqual({
    code: 1,
    stdout: "",
    stderr: "The disk is full.\n",
  });
});

test("[Q2] over TLS the name in the certificate does not matter; a port that nobody knows is told", async () => {
  expect(await health({ PORT: "0" })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Set PORT."),
  });
  const certificate = await makeCertificate();
  if (!certificate) return;
  const tls = { TLS_CERT: certificate.cert, TLS_KEY: certificate.key };
  const server = await startTestServer({ env: tls });
  expect(await health({ PORT: String(server.port), ...tls })).toMatchObject({ code: 0, stdout: "ready\n" });
  await server.dispose();
  await rm(certificate.folder, { recursive: true, force: true });
});
