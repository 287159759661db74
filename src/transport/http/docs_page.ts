// A plain page over the OpenAPI document: every address by its group, what it takes, and a form to try it. No CDN, no inline script.
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

import type { ApiDocument } from "./openapi.ts";

interface Operation {
  method: string;
  path: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean }[];
  example: string | null;
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export function docsPage(document: ApiDocument): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="stylesheet" href="/docs/docs.css" />
        <script src="/docs/docs.js" defer></script>
      </head>
      <body>
        <main>
          <h1>${document.info.title} API</h1>
          <p>
            ${document.info.description} The whole description is
            <a href="/api/openapi.json">/api/openapi.json</a>. What you try here is real, with your own
            session.
          </p>
          ${document.tags.map(({ name }) => group(name, operationsOf(document, name)))}
        </main>
      </body>
    </html>`;
}

function group(name: string, operations: Operation[]): Html {
  return html`<h2>${name}</h2>
    ${operations.map(section)}`;
}

function section({ method, path, summary, parameters, example }: Operation): Html {
  return html`<details>
    <summary><code>${method} ${path}</code> ${summary}</summary>
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

export const docsStyle = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-inline-size: 56rem; margin-inline: auto; padding: 1.5rem; }
details { border-block-start: 1px solid color-mix(in srgb, currentcolor 20%, transparent); padding-block: 0.5rem; }
summary { cursor: pointer; }
code, textarea, input, output { font-family: ui-monospace, monospace; font-size: 0.9rem; }
form { display: grid; gap: 0.75rem; padding-block: 0.75rem; }
label { display: grid; gap: 0.25rem; }
button { justify-self: start; font: inherit; padding: 0.25rem 1rem; }
output { white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
`;
