// The description of the API is made on a thread of its own.
import { expect, test } from "bun:test";

import { createDocsRoutes } from "../../src/transport/http/docs/docs_routes.ts";

test("[A5] [DOCS] while the API is described the event loop goes on, and two requests describe it once", async () => {
  const routes = createDocsRoutes();
  let turnCount = 0;
  let running = setImmediate(count);
  function count(): void {
    turnCount += 1;
    running = setImmediate(count);
  }
  const [page, document] = await Promise.all([
    routes.request("/docs/reference"),
    routes.request("/api/openapi.json"),
  ]);
  clearImmediate(running);
  expect(turnCount).toBeGreaterThan(20);
  expect(await page.text()).toContain("<h1>API reference</h1>");
  expect(document.headers.get("content-type")).toBe("application/json");
  expect(await document.json()).toMatchObject({ openapi: "3.1.0" });
});

test("[DOCS] a thread that failed is started again by the next request", async () => {
  let starts = 0;
  const routes = createDocsRoutes({
    async describeApi() {
      starts += 1;
      if (starts === 1) throw new Error("It ended.");
      return { document: "{}", reference: "<h1>API</h1>" };
    },
  });
  routes.onError(() => new Response(null, { status: 500 }));
  expect((await routes.request("/docs/reference")).status).toBe(500);
  expect(await (await routes.request("/docs/reference")).text()).toBe("<h1>API</h1>");
  expect(await (await routes.request("/api/openapi.json")).text()).toBe("{}");
  expect(starts).toBe(2);
});
