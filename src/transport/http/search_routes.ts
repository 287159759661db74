import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Search } from "../../domain/search/search.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { chargeFor } from "./page_cost.ts";
import { refuseUndecoded } from "./refusals.ts";
import { searchQuery, searchReply } from "./search_shapes.ts";

const getSearch = createRoute({
  method: "get",
  path: "/search",
  summary: "Messages of my rooms that hold all these words, newest first",
  request: { query: searchQuery },
  responses: { 200: reply("A page of messages, and where the words are.", searchReply), ...refusals },
});

export function createSearchRoutes({ search, rates }: { search: Search; rates: Rates }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded }).openapi(getSearch, async (c) => {
    const { userId } = actorOf(c);
    rates.spend("search", userId);
    const page = await search.search(userId, c.req.valid("query"));
    chargeFor(rates, userId, page.messages);
    return c.json(page, 200);
  });
}
