import type { PreviewWork, RetentionSettings } from "../../../domain/retention/retention_settings.ts";
import type { retentionEndpoints } from "../../../protocol/endpoints/workspace_endpoints.ts";
import type { Rates } from "../../rates.ts";
import type { Handlers } from "../register.ts";

/** Looking at so many portions (of 500 messages, J2) counts as one more preview. */
const portionsForOne = 200;

interface RetentionHandlersDeps {
  retention: RetentionSettings;
  rates: Rates;
}

export function createRetentionHandlers({
  retention,
  rates,
}: RetentionHandlersDeps): Handlers<typeof retentionEndpoints> {
  /** A preview may read every message: its cost is spent before the next (A5). */
  function workOf(userId: number): PreviewWork {
    return { onPortion: () => rates.charge("preview", userId, 1 / portionsForOne) };
  }

  return {
    "GET /admin/retention": async ({ actor }) => ({
      200: { retention: await retention.readWorkspace(actor.userId) },
    }),
    "PUT /admin/retention": async ({ actor, body }) => ({
      200: { retention: await retention.setWorkspace(actor, body.days) },
    }),
    "GET /admin/retention/preview": async ({ actor: { userId }, query }) => ({
      200: { preview: await retention.previewWorkspace(userId, { ...query, ...workOf(userId) }) },
    }),
    "GET /rooms/{id}/retention": async ({ actor, params }) => ({
      200: { retention: await retention.readRoom(actor.userId, params.id) },
    }),
    "PUT /rooms/{id}/retention": async ({ actor, params, body }) => ({
      200: { retention: await retention.setRoom(actor, params.id, body.days) },
    }),
    "GET /rooms/{id}/retention/preview": async ({ actor: { userId }, params, query }) => {
      const asked = { roomId: params.id, ...query, ...workOf(userId) };
      return { 200: { preview: await retention.previewRoom(userId, asked) } };
    },
    "PUT /rooms/{id}/hold": async ({ actor, params }) => {
      await retention.holdRoom(actor, params.id, true);
      return { 204: undefined };
    },
    "DELETE /rooms/{id}/hold": async ({ actor, params }) => {
      await retention.holdRoom(actor, params.id, false);
      return { 204: undefined };
    },
  };
}
