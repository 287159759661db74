// The kinds of settings: how each is read from text, and the words for allowed values.
import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";

import { z } from "zod";

export interface Kind {
  /** With the allowed values. */
  type: string;
  unit: string | null;
}

/** The kind of every schema made here. */
export const kinds = z.registry<Kind>();

export function text(type: string) {
  return z.string().register(kinds, { type, unit: null });
}

/** Absolute when read. */
export function path(type: "file" | "folder") {
  return z
    .string()
    .transform((given) => resolve(given))
    .register(kinds, { type, unit: null });
}

export function wholeNumber({ min, max, unit }: { min: number; max: number; unit: string | null }) {
  const allowed = `whole number from ${min} to ${max}`;
  return z
    .string()
    .transform((given, context) => {
      const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
      if (value >= min && value <= max) return value;
      context.addIssue(`it must be a ${allowed}`);
      return z.NEVER;
    })
    .register(kinds, { type: allowed, unit });
}

/** Whole, or with kB, MB, GB or TB behind, or KiB, MiB, GiB or TiB. `max` in the same manner. */
export function bytes({ max }: { max: string }) {
  const maxBytes = readBytes(max);
  return z
    .string()
    .transform((given, context) => {
      const value = readBytes(given);
      if (value >= 1 && value <= maxBytes) return value;
      context.addIssue(`it must be a number of bytes from 1 to ${maxBytes}, like 100000000 or 100MB`);
      return z.NEVER;
    })
    .register(kinds, {
      type: `size, also with kB, MB, GB or TB (or KiB, MiB, GiB, TiB), at most ${max}`,
      unit: "bytes",
    });
}

function readBytes(given: string): number {
  const [, digits = "", unit = "", binary] = /^(\d{1,16})(?: ?([kKMGT])(i?)B)?$/.exec(given) ?? [];
  const base = binary ? 1024 : 1000;
  return digits === "" ? Number.NaN : Number(digits) * base ** " KMGT".indexOf(unit.toUpperCase() || " ");
}

export function oneOf<const T extends readonly string[]>(values: T) {
  const allowed = [values.slice(0, -1).join(", "), ...values.slice(-1)].join(" or ");
  return z.enum(values, { error: `it must be ${allowed}` }).register(kinds, { type: allowed, unit: null });
}

export function origin() {
  return z.string().transform(asOrigin).register(kinds, { type: "scheme and host", unit: null });
}

export function bucket() {
  const allowed = "s3://, a bucket and a prefix";
  return z
    .string()
    .regex(/^s3:\/\/[a-z0-9.-]{3,63}(\/[\w./-]*)?$/, `it must be ${allowed}, like s3://backups/confab`)
    .register(kinds, { type: allowed, unit: null });
}

export function proxies() {
  return z
    .string()
    .transform(asProxies)
    .register(kinds, { type: "addresses or CIDR blocks with commas between", unit: null });
}

export function token({ min }: { min: number }) {
  const allowed = `at least ${min} characters, without spaces`;
  return z
    .string()
    .regex(new RegExp(`^[!-~]{${min},}$`), `it must be ${allowed}`)
    .register(kinds, { type: allowed, unit: null });
}

function asOrigin(given: string, context: z.core.$RefinementCtx): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const isPlain = url && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  if (url && isPlain && /^https?:$/.test(url.protocol)) return url.origin;
  context.addIssue("it must be a scheme and a host, like https://chat.example.org");
  return z.NEVER;
}

function asProxies(given: string, context: z.core.$RefinementCtx): BlockList {
  const list = new BlockList();
  for (const part of given.split(",").map((one) => one.trim())) {
    if (!addBlock(list, part)) {
      context.addIssue("it must be addresses or CIDR blocks with commas between, like 127.0.0.1, 10.0.0.0/8");
      return z.NEVER;
    }
  }
  return list;
}

function addBlock(list: BlockList, given: string): boolean {
  const [address = "", prefix, ...rest] = given.split("/");
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
