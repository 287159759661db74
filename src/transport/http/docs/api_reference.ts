// The reference of the API, made of its OpenAPI document: every address by its group, what it takes, and a form to try it.
import { html } from "hono/html";

import type { ApiDocument } from "../openapi.ts";
import { docsLayout, idOf, referencePath, type Html } from "./docs_layout.ts";

interface Operation {
  method: string;
  path: string;
  summary: string;
  deprecated: boolean;
  parameters: { name: string; in: string; required: boolean }[];
  example: string | null;
}

export function apiReference(document: ApiDocument): Html {
  const groups = document.tags.map(({ name }) => name);
  const content = html`<h1>API reference</h1>
    <p>
      ${document.info.description} <a href="/docs/api">Use the API</a> is an introduction,
      <a href="/api/openapi.json"><code>/api/openapi.json</code></a> the whole description. What you try here
      is real, with your own session.
    </p>
    ${groups.map((name) => group(name, operationsOf(document, name)))}`;
  const sections = groups.map((name) => ({ id: idOf(name), title: name }));
  return docsLayout({
    path: referencePath,
    title: "API reference",
    sections,
    content,
    script: "/docs/reference.js",
  });
}

function group(name: string, operations: Operation[]): Html {
  return html`<h2 id="${idOf(name)}">${name}</h2>
    ${operations.map(section)}`;
}

function section({ method, path, summary, deprecated, parameters, example }: Operation): Html {
  return html`<details class="endpoint">
    <summary><code>${method} ${path}</code> ${deprecated ? "Deprecated. " : ""}${summary}</summary>
    <form data-method="${method}" data-path="${path}">
      ${parameters.map(
        (one) =>
          html`<label>
            ${one.name}
            <input
              name="${one.name}"
              data-in="${one.in}"
              ${one.required ? "required" : ""}
              autocomplete="off"
            />
          </label>`,
      )}
      ${
        example === null
          ? ""
          : html`<label>Body <textarea rows="5" spellcheck="false">${example}</textarea></label>`
      }
      <button>Send</button>
      <output></output>
    </form>
  </details>`;
}

function operationsOf(document: ApiDocument, tag: string): Operation[] {
  const found: Operation[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!listOf(operation["tags"]).includes(tag)) continue;
      found.push({
        method: method.toUpperCase(),
        path,
        summary: textOf(field(operation, "summary")),
        deprecated: field(operation, "deprecated") === true,
        parameters: listOf(field(operation, "parameters")).map((one) => ({
          name: textOf(field(one, "name")),
          in: textOf(field(one, "in")),
          required: field(one, "required") === true,
        })),
        example: exampleOf(operation),
      });
    }
  }
  return found;
}

/** A body with every field it knows, to be filled in. */
function exampleOf(operation: unknown): string | null {
  const schema = ["requestBody", "content", "application/json", "schema"].reduce(field, operation);
  if (schema === undefined) return null;
  const required = listOf(field(schema, "required"));
  const example: Record<string, unknown> = {};
  for (const [name, property] of entriesOf(field(schema, "properties"))) {
    if (required.includes(name)) example[name] = valueOf(property);
  }
  return JSON.stringify(example, null, 2);
}

function valueOf(property: unknown): unknown {
  const type = field(property, "type");
  if (type === "integer") return 1;
  if (type === "boolean") return false;
  return type === "string" ? "" : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
