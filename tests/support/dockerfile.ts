// Follows a Dockerfile without Docker: each stage is a folder, RUN is run in it by chroot. Needs root. What it does not know, it
// refuses: an instruction that is skipped would be a test of another file.
import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { join, posix } from "node:path";

interface ReplayOptions {
  dockerfile: string;
  /** The folder that COPY copies from, as .dockerignore leaves it. */
  context: string;
  /** A folder for the stages: those of the first are in `first`, which holds the base image's files already. */
  folder: string;
  /** For RUN, as a proxy or a cache. */
  env: Record<string, string>;
}

export interface ReplayedImage {
  root: string;
  user: string;
  env: Record<string, string>;
  entrypoint: string[];
  healthcheck: string[];
  volume: string;
}

export async function replayDockerfile(options: ReplayOptions): Promise<ReplayedImage> {
  const { dockerfile, context, folder, env } = options;
  const stages = new Map<string, string>();
  const args: Record<string, string> = {};
  let image: ReplayedImage | null = null;
  let workdir = "/";
  for (const { word, rest } of readInstructions(dockerfile)) {
    if (word === "ARG") {
      const [name = "", value = ""] = rest.split("=", 2);
      if (image) args[name] = value;
      continue;
    }
    if (word === "FROM") {
      const name = / AS (\S+)$/i.exec(rest)?.[1] ?? "last";
      const root = join(folder, stages.size === 0 ? "first" : name);
      if (stages.size > 0 && rest !== "scratch") throw new Error(`FROM ${rest} cannot be replayed.`);
      await mkdir(root, { recursive: true });
      stages.set(name, root);
      image = { root, user: "0:0", env: {}, entrypoint: [], healthcheck: [], volume: "" };
      workdir = "/";
      continue;
    }
    if (!image) throw new Error(`${word} stands before FROM.`);
    if (word === "WORKDIR") {
      workdir = rest;
      await mkdir(join(image.root, workdir), { recursive: true });
    } else if (word === "COPY") await copy(rest, { context, stages, to: image.root, workdir });
    else if (word === "RUN") {
      const line = `cd ${workdir} && ${rest}`;
      await inRoot(image.root, ["/bin/sh", "-c", line], { env: { ...env, ...args, ...image.env } });
    } else if (word === "USER") image.user = rest;
    else if (word === "ENV") image.env = { ...image.env, ...Object.fromEntries([rest.split("=", 2)]) };
    else if (word === "VOLUME") image.volume = rest;
    else if (word === "ENTRYPOINT") image.entrypoint = JSON.parse(rest);
    else if (word === "HEALTHCHECK") image.healthcheck = JSON.parse(rest.slice(rest.indexOf("CMD ") + 4));
    else if (word !== "EXPOSE") throw new Error(`${word} cannot be replayed.`);
  }
  if (!image) throw new Error("The Dockerfile makes no image.");
  return image;
}

function readInstructions(dockerfile: string): { word: string; rest: string }[] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, word = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { word, rest };
    });
}

interface CopyOptions {
  context: string;
  stages: ReadonlyMap<string, string>;
  to: string;
  workdir: string;
}

async function copy(rest: string, { context, stages, to, workdir }: CopyOptions): Promise<void> {
  const words = rest.split(/\s+/);
  const flags = new Map(
    words.filter((word) => word.startsWith("--")).map((flag) => [flag.split("=")[0], flag.split("=")[1]]),
  );
  const paths = words.filter((word) => !word.startsWith("--"));
  const target = paths.pop() ?? "";
  const from = flags.get("--from");
  const source = from === undefined ? context : stages.get(from);
  if (source === undefined) throw new Error(`There is no stage ${from}.`);
  const destination = join(to, posix.resolve(workdir, target));
  for (const path of paths) {
    const one = join(source, path);
    const isFolder = (await stat(one)).isDirectory();
    // Of a folder, what is in it.
    const pairs = isFolder
      ? (await readdir(one)).map((name) => [join(one, name), join(destination, name)])
      : [[one, target.endsWith("/") || paths.length > 1 ? join(destination, path) : destination]];
    for (const [file = "", destinationPath = ""] of pairs) {
      await mkdir(join(destinationPath, ".."), { recursive: true });
      // With modes; `cp` of Bun keeps none of folders.
      await run(["cp", "--recursive", "--preserve=mode,links", file, destinationPath]);
      const owner = flags.get("--chown");
      if (owner !== undefined) await run(["chown", "--recursive", owner, destinationPath]);
    }
  }
}

interface InRootOptions {
  env: Record<string, string>;
}

async function inRoot(root: string, command: string[], { env }: InRootOptions): Promise<void> {
  const defaults = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root" };
  await run(enterRoot(root, command), { ...defaults, ...env });
}

interface EnterOptions {
  user?: string;
  /** All is read only then, but for this folder and a /tmp in memory. */
  volume?: string;
}

/** With /proc and /dev, in a mount namespace that ends with it. */
export function enterRoot(root: string, command: string[], options: EnterOptions = {}): string[] {
  const { user = "0:0", volume } = options;
  const steps = [`mkdir -p "$0/proc" "$0/dev"`, `mount --bind "$0" "$0"`];
  if (volume !== undefined) {
    steps.push(`mount --bind "$0${volume}" "$0${volume}"`, `mount -t tmpfs -o mode=1777,exec tmpfs "$0/tmp"`);
    steps.push(`mount -o remount,bind,ro "$0"`);
  }
  steps.push(`mount -t proc proc "$0/proc"`, `mount --bind /dev "$0/dev"`);
  // The old root's entry of this folder is below the mount.
  steps.push(`cd "$0"`, `exec chroot --userspec=${user} . "$@"`);
  return ["unshare", "--mount", "sh", "-c", steps.join(" && "), root, ...command];
}

async function run(command: string[], env?: Record<string, string>): Promise<void> {
  const child = Bun.spawn(command, {
    ...(env && { env: { PATH: process.env["PATH"], ...env } }),
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const problem = await new Response(child.stderr).text();
  if ((await child.exited) !== 0) throw new Error(`${command.join(" ")}\n${problem}`);
}

/** The base image: Debian as `debootstrap` makes it, with this Bun. */
export async function makeBase(root: string): Promise<void> {
  const ready = process.env["DEBIAN_ROOT"];
  if (ready === undefined) await run(["debootstrap", "--variant=minbase", "bookworm", root]);
  else await run(["cp", "--archive", ready, root]);
  await cp(process.execPath, join(root, "usr/local/bin/bun"));
}
