// The environment, read once. Every setting is optional; a wrong one stops the start with one line.
import { BlockList, isIP } from "node:net";
import { join, resolve } from "node:path";

import { z } from "zod";

import { logLevels, type LogLevel } from "./domain/log.ts";
import { StartError } from "./domain/start_error.ts";

/** Beside the program, whatever folder it is started in. */
const defaultDataDir = join(import.meta.dir, "..", "data");

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe("Port to listen on; 0 takes a free one."),
  HOST: z.string().optional().describe("Address to listen on; all interfaces unless set."),
  DATA_DIR: z
    .string()
    .default(defaultDataDir)
    .describe("Folder of the database; `data` beside the program unless set."),
  PUBLIC_URL: z
    .string()
    .transform(asOrigin)
    .optional()
    .describe("Address people use, like https://chat.example.org: for links, allowed origins, cookies."),
  TLS_CERT: z.string().optional().describe("PEM file of the certificate, to serve https directly."),
  TLS_KEY: z.string().optional().describe("PEM file of its key."),
  REGISTRATION: oneOf(["invite", "open"])
    .optional()
    .describe("Who may register; if set, it wins over what an admin chose."),
  PASSWORD_MIN: wholeNumber(8, 256).default(12).describe("Shortest password, in code points."),
  FILE_BYTES: bytes(1, 10 * 1024 ** 3)
    .default(100 * 1024 ** 2)
    .describe("Largest file, in bytes."),
  QUOTA_BYTES: bytes(1, 2 ** 50)
    .default(10 * 1024 ** 3)
    .describe("What one person's files may have together, in bytes."),
  ROOMS: wholeNumber(1, 1_000_000)
    .default(20_000)
    .describe("Most public and private rooms of the workspace, archived ones too."),
  SOCKETS: wholeNumber(1, 1_000_000)
    .optional()
    .describe("Most open sockets; unless set 50,000, or what three quarters of the file descriptors allow."),
  FILES_BYTES: bytes(1, 2 ** 53 - 1)
    .optional()
    .describe("What all files of everyone may have together, in bytes; no bound but the disk unless set."),
  TRUSTED_PROXIES: z
    .string()
    .transform(asProxies)
    .optional()
    .describe("Addresses or CIDR blocks, with commas, of proxies whose X-Forwarded headers are believed."),
  HSTS_SUBDOMAINS: oneOf(["on", "off"])
    .default("off")
    .describe("Whether browsers are told that all names below this one speak https, too."),
  METRICS_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/, "it must be at least 16 characters, without spaces")
    .optional()
    .describe("Whoever sends it as `Authorization: Bearer …` reads /metrics, from wherever."),
  RATE_LIMITS: oneOf(["on", "off"]).default("on").describe("`off` only for load tests."),
  LOG_LEVEL: oneOf(logLevels).default("info").describe("debug, info, warn or error."),
});

export interface Config {
  port: number;
  host: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** An origin: scheme, host and port only. */
  publicUrl: string | null;
  tls: { cert: string; key: string } | null;
  registration: "invite" | "open" | null;
  passwordMin: number;
  fileBytes: number;
  quotaBytes: number;
  /** Null: no bound but the disk. */
  filesBytes: number | null;
  rooms: number;
  /** Null: as many as fit. */
  sockets: number | null;
  trustedProxies: BlockList;
  metricsToken: string | null;
  hstsSubdomains: boolean;
  rateLimits: boolean;
  logLevel: LogLevel;
}

/** Throws StartError naming the setting, its value and what is allowed. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  // `PORT=` in an env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? "");
    // A secret is not written to whatever keeps this line.
    const value = name === "METRICS_TOKEN" ? "…" : (given[name] ?? "");
    throw new StartError(`${name}=${value} is not possible: ${issue?.message ?? "not valid"}.`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    publicUrl: values.PUBLIC_URL ?? null,
    tls: readTls(values.TLS_CERT, values.TLS_KEY),
    registration: values.REGISTRATION ?? null,
    passwordMin: values.PASSWORD_MIN,
    fileBytes: values.FILE_BYTES,
    quotaBytes: values.QUOTA_BYTES,
    filesBytes: values.FILES_BYTES ?? null,
    rooms: values.ROOMS,
    sockets: values.SOCKETS ?? null,
    trustedProxies: values.TRUSTED_PROXIES ?? new BlockList(),
    hstsSubdomains: values.HSTS_SUBDOMAINS === "on",
    metricsToken: values.METRICS_TOKEN ?? null,
    rateLimits: values.RATE_LIMITS === "on",
    logLevel: values.LOG_LEVEL,
  };
}

function readTls(cert: string | undefined, key: string | undefined): Config["tls"] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    const [set, missing] = cert === undefined ? ["TLS_KEY", "TLS_CERT"] : ["TLS_CERT", "TLS_KEY"];
    throw new StartError(`${set} is set but ${missing} is not: https needs both.`);
  }
  return { cert: resolve(cert), key: resolve(key) };
}

function wholeNumber(min: number, max: number) {
  return z.string().transform((text, context) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    context.addIssue(`it must be a whole number from ${min} to ${max}`);
    return z.NEVER;
  });
}

/** Whole, or with KiB, MiB, GiB or TiB behind. */
function bytes(min: number, max: number) {
  return z.string().transform((text, context) => {
    const [, digits = "", unit = ""] = /^(\d{1,15})(?: ?([KMGT])iB)?$/.exec(text) ?? [];
    const value = digits === "" ? Number.NaN : Number(digits) * 1024 ** " KMGT".indexOf(unit || " ");
    if (value >= min && value <= max) return value;
    context.addIssue(`it must be a number of bytes from ${min} to ${max}, like 104857600 or 100MiB`);
    return z.NEVER;
  });
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `it must be ${values.join(" or ")}` });
}

function asOrigin(text: string, context: z.core.$RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  if (url && isPlain && /^https?:$/.test(url.protocol)) return url.origin;
  context.addIssue("it must be a scheme and a host, like https://chat.example.org");
  return z.NEVER;
}

function asProxies(text: string, context: z.core.$RefinementCtx): BlockList {
  const list = new BlockList();
  for (const part of text.split(",").map((one) => one.trim())) {
    if (!addBlock(list, part)) {
      context.addIssue("it must be addresses or CIDR blocks with commas between, like 127.0.0.1, 10.0.0.0/8");
      return z.NEVER;
    }
  }
  return list;
}

function addBlock(list: BlockList, text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const longest = version === 4 ? 32 : 128;
  if (prefix === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest) {
    list.addSubnet(address, Number(prefix), family);
  } else return false;
  return true;
}
