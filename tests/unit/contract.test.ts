// The contract of HTTP: what holds for every endpoint, and its OpenAPI document.
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "bun:test";
import { Hono } from "hono";

import { contract, contractGroups } from "../../src/protocol/contract.ts";
import { partsOf, type Endpoint } from "../../src/protocol/endpoints/endpoint.ts";
import { errorCodes } from "../../src/protocol/error_codes.ts";
import { frameRates } from "../../src/protocol/rates.ts";
import type { User } from "../../src/protocol/shapes.ts";
import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createWithJsonText } from "../../src/transport/http/json_body.ts";
import { describeApi } from "../../src/transport/http/openapi.ts";
import { asRefusal, refuse } from "../../src/transport/http/refusals.ts";
import { register, type Handlers } from "../../src/transport/http/register.ts";
import { createRates } from "../../src/transport/rates.ts";
import { createWorkInFlight } from "../../src/transport/work_in_flight.ts";
import { restRules } from "../support/access_rules.ts";

const entries = Object.entries<Endpoint>(contract);
const document = describeApi(contractGroups);

describe("[A5] the order in every endpoint", () => {
  const member: User = {
    id: 1,
    username: "bob",
    displayName: "Bob",
    avatar: null,
    role: "member",
    status: null,
    dndUntil: null,
    isDeactivated: false,
    quietHours: null,
    receipts: true,
    preferences: {
      theme: "system",
      contrast: "system",
      density: "comfortable",
      clock: "system",
      language: "system",
    },
  };

  /** All endpoints, with handlers that only say that they were reached. */
  function open(user: User | null) {
    const steps: string[] = [];
    const counted = createRates({ monotonicMs: () => 0, enabled: false });
    const rates = { ...counted, spend: (name: string) => void steps.push(`rate ${name}`) };
    const withJsonText = createWithJsonText({
      inFlight: createWorkInFlight({ limitsPersons: true }),
      rates: { ...counted, spendBytes: () => void steps.push("size") },
    });
    const handlers = Object.fromEntries(
      entries.map(([key]) => [
        key,
        () => {
          steps.push("handler");
          return new Response();
        },
      ]),
    ) as unknown as Handlers<typeof contract>;
    const app = new Hono<HttpEnv>();
    app.use(async (c, next) => {
      const times = { createdAt: 0, lastSeenAt: 0, expiresAt: Infinity };
      c.set("session", user && { id: 7, user, ...times });
      c.set("address", "192.0.2.1");
      await next();
    });
    register(app, contract, handlers, { rates, withJsonText });
    app.onError((error, c) => {
      const refusal = asRefusal(error);
      if (!refusal) throw error;
      return refuse(c, refusal);
    });
    /** With everything wrong that can be. */
    async function ask(key: string, content = "{") {
      const { method, path } = partsOf(key);
      const request = new Request(`http://localhost${path.replaceAll(/\{\w+\}/g, "x")}?limit=x&nonsense=1`, {
        method,
        ...(method !== "GET" && { body: content, headers: { "Content-Type": "application/json" } }),
      });
      const answer = await app.request(request);
      return { status: answer.status, body: await answer.text(), wasRead: request.bodyUsed };
    }
    return { ask, steps };
  }

  test("[A5] [R1] signed out, each is 401 before a rate is spent or anything is read, however malformed", async () => {
    for (const [key, { session }] of entries) {
      if (session === "none" || session === "optional") continue;
      const { ask, steps } = open(null);
      const { status, body, wasRead } = await ask(key);
      expect([key, status, JSON.parse(body).error.code, wasRead, steps]).toEqual([
        key,
        401,
        "not_signed_in",
        false,
        [],
      ]);
    }
  });

  test("[A5] [A1] what is for admins is refused to others before anything of it is decoded", async () => {
    for (const [key, { session }] of entries) {
      if (session !== "admin") continue;
      const { ask, steps } = open(member);
      const { status, wasRead } = await ask(key);
      expect([key, status, wasRead, steps]).toEqual([key, 403, false, []]);
    }
  });

  test("[A5] the rate is spent, then the body is measured, then decoded: a malformed request costs as any other", async () => {
    for (const [key, endpoint] of entries) {
      const { ask, steps } = open({ ...member, role: "admin" });
      const { method } = partsOf(key);
      const { status } = await ask(key);
      const { rate, bytes, params, query } = endpoint;
      const isDecoded = params?.shape["id"] ?? params?.shape["userId"] ?? query;
      const wanted = [
        ...(rate === undefined ? [] : [`rate ${rate}`]),
        ...(method === "GET" || bytes ? [] : ["size"]),
      ];
      expect([key, steps.filter((step) => step !== "handler")]).toEqual([key, wanted]);
      if (isDecoded ?? endpoint.body) expect([key, status, steps]).toEqual([key, 400, wanted]);
    }
  });
});

