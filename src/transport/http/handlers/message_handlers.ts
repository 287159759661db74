import type { Chat } from "../../../domain/chat.ts";
import { ChatError } from "../../../domain/chat_error.ts";
import type { Replies } from "../../../domain/replies.ts";
import type { Search } from "../../../domain/search/search.ts";
import { parseStoredMessage } from "../../../domain/stored_message.ts";
import type { messageEndpoints } from "../../../protocol/endpoints/message_endpoints.ts";
import type { Rates } from "../../rates.ts";
import type { Handlers } from "../register.ts";
import { chargeFor } from "./page_cost.ts";

interface MessageHandlersDeps {
  chat: Chat;
  replies: Replies;
  search: Search;
  rates: Rates;
}

export function createMessageHandlers({
  chat,
  replies,
  search,
  rates,
}: MessageHandlersDeps): Handlers<typeof messageEndpoints> {
  return {
    "GET /rooms/{id}/messages": async ({ actor: { userId }, params, query: { ids, ...page } }) => {
      if (ids === undefined) {
        const history = await chat.history(userId, params.id, page);
        chargeFor(rates, userId, history.messages, history.quoted);
        return { 200: history };
      }
      const [other] = Object.keys(page);
      if (other !== undefined) {
        throw new ChatError("bad_request", `With ids there is no ${other}.`, { field: other });
      }
      const found = await replies.findMessages(userId, params.id, ids);
      chargeFor(rates, userId, found.messages);
      return { 200: found };
    },
    "POST /rooms/{id}/messages": async ({ actor, params, body: post }) => {
      const { clientId, body, replyTo = null, fileIds = [] } = post;
      const { outcome } = await chat.postMessage(
        actor,
        { roomId: params.id, clientId, body, replyTo, fileIds },
        { spendBroadcast: () => rates.spend("broadcast", actor.userId) },
      );
      const written = await outcome;
      const message = parseStoredMessage(written.message);
      return written.changed ? { 201: { message } } : { 200: { message } };
    },
    "GET /messages/{id}": async ({ actor, params }) => ({
      200: { message: await replies.openMessage(actor.userId, params.id) },
    }),
    "PATCH /messages/{id}": async ({ actor, params, body }) => {
      const { outcome } = await chat.editMessage(actor, { messageId: params.id, ...body });
      return { 200: { message: parseStoredMessage((await outcome).message) } };
    },
    "DELETE /messages/{id}": async ({ actor, params }) => {
      const { outcome } = await chat.deleteMessage(actor, params.id);
      return { 200: { message: parseStoredMessage((await outcome).message) } };
    },
    "GET /messages/{id}/replies": async ({ actor, params, query }) => {
      const page = await replies.listReplies(actor.userId, params.id, query);
      chargeFor(rates, actor.userId, page.messages);
      return { 200: page };
    },
    "GET /search": async ({ actor, query }) => {
      const page = await search.search(actor.userId, query);
      chargeFor(rates, actor.userId, page.messages);
      return { 200: page };
    },
  };
}
