// Who comes, from where and how, as far as a request can be believed: only a trusted proxy's headers count.
import { isIP, type BlockList } from "node:net";

export interface Visit {
  /** As a trusted proxy calls this request, where that can be a name of one. */
  requestId: string | null;
  /** Of the visitor; behind trusted proxies the last hop that is none of them. */
  address: string;
  /** The origin the request came to, as the visitor's browser would write it. */
  cameTo: string;
  /** PUBLIC_URL, else `cameTo`. */
  origin: string;
  isSecure: boolean;
  /** Straight from a loopback address to a loopback host, without any proxy's header, where PUBLIC_URL names no other (SPEC R5). */
  isLocal: boolean;
}

export interface VisitRules {
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

export function readVisit(headers: Headers, peer: string | null, rules: VisitRules): Visit {
  const direct = plainAddress(peer ?? "");
  const isProxied = isTrusted(direct, rules.trustedProxies);
  const forwardedProto = isProxied ? lastOf(headers.get("x-forwarded-proto")) : undefined;
  const cameSecurely = rules.isTls || forwardedProto === "https";
  const host = headers.get("host") ?? "";
  const cameTo = `${cameSecurely ? "https" : "http"}://${host}`;
  return {
    requestId: isProxied ? requestIdOf(headers) : null,
    address: isProxied ? forwardedAddress(headers, direct, rules.trustedProxies) : direct,
    cameTo,
    origin: rules.publicUrl ?? cameTo,
    isSecure: cameSecurely || (rules.publicUrl?.startsWith("https:") ?? false),
    isLocal:
      isOnlyHere(rules.publicUrl) &&
      isLoopback(direct) &&
      isLoopbackHost(host) &&
      !proxyHeaders.some((name) => headers.has(name)),
  };
}

/** A server that has an address for others stands behind a proxy, and not every proxy says that it is one. */
function isOnlyHere(publicUrl: string | null): boolean {
  return publicUrl === null || isLoopbackHost(new URL(publicUrl).host);
}

/** Goes back through the hops while they are trusted: whatever stands before the first stranger may be invented. */
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

/** Written into the log and the answer as it is: nothing that could be more than a name. */
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
