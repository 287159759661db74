import type { Actor } from "../../../domain/journal.ts";
import type { Mentions } from "../../../domain/mentions.ts";
import type { Pins } from "../../../domain/pins.ts";
import type { Reactions } from "../../../domain/reactions.ts";
import type { Saves } from "../../../domain/saves.ts";
import { parseStoredMessage } from "../../../domain/stored_message.ts";
import type { savedEndpoints } from "../../../protocol/endpoints/saved_endpoints.ts";
import type { Message } from "../../../protocol/shapes.ts";
import type { Rates } from "../../rates.ts";
import type { Handlers } from "../register.ts";
import { chargeFor } from "./page_cost.ts";

interface SavedHandlersDeps {
  reactions: Reactions;
  pins: Pins;
  saves: Saves;
  mentions: Mentions;
  rates: Rates;
}

export function createSavedHandlers({
  reactions,
  pins,
  saves,
  mentions,
  rates,
}: SavedHandlersDeps): Handlers<typeof savedEndpoints> {
  async function react(actor: Actor, { id, emoji }: { id: number; emoji: string }, on: boolean) {
    const { outcome } = await reactions.react(actor, { messageId: id, emoji, on });
    return { message: parseStoredMessage((await outcome).message) };
  }

  async function pin(actor: Actor, messageId: number, on: boolean) {
    const { message } = await pins.pin(actor, { messageId, on });
    return { message: parseStoredMessage(message) };
  }

  /** A list costs by its bytes, too. */
  function charged<T extends { messages: Message[] }>({ userId }: Actor, list: T): T {
    chargeFor(rates, userId, list.messages);
    return list;
  }

  return {
    "PUT /messages/{id}/reactions/{emoji}": async ({ actor, params }) => ({
      200: await react(actor, params, true),
    }),
    "DELETE /messages/{id}/reactions/{emoji}": async ({ actor, params }) => ({
      200: await react(actor, params, false),
    }),
    "GET /messages/{id}/reactions": async ({ actor, params, query }) => ({
      200: await reactions.listReactors(actor.userId, params.id, query),
    }),
    "PUT /messages/{id}/pin": async ({ actor, params }) => ({ 200: await pin(actor, params.id, true) }),
    "DELETE /messages/{id}/pin": async ({ actor, params }) => ({ 200: await pin(actor, params.id, false) }),
    "GET /rooms/{id}/pins": async ({ actor, params, query }) => ({
      200: charged(actor, await pins.listPins(actor.userId, params.id, query)),
    }),
    "PUT /messages/{id}/save": async ({ actor, params }) => {
      await saves.save(actor, { messageId: params.id, on: true });
      return { 204: undefined };
    },
    "DELETE /messages/{id}/save": async ({ actor, params }) => {
      await saves.save(actor, { messageId: params.id, on: false });
      return { 204: undefined };
    },
    "GET /saved": async ({ actor, query }) => ({
      200: charged(actor, await saves.listSaved(actor.userId, query)),
    }),
    "GET /mentions": async ({ actor, query }) => ({
      200: charged(actor, await mentions.listMentions(actor.userId, query)),
    }),
  };
}