describe("[R14] the OpenAPI document", () => {
  test("[R14] a public validator finds nothing wrong with it, and each reference leads somewhere", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone({ ...document }))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(entries.length);
    for (const [whole, kind = "", name = ""] of references) {
      const components: unknown = document.components[kind];
      expect([whole, Object.hasOwn(Object(components), name)]).toEqual([whole, true]);
    }
  });

  test("[R14] it has every endpoint once, in a group, with the refusal and the parts of its path", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        key: `${method.toUpperCase()} ${path.slice("/api".length)}`,
        operation,
      })),
    );
    expect(described.map(({ key }) => key).toSorted()).toEqual(Object.keys(contract).toSorted());
    const groups = document.tags.map(({ name }) => name);
    for (const { key, operation } of described) {
      const { tags, responses, parameters = [] } = operation;
      expect([key, Array.isArray(tags) && groups.includes(String(tags[0]))]).toEqual([key, true]);
      expect([key, responses]).toMatchObject([key, { default: { $ref: "#/components/responses/Refusal" } }]);
      const named = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = (Array.isArray(parameters) ? parameters : []).filter((one) => one.in === "path");
      expect([key, new Set(inPath.map((one) => one.name))]).toEqual([key, new Set(named)]);
    }
  });

  test("[R14] fields that may be missing are not required, and all that is taken is strict (L4)", () => {
    const body: unknown = document.paths["/api/rooms/{id}/settings"]?.["patch"]?.["requestBody"];
    const schema = { type: "object", additionalProperties: false };
    expect(body).toMatchObject({ content: { "application/json": { schema } } });
    expect(JSON.stringify(body)).not.toContain('"required":["');
    const author = Object(document.components["schemas"])["Author"];
    expect(author.required).toEqual(["id", "username", "displayName", "avatar"]);
  });

  test("[R14] the one refusal lists every code", () => {
    const { Refusal } = Object(document.components["schemas"]);
    expect(Refusal.properties.error.properties.code.enum).toEqual(Object.keys(errorCodes));
  });

  test("[A1] who may ask is told as the rules of access have it", () => {
    for (const [key, { session }] of entries) {
      const { method, path } = partsOf(key);
      const rule = restRules[`${method} /api${path}`];
      const wanted = session === "none" || session === "optional" ? "no session" : undefined;
      expect([key, rule?.about === "no session"]).toEqual([key, wanted === "no session"]);
      if (rule?.about === "the workspace") expect([key, session]).toEqual([key, "admin"]);
    }
  });
});

test("[W9] a frame spends the rate of the endpoint that does the same", () => {
  const same = {
    post: "POST /rooms/{id}/messages",
    edit: "PATCH /messages/{id}",
    delete: "DELETE /messages/{id}",
    react: "PUT /messages/{id}/reactions/{emoji}",
    read: "PUT /rooms/{id}/read",
    sync: "GET /rooms/{id}/sync",
  } as const;
  for (const [frame, key] of Object.entries(same)) {
    const { rate } = contract[key];
    expect([frame, Object.entries(frameRates)]).toEqual([frame, expect.arrayContaining([[frame, rate]])]);
  }
});
