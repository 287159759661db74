// `confab health`: whether the server of these settings takes messages. For health checks of images that hold no other program.
import type { Config } from "../config.ts";
import { StartError } from "../domain/start_error.ts";
import { defineCommand } from "./command.ts";

const patienceMs = 4000;

export const healthCommand = defineCommand({
  words: "health",
  options: {},
  summary: "check that the server on this machine is ready",
  details: ["Exit code 1: it is not ready, or does not answer within 4 s."],
  async run({ config, answer, report }) {
    const { ready, why } = await askReady(readyAddress(config));
    answer({ ready, why }, () => (ready ? ["ready"] : []));
    if (why !== null) report(why);
    return ready ? 0 : 1;
  },
});

/** Where it listens on all interfaces, loopback is one of them. */
function readyAddress({ host = "127.0.0.1", port, tls }: Config): string {
  if (port === 0) throw new StartError("PORT=0 takes a free port, which nobody else knows. Set PORT.");
  const all: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const name = all[host] ?? host;
  return `${tls ? "https" : "http"}://${name.includes(":") ? `[${name}]` : name}:${port}/readyz`;
}

async function askReady(address: string): Promise<{ ready: boolean; why: string | null }> {
  // Bun has no other way to leave out a proxy of the environment, which does not reach this machine.
  process.env["NO_PROXY"] = process.env["no_proxy"] = "*";
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(patienceMs),
      // The certificate is of the name that people use, not of this address.
      tls: { rejectUnauthorized: false },
    });
    const text = (await response.text()).trim();
    return response.ok ? { ready: true, why: null } : { ready: false, why: text };
  } catch (error) {
    return { ready: false, why: `${address} does not answer: ${whyNot(error)}` };
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Bun's words ask whether the computer can reach the address.
  const isRefused = "code" in error && ["ECONNREFUSED", "ConnectionRefused"].includes(String(error.code));
  return isRefused ? "no server listens there." : error.message;
}
