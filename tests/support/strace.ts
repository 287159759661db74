// What a process asks of the kernel: whether the disk was told before a person was.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Trace {
  /** Ends the trace and gives its lines in the order of the calls' ends. */
  end(): Promise<string[]>;
}

/** Null, with a word, where strace may not attach. */
export async function traceProcess(pid: number, calls: string[]): Promise<Trace | null> {
  const file = join(tmpdir(), `confab-trace-${pid}`);
  const child = Bun.spawn(
    ["strace", "-f", "-y", "-s", "4096", "-e", `trace=${calls.join(",")}`, "-o", file, "-p", String(pid)],
    { stdin: "ignore", stdout: "ignore", stderr: "pipe" },
  );
  if (!(await isAttached(child.stderr))) {
    console.log("strace may not attach here: the order of sync and answer is not looked at.");
    await child.exited;
    return null;
  }
  return {
    async end() {
      child.kill("SIGINT");
      await child.exited;
      const text = await Bun.file(file).text();
      await rm(file, { force: true });
      return text.split("\n");
    },
  };
}

/**
 * It says "strace: Process 12 attached with 9 threads", or why not. It is listened to until it ends: of each thread that comes
 * later it says so, too, and a pipe that nobody reads would end it.
 */
function isAttached(stream: ReadableStream<Uint8Array>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  async function listen(): Promise<void> {
    const decoder = new TextDecoder();
    let output = "";
    for await (const chunk of stream) {
      output += decoder.decode(chunk, { stream: true });
      if (output.includes("attached")) resolve(true);
    }
    resolve(false);
  }
  void listen();
  return promise;
}
