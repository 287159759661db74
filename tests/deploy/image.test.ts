// The Dockerfile, followed step by step in a bare Debian root, and its image run as Docker runs it: without a shell, as nobody,
// on a file system that is read only but for its volume. Docker itself is not needed; root and debootstrap are.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "bun:test";

import { call, setUpWorkspace } from "../support/client.ts";
import { enterRoot, makeBase, replayDockerfile, type ReplayedImage } from "../support/dockerfile.ts";
import { within } from "../support/server.ts";

const repository = join(import.meta.dir, "../..");
const canReplay = process.getuid?.() === 0 && Bun.which("debootstrap") !== null;

test.skipIf(!canReplay)(
  "[Q3] the image of the Dockerfile starts, is healthy, keeps its data, and stops with 0",
  async () => {
    const folder = await mkdtemp("/var/tmp/confab-image-");
    try {
      await makeBase(join(folder, "first"));
      const cache = join(folder, "first/cache");
      await Bun.spawn(["cp", "--recursive", await bunCache(), cache]).exited;
      const image = await replayDockerfile({
        dockerfile: await Bun.file(join(repository, "Dockerfile")).text(),
        context: repository,
        folder,
        env: { BUN_INSTALL_CACHE_DIR: "/cache" },
      });
      expect([image.user, image.volume]).toEqual(["65532:65532", "/data"]);
      const top = (await readdir(image.root)).filter((name) => name !== "proc" && name !== "dev");
      expect(top.sort()).toEqual(["data", "lib", "lib64", "tmp", "usr"]);
      expect(await Bun.file(join(image.root, "bin/sh")).exists()).toBe(false);

      const env = { ...image.env, PORT: "0", HOST: "127.0.0.1" };
      const first = await startImage(image, env);
      const ada = await setUpWorkspace(first.url);
      const posted = await ada.post("/api/rooms/1/messages", {
        clientId: "one",
        body: "the herons came back",
      });
      expect(posted.status).toBe(201);
      const port = new URL(first.url).port;
      const check = Bun.spawn(enterRoot(image.root, image.healthcheck, { user: image.user }), {
        env: { PATH: process.env["PATH"], ...env, PORT: port },
        stdout: "pipe",
      });
      expect([await new Response(check.stdout).text(), await check.exited]).toEqual(["ready\n", 0]);
      first.process.kill("SIGTERM");
      expect(await first.process.exited).toBe(0);

      const second = await startImage(image, env);
      const read = await call(second.url, "/api/rooms/1/messages?limit=1", { cookie: ada.cookie });
      expect(read.body.messages[0]?.body).toBe("the herons came back");
      second.process.kill("SIGTERM");
      expect(await second.process.exited).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  540_000,
);

async function startImage({ root, user, entrypoint, volume }: ReplayedImage, env: Record<string, string>) {
  const child = Bun.spawn(enterRoot(root, entrypoint, { user, volume }), {
    env: { PATH: process.env["PATH"], ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  let text = "";
  async function readUrl(): Promise<string> {
    for await (const chunk of child.stdout) {
      text += new TextDecoder().decode(chunk);
      const url = /ready at (http:\S+)/.exec(text)?.[1];
      if (url !== undefined) return url.replace(/\/$/, "");
    }
    throw new Error(
      `It ended with ${await child.exited}.\n${text}${await new Response(child.stderr).text()}`,
    );
  }
  return { process: child, url: await within(readUrl(), 30_000, () => `Not ready.\n${text}`) };
}

async function bunCache(): Promise<string> {
  const ask = Bun.spawn([process.execPath, "pm", "cache"], { cwd: repository, stdout: "pipe" });
  return (await new Response(ask.stdout).text()).trim();
}
