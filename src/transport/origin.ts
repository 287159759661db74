// SPEC A4, R2: which origins may send requests to this server with its cookie.
import { ChatError } from "../domain/chat_error.ts";
import type { RequestContext } from "./request_context.ts";

export interface OriginRules {
  publicUrl: string | null;
}

/** `PUBLIC_URL`, else an origin whose host equals `Host`, and over https only one of https. */
export function isAllowedOrigin(
  origin: string,
  requestContext: Pick<RequestContext, "requestOrigin">,
  rules: OriginRules,
): boolean {
  const from = parseOrigin(origin);
  if (!from) return false;
  if (rules.publicUrl !== null) return from.origin === rules.publicUrl;
  // Not the other way round: a proxy that speaks https may not say so.
  if (requestContext.requestOrigin.startsWith("https:") && from.protocol !== "https:") return false;
  // With the scheme of the page: `Host: chat.lan:80` and `Origin: http://chat.lan` are one host.
  const host = requestContext.requestOrigin.replace(/^https?:\/\//, "");
  return parseOrigin(`${from.protocol}//${host}`)?.host === from.host;
}

/** A socket sends its cookie from any page and knows no other guard: it needs an origin (A4). */
export function checkSocketOrigin(
  headers: Headers,
  requestContext: RequestContext,
  rules: OriginRules,
): void {
  const origin = headers.get("origin");
  if (origin === null || !isAllowedOrigin(origin, requestContext, rules))
    throw foreign(origin, requestContext, rules);
}

/** R2, for every unsafe method. Neither header: a script. */
export function checkRequestOrigin(
  headers: Headers,
  requestContext: RequestContext,
  rules: OriginRules,
): void {
  const origin = headers.get("origin");
  if (origin !== null) {
    if (!isAllowedOrigin(origin, requestContext, rules)) throw foreign(origin, requestContext, rules);
    return;
  }
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none")
    throw foreign(`(${site})`, requestContext, rules);
}

function foreign(origin: string | null, requestContext: RequestContext, rules: OriginRules): ChatError {
  const came = origin === null ? "without an Origin" : `from ${origin.slice(0, 200).toWellFormed()}`;
  const wanted = rules.publicUrl ?? requestContext.requestOrigin;
  const help = rules.publicUrl === null ? " Behind a proxy, set PUBLIC_URL." : "";
  return new ChatError(
    "foreign_origin",
    `This request came ${came}, but this server answers to ${wanted.slice(0, 200)}.${help}`,
  );
}

function parseOrigin(text: string): URL | null {
  if (!/^https?:\/\/[^/?#@\\]+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
