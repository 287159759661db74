// The addresses of the page: the server and the page have one list of them.
import { describe, expect, test } from "bun:test";

import { pagePaths, readPagePath, spellingsOf } from "../../src/protocol/page_paths.ts";
import { createPageRoutes } from "../../src/transport/http/page_routes.ts";
import { parseRoute, pathOf } from "../../web/app/route.ts";

const document = { type: "text/html", etag: '"a"', immutable: false, identity: new Uint8Array([1]) };
const routes = createPageRoutes({ page: () => new Map([["/", document]]) });
const statusOf = async (path: string) => (await routes.request(path)).status;
const filled = (path: string) =>
  path.replace(":id", "7").replace(":seq", "12").replace(":section", "profile");

describe("[N5] an address of the page", () => {
  for (const path of pagePaths) {
    test(`[N5] ${path} is served and drawn, with a slash at its end as well`, async () => {
      for (const spelling of spellingsOf(path).map(filled)) {
        expect([spelling, await statusOf(spelling)]).toEqual([spelling, 200]);
        const route = parseRoute(spelling, "#secret", "?q=a");
        expect([spelling, route.view === "missing"]).toEqual([spelling, false]);
        // What others are told has no slash at its end.
        const canonical = path === "/search" ? `${path}?q=a` : filled(path);
        expect(pathOf(route)).toBe(canonical);
        expect(readPagePath(spelling)?.path).toBe(path);
      }
    });
  }

  test("[N5] what is none of them is neither served nor drawn", async () => {
    for (const path of [
      "/r",
      "/r/",
      "/r/7/12/3",
      "/nothing",
      "/settings/a/b",
      "/join/x",
      "/r//12",
      "//",
      "/mentions//",
    ]) {
      expect([path, await statusOf(path), parseRoute(path, "").view]).toEqual([path, 404, "missing"]);
    }
    for (const path of ["/r/0", "/r/x", "/r/07", "/r/7/x", "/settings/Upper", "/r/12345678901234567"]) {
      expect([path, parseRoute(path, "").view]).toEqual([path, "missing"]);
    }
  });
});
