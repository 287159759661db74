// The settings: the environment, read once. Every one is optional; a wrong one stops the start with one line. The help's table
// and .env.example are written from here: `bun run settings`.
import { BlockList } from "node:net";
import { join } from "node:path";

import { z } from "zod";

import {
  bucket,
  bytes,
  kinds,
  oneOf,
  origin,
  path,
  proxies,
  text,
  token,
  wholeNumber,
  type Kind,
} from "./config/kinds.ts";
import { logLevels, type LogLevel } from "./domain/log.ts";
import { StartError } from "./domain/start_error.ts";
import { programFiles } from "./platform/program_files.ts";

interface About {
  /** In Markdown. */
  meaning: string;
  example: string;
  /** What holds when it is not set, where no value says it. */
  unset?: string;
  /** Never shown. */
  secret?: true;
}

const about = z.registry<About>();

/** Beside the program, for every working directory. */
const defaultDataDir = join(programFiles.home, "data");

const settings = z.object({
  PORT: wholeNumber({ min: 0, max: 65_535, unit: null })
    .prefault("3000")
    .register(about, { example: "8080", meaning: "the port to listen on; `0` takes a free one" }),
  HOST: text("address or name")
    .optional()
    .register(about, { unset: "all interfaces", example: "127.0.0.1", meaning: "the address to listen on" }),
  DATA_DIR: path("folder").prefault(defaultDataDir).register(about, {
    unset: "`data` beside the program",
    example: "/var/lib/confab",
    meaning: "the data folder: everything that Confab keeps is in it",
  }),
  PUBLIC_URL: origin().optional().register(about, {
    unset: "none",
    example: "https://chat.example.org",
    meaning: "the address people use: for links, Secure cookies and origin checks",
  }),
  TLS_CERT: path("file").optional().register(about, {
    unset: "none",
    example: "/etc/confab/cert.pem",
    meaning: "the certificate as PEM, to serve https directly; with `TLS_KEY`",
  }),
  TLS_KEY: path("file")
    .optional()
    .register(about, { unset: "none", example: "/etc/confab/key.pem", meaning: "its key as PEM" }),
  REGISTRATION: oneOf(["invite", "open"]).optional().register(about, {
    unset: "as an admin chose (`invite`)",
    example: "open",
    meaning: "who may register; wins over what admins choose on the page",
  }),
  PASSWORD_MIN: wholeNumber({ min: 8, max: 256, unit: "characters" })
    .prefault("12")
    .register(about, { example: "16", meaning: "the shortest password" }),
  FILE_BYTES: bytes({ max: "10GiB" }).prefault("100MB").register(about, {
    example: "250MB",
    meaning: "the largest file; a proxy in front must let as much through",
  }),
  QUOTA_BYTES: bytes({ max: "1024TiB" })
    .prefault("10GB")
    .register(about, { example: "50GB", meaning: "the total size of one person's files" }),
  FILES_BYTES: bytes({ max: "8191TiB" }).optional().register(about, {
    unset: "no bound but the disk",
    example: "500GB",
    meaning: "the total size of everyone's files",
  }),
  ROOMS: wholeNumber({ min: 1, max: 1_000_000, unit: "rooms" }).prefault("20000").register(about, {
    example: "5000",
    meaning: "the most public and private rooms, archived ones included",
  }),
  SOCKETS: wholeNumber({ min: 1, max: 1_000_000, unit: "connections" }).optional().register(about, {
    unset: "as many as fit, at most 50,000",
    example: "10000",
    meaning:
      "the most open connections of pages and apps; never more than three quarters of the file descriptors (`ulimit -n`)",
  }),
  TRUSTED_PROXIES: proxies().optional().register(about, {
    unset: "none",
    example: "127.0.0.1, 10.0.0.0/8",
    meaning: "proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted",
  }),
  HSTS_SUBDOMAINS: oneOf(["on", "off"]).prefault("off").register(about, {
    example: "on",
    meaning: "`on`: browsers use https for all subdomains, too",
  }),
  METRICS_TOKEN: token({ min: 16 }).optional().register(about, {
    unset: "none",
    // Not possible as it stands: a token that everyone can read here would be none.
    example: "<openssl rand -hex 16>",
    meaning: "a token to read `/metrics` from another machine, sent as `Authorization: Bearer …`",
    secret: true,
  }),
  BACKUPS: oneOf(["on", "off"]).prefault("on").register(about, {
    example: "off",
    meaning: "`on`: a backup every day, and one before a new version changes the shape of the database",
  }),
  BACKUP_DIR: path("folder").optional().register(about, {
    unset: "`backups` in `DATA_DIR`",
    example: "/mnt/backups/confab",
    meaning: "the folder for backups of this workspace only; better on another disk",
  }),
  BACKUP_KEEP: wholeNumber({ min: 1, max: 10_000, unit: "backups" })
    .prefault("7")
    .register(about, { example: "30", meaning: "how many backups are kept; then the oldest goes" }),
  BACKUP_URL: bucket().optional().register(about, {
    unset: "none",
    example: "s3://backups/confab",
    meaning:
      "a bucket to which each backup is uploaded, too; its keys and endpoint are `S3_ACCESS_KEY_ID`, `S3_SECRET_ACCESS_KEY`, `S3_ENDPOINT` and `S3_REGION`",
  }),
  RATE_LIMITS: oneOf(["on", "off"])
    .prefault("on")
    .register(about, { example: "off", meaning: "`off` only for load tests" }),
  LOG_FORMAT: oneOf(["auto", "json", "pretty"]).prefault("auto").register(about, {
    example: "json",
    meaning: "the format of the log; `auto`: `pretty` on a terminal, else one line of JSON for each event",
  }),
  LOG_LEVEL: oneOf(logLevels).prefault("info").register(about, {
    example: "warn",
    meaning: "what is logged: this level and above",
  }),
});

