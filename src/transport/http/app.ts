// All of HTTP but the upgrade: the middleware that each request passes, then the routes.
import { Hono, type Context, type MiddlewareHandler } from "hono";

import type { Sessions } from "../../domain/accounts/sessions.ts";
import { notFound, unexpected } from "../../domain/chat_error.ts";
import type { PageFiles } from "../../protocol/page_files.ts";
import { believedUserHeader } from "../../protocol/headers.ts";
import type { Metrics } from "../metrics.ts";
import { checkBelievedUser } from "../believed_user.ts";
import { checkRequestOrigin, type OriginRules } from "../origin.ts";
import { noteRefusal } from "../refused.ts";
import { exchangeCookies, readSessionToken } from "./cookies.ts";
import { createApi, type ApiDeps } from "./api.ts";
import { compressJson } from "./compress_json.ts";
import { createDocsRoutes } from "./docs/docs_routes.ts";
import type { AppEnv } from "./app_env.ts";
import { createHealthRoutes } from "./health_routes.ts";
import { allowedMethods } from "./methods.ts";
import { createObserveRequests } from "./observe_requests.ts";
import { createPageRoutes, servePage } from "./page_routes.ts";
import { asRefusal, refuse } from "./refusals.ts";
import { routeOf } from "./route_of.ts";
import type { SetSecurityHeaders } from "./security_headers.ts";
import { closeIfLong, sessionFirst } from "./session_first.ts";

interface AppDeps extends ApiDeps {
  sessions: Sessions;
  metrics: Metrics;
  origins: OriginRules;
  page: () => PageFiles;
  whyNotReady: () => string | null;
  metricsToken: string | null;
  setSecurityHeaders: SetSecurityHeaders;
}

type App = Hono<AppEnv>;

export function createApp(deps: AppDeps): App {
  const { sessions, rates, metrics, origins, setSecurityHeaders, security, log } = deps;
  const app = new Hono<AppEnv>();

  const fillContext: MiddlewareHandler<AppEnv> = async (c, next) => {
    const { requestContext, allowSlowReader } = c.env;
    c.set("allowSlowReader", allowSlowReader);
    c.set("requestId", requestContext.requestId ?? crypto.randomUUID());
    c.set("address", requestContext.address);
    c.set("isLocal", requestContext.isLocal);
    c.set("isSecure", requestContext.isSecure);
    c.set("origin", requestContext.origin);
    c.set("session", null);
    c.set("tokenHash", null);
    if (!isSafe(c.req.method)) checkRequestOrigin(c.req.raw.headers, requestContext, origins);
    await next();
  };

  const finishHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
    await next();
    // On the answer itself: `c.header` would now turn the bytes of a file into a stream without a length.
    setSecurityHeaders(c.res.headers, c.env.requestContext);
    if (c.get("requestId")) c.res.headers.set("X-Request-Id", c.get("requestId"));
  };

  const authenticate: MiddlewareHandler<AppEnv> = async (c, next) => {
    c.header("Cache-Control", "no-store");
    metrics.count("confab_requests_total");
    rates.spendAddress(c.get("address"));
    const token = readSessionToken(c.req.raw.headers, c.env.requestContext);
    const session = token === null ? null : await sessions.authenticate(token);
    checkBelievedUser(c.req.header(believedUserHeader) ?? null, session, () => closeIfLong(c));
    if (token !== null && session) {
      c.set("session", session);
      c.set("tokenHash", sessions.hashToken(token));
      rates.spend("request", session.user.id);
    }
    await next();
    if (token !== null && session) exchangeCookies(c, token);
  };

  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (refusal) {
      const userId = c.get("session")?.user.id ?? null;
      const at = `${c.req.method} ${routeOf(c)}`;
      const facts = { userId, address: c.get("address"), at };
      noteRefusal(security, refusal, facts, { requestId: c.get("requestId") });
      return refuse(c, refusal);
    }
    metrics.count("confab_errors_total");
    log.error("request_failed", {
      requestId: c.get("requestId"),
      method: c.req.method,
      route: routeOf(c),
      error,
    });
    return refuse(c, unexpected());
  });

  app.notFound((c) => {
    if (isApi(c.req.path)) closeIfLong(c);
    const methods = allowedMethods(app.routes, c.req.path);
    if (methods.length > 0 && !methods.includes(c.req.method)) return refuseMethod(c, methods);
    if (isApi(c.req.path)) return refuse(c, notFound("This address"));
    // A person reads the page; a script that asks for a file of an older build must not get HTML.
    if (c.req.header("accept")?.includes("text/html")) return servePage(c, deps.page(), 404);
    return c.text("Not found.\n", 404);
  });

  app.use(createObserveRequests(deps));
  app.use(finishHeaders);
  app.use(fillContext);
  app.use("/api/*", compressJson);
  app.use("/api/*", authenticate);
  app.use("/api/*", sessionFirst);
  app.route("/api", createApi(deps));
  app.route("/", createHealthRoutes(deps));
  app.route("/", createDocsRoutes());
  app.route("/", createPageRoutes(deps));
  return app;
}

function refuseMethod(c: Context<AppEnv>, methods: string[]): Response {
  c.header("Allow", methods.join(", "));
  c.set("refused", "bad_request");
  const message = `${c.req.method} is not possible here, only ${methods.join(", ")}.`;
  return c.json({ error: { code: "bad_request", message } }, 405);
}

function isApi(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
