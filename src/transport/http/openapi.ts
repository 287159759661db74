// The contract as an OpenAPI 3.1 document.
import { z } from "zod";

import { partsOf, type Endpoint, type Endpoints, type Reply } from "../../protocol/endpoints/endpoint.ts";
import { namedShapes } from "../../protocol/contract.ts";
import { refusal } from "../../protocol/shapes/refusal.ts";

type Json = Record<string, unknown>;

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  security: object[];
  paths: Record<string, Record<string, Json>>;
  components: Json;
}

/** `groups`: endpoints by how they are grouped. */
export function describeApi(groups: Readonly<Record<string, Endpoints>>): ApiDocument {
  const { schemaOf, components } = readSchemas(groups);
  const paths: ApiDocument["paths"] = {};
  for (const [group, endpoints] of Object.entries(groups)) {
    for (const [key, endpoint] of Object.entries(endpoints)) {
      const { method, path } = partsOf(key);
      const operation = describeEndpoint(endpoint, schemaOf);
      (paths[`/api${path}`] ??= {})[method.toLowerCase()] = { tags: [group], ...operation };
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Confab", version: "1", description: "JSON over HTTP. The live side is the socket /ws." },
    tags: Object.keys(groups).map((name) => ({ name })),
    security: [{ session: [] }],
    paths,
    components: {
      schemas: components,
      responses: {
        Refusal: responseOf({ description: "It was not done.", json: refusal }, schemaOf),
      },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "confab_session",
          description: "Over https it is called __Host-confab_session.",
        },
      },
    },
  };
}

type SchemaOf = (schema: z.ZodType) => Json;

function describeEndpoint(endpoint: Endpoint, schemaOf: SchemaOf): Json {
  const { summary, deprecated, session, rate, params, query, body, bytes, replies } = endpoint;
  const parameters = [
    ...(params ? parametersOf("path", schemaOf(params)) : []),
    ...(query ? parametersOf("query", schemaOf(query)) : []),
  ];
  const request = body
    ? { "application/json": { schema: schemaOf(body) } }
    : bytes && "request" in bytes && { [bytes.request]: {} };
  const response = bytes && "response" in bytes ? { [bytes.response]: {} } : undefined;
  const responses: Json = {};
  for (const [status, one] of Object.entries(replies)) {
    responses[status] = responseOf(one, schemaOf, status === "304" ? undefined : response);
  }
  responses["default"] = { $ref: "#/components/responses/Refusal" };
  return {
    summary,
    ...(deprecated && { deprecated }),
    ...(rate !== undefined && { description: `Spends the rate \`${rate}\`.` }),
    ...(session === "none" && { security: [] }),
    ...(session === "optional" && { security: [{}, { session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(request && { requestBody: { content: request, required: true } }),
    responses,
  };
}

function responseOf({ description, json }: Reply, schemaOf: SchemaOf, given?: Json): Json {
  const content = json ? { "application/json": { schema: schemaOf(json) } } : given;
  return content ? { description, content } : { description };
}

function parametersOf(location: "path" | "query", schema: Json): Json[] {
  const required = schema["required"];
  return Object.entries(schema["properties"] ?? {}).map(([name, property]) => ({
    name,
    in: location,
    required: Array.isArray(required) && required.includes(name),
    ...(typeOf(property) === "array" && { style: "form", explode: false }),
    schema: property,
  }));
}

function typeOf(schema: unknown): unknown {
  return typeof schema === "object" && schema !== null ? Reflect.get(schema, "type") : undefined;
}

/** Every schema of the endpoints as JSON Schema. Those with a name stand under it, once, and the others refer to them. */
function readSchemas(groups: Readonly<Record<string, Endpoints>>) {
  const requests = z.registry<{ id: string }>();
  const given = z.registry<{ id: string }>();
  const ids = new Map<z.ZodType, string>();
  const add = (registry: typeof requests, schema: z.ZodType | undefined, id = String(ids.size)) => {
    if (!schema || ids.has(schema)) return;
    ids.set(schema, id);
    registry.add(schema, { id });
  };
  for (const [name, schema] of Object.entries(namedShapes)) add(given, schema, name);
  for (const { params, query, body, replies } of Object.values(groups).flatMap((all) => Object.values(all))) {
    add(requests, body);
    // For a caller digits are a number, and ids with commas a list.
    for (const schema of [params, query]) add(given, schema);
    for (const { json } of Object.values(replies)) add(given, json);
  }
  const uri = (id: string) => `#/components/schemas/${id}`;
  const all: Record<string, Json> = {
    ...z.toJSONSchema(requests, { uri, override: tidy, io: "input" }).schemas,
    ...z.toJSONSchema(given, { uri, override: tidyGiven, io: "output" }).schemas,
  };
  for (const schema of Object.values(all)) {
    delete schema["$schema"];
    delete schema["$id"];
  }
  const components = Object.fromEntries(Object.keys(namedShapes).map((name) => [name, all[name]]));
  const schemaOf = (schema: z.ZodType): Json => {
    const id = ids.get(schema) ?? "";
    return Object.hasOwn(components, id) ? { $ref: uri(id) } : (all[id] ?? {});
  };
  return { components, schemaOf };
}

function tidy({ jsonSchema }: Described): void {
  // What every whole number is in zod says nothing.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Requests are strict (L4), but a later version may send more fields (W3). */
function tidyGiven({ jsonSchema }: Described): void {
  tidy({ jsonSchema });
  delete jsonSchema.additionalProperties;
}

interface Described {
  jsonSchema: z.core.JSONSchema.BaseSchema;
}
