// Pictures of people over REST (SPEC P6). They stand before the reading of JSON bodies, as files do.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

import type { Accounts } from "../../domain/accounts/accounts.ts";
import type { Avatars } from "../../domain/avatars/avatars.ts";
import { safeText } from "../../protocol/client_frames.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { idParam } from "./list_shapes.ts";
import { personReply, userReply } from "./person_shapes.ts";
import { bytesOf, lengthOf } from "./raw_body.ts";
import { refuseUndecoded, requireSession } from "./refusals.ts";
import { serveBytes } from "./serve_bytes.ts";

const binary = z.string().openapi({ format: "binary" });

const putAvatar = createRoute({
  method: "put",
  path: "/me/avatar",
  summary: "Upload my picture: its raw bytes; the middle of it is shown",
  request: { body: { content: { "application/octet-stream": { schema: binary } }, required: true } },
  responses: { 200: reply("Me, as I am now.", userReply), ...refusals },
});
const deleteMyAvatar = createRoute({
  method: "delete",
  path: "/me/avatar",
  summary: "Remove my picture",
  responses: { 200: reply("Me, as I am now.", userReply), ...refusals },
});
const deleteAvatar = createRoute({
  method: "delete",
  path: "/users/{id}/avatar",
  summary: "Admins: remove someone's picture",
  request: { params: idParam },
  responses: { 200: reply("The person, as they are now.", personReply), ...refusals },
});
const getAvatar = createRoute({
  method: "get",
  path: "/users/{id}/avatar/{avatar}",
  summary: "Someone's picture, while it is this one",
  request: { params: idParam.extend({ avatar: safeText }) },
  responses: {
    200: { description: "The picture.", content: { "image/webp": { schema: binary } } },
    ...refusals,
  },
});

/** Another picture has another address. */
const forever = "private, max-age=31536000, immutable";

export interface AvatarRoutesDeps {
  avatars: Avatars;
  accounts: Pick<Accounts, "me" | "people">;
  rates: Rates;
}

export function createAvatarRoutes({ avatars, accounts, rates }: AvatarRoutesDeps) {
  const routes = new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded });
  routes.openapi(putAvatar, async (c) => {
    const actor = actorOf(c);
    rates.spend("avatar", actor.userId);
    await avatars.setAvatar(actor, { bytes: bytesOf(c), length: lengthOf(c) });
    return c.json({ user: await accounts.me(actor.userId) }, 200);
  });
  routes.openapi(deleteMyAvatar, async (c) => {
    const actor = actorOf(c);
    rates.spend("avatar", actor.userId);
    await avatars.removeAvatar(actor);
    return c.json({ user: await accounts.me(actor.userId) }, 200);
  });
  routes.openapi(deleteAvatar, async (c) => {
    const actor = actorOf(c);
    rates.spend("avatar", actor.userId);
    const { id } = c.req.valid("param");
    await avatars.removeAvatarOf(actor, id);
    return c.json({ user: await accounts.people.find(id) }, 200);
  });
  routes.openapi(getAvatar, async (c) => {
    requireSession(c);
    const { id, avatar } = c.req.valid("param");
    const { hash, content } = await avatars.openAvatar(id, avatar);
    return serveBytes(c, { content, hash, type: "image/webp", disposition: "inline", cache: forever });
  });
  return routes;
}
