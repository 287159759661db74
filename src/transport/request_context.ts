// Where a request comes from and how it arrived, as far as it can be trusted: only the headers of a trusted proxy count.
import { isIP, type BlockList } from "node:net";

export interface RequestContext {
  /** The id that a trusted proxy gave this request, if it is a valid one. */
  requestId: string | null;
  /** Of the client; behind trusted proxies the last hop that is not a trusted proxy. */
  address: string;
  /** The origin that was requested, as the browser writes it. */
  requestOrigin: string;
  /** PUBLIC_URL, else `requestOrigin`. */
  origin: string;
  isSecure: boolean;
  /** Straight from a loopback address to a loopback host, without any proxy's header, where PUBLIC_URL names no other (SPEC R5). */
  isLocal: boolean;
}

export interface RequestContextRules {
  publicUrl: string | null;
  trustedProxies: BlockList;
  /** Whether this server speaks https itself. */
  isTls: boolean;
}

const proxyHeaders = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-forwarded-host",
  "x-real-ip",
  "via",
];

export function readRequestContext(
  headers: Headers,
  peer: string | null,
  rules: RequestContextRules,
): RequestContext {
  const direct = plainAddress(peer ?? "");
  const isProxied = isTrusted(direct, rules.trustedProxies);
  const forwardedProto = isProxied ? lastOf(headers.get("x-forwarded-proto")) : undefined;
  const isRequestSecure = rules.isTls || forwardedProto === "https";
  const host = headers.get("host") ?? "";
  const requestOrigin = `${isRequestSecure ? "https" : "http"}://${host}`;
  return {
    requestId: isProxied ? requestIdOf(headers) : null,
    address: isProxied ? forwardedAddress(headers, direct, rules.trustedProxies) : direct,
    requestOrigin,
    origin: rules.publicUrl ?? requestOrigin,
    isSecure: isRequestSecure || (rules.publicUrl?.startsWith("https:") ?? false),
    isLocal:
      isOnlyLocal(rules.publicUrl) &&
      isLoopback(direct) &&
      isLoopbackHost(host) &&
      !proxyHeaders.some((name) => headers.has(name)),
  };
}

/** A server with a public address is behind a proxy, and not every proxy sends a header. */
function isOnlyLocal(publicUrl: string | null): boolean {
  return publicUrl === null || isLoopbackHost(new URL(publicUrl).host);
}

/** Goes back through the hops while they are trusted: everything before the first untrusted hop may be forged. */
function forwardedAddress(headers: Headers, direct: string, trusted: BlockList): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => plainAddress(hop.trim()));
  let address = direct;
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break;
    address = hop;
    if (!isTrusted(hop, trusted)) break;
  }
  return address;
}

/** Goes into the log and the response unchanged: nothing that could be more than an id. */
function requestIdOf(headers: Headers): string | null {
  const given = headers.get("x-request-id") ?? "";
  return /^[\w.:-]{8,64}$/.test(given) ? given : null;
}

function lastOf(header: string | null): string | undefined {
  return header?.split(",").at(-1)?.trim().toLowerCase();
}

/** A socket bound to all interfaces sees IPv4 peers as ::ffff:127.0.0.1; some proxies write a port or brackets. */
function plainAddress(text: string): string {
  const bare =
    /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? "ipv4" : "ipv6");
}

function isLoopback(address: string): boolean {
  const bare = plainAddress(address);
  return bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

function isLoopbackHost(host: string): boolean {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  if (!url) return false;
  return url.hostname === "localhost" || isLoopback(url.hostname.replace(/^\[|\]$/g, ""));
}