type Settings = z.infer<typeof settings>;
type SettingName = keyof Settings;

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
  backups: { isOn: boolean; dir: string; keep: number; url: string | null };
  rateLimits: boolean;
  logFormat: "auto" | "json" | "pretty";
  logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws StartError that names the setting, its value and the allowed values. */
export function readConfig(environment: Environment): Config {
  const { values, problems } = readSettings(environment);
  if (!values) throw new StartError(problems[0] ?? "A setting is not valid.");
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    publicUrl: values.PUBLIC_URL ?? null,
    tls: values.TLS_CERT && values.TLS_KEY ? { cert: values.TLS_CERT, key: values.TLS_KEY } : null,
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
    backups: {
      isOn: values.BACKUPS === "on",
      dir: values.BACKUP_DIR ?? join(values.DATA_DIR, "backups"),
      keep: values.BACKUP_KEEP,
      url: values.BACKUP_URL ?? null,
    },
    rateLimits: values.RATE_LIMITS === "on",
    logFormat: values.LOG_FORMAT,
    logLevel: values.LOG_LEVEL,
  };
}

/** The values, or a sentence for each that is not possible. */
export function readSettings(environment: Environment): { values: Settings | null; problems: string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => isSet(value)));
  const { data, error } = settings.safeParse(given);
  const problems = (error?.issues ?? []).map(({ path: [name = ""], message }) => {
    // A secret is not written, for this line may be stored.
    const isSecret = settingList.some((one) => one.name === name && one.isSecret);
    const value = isSecret ? "…" : given[String(name)];
    return `${String(name)}=${value ?? ""} is not valid: ${message}.`;
  });
  const [set, missing] = given["TLS_CERT"] === undefined ? ["TLS_KEY", "TLS_CERT"] : ["TLS_CERT", "TLS_KEY"];
  if (given[set] !== undefined && given[missing] === undefined)
    problems.push(`${set} is set but ${missing} is not: https needs both.`);
  return { values: problems.length === 0 && data ? data : null, problems };
}

/** `PORT=` in an env file means "not set". */
export const isSet = (value: string | undefined) => (value ?? "").trim() !== "";

export interface Setting extends Kind {
  name: SettingName;
  /** As it would be set; null: what holds then cannot be set. */
  initial: string | null;
  /** The default in words, as Markdown. */
  unset: string;
  example: string;
  meaning: string;
  isSecret: boolean;
}

/** Every setting, in the order of the help. */
export const settingList: readonly Setting[] = settings.keyof().options.map((name) => {
  const schema = settings.shape[name];
  const facts = about.get(schema);
  const kind = kinds.get(schema.unwrap());
  if (!facts || !kind) throw new Error(`Nothing is said about the setting ${name}.`);
  const initial = schema instanceof z.ZodPrefault ? schema.def.defaultValue : null;
  const { meaning, example, unset = `\`${initial ?? ""}\``, secret: isSecret = false } = facts;
  return { name, ...kind, initial, unset, meaning, example, isSecret };
});
