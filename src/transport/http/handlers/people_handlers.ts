import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { peopleEndpoints } from "../../../protocol/endpoints/people_endpoints.ts";
import type { Handlers } from "../register.ts";

export function createPeopleHandlers({
  accounts: { people },
}: {
  accounts: Accounts;
}): Handlers<typeof peopleEndpoints> {
  return {
    "GET /users": async ({ query }) => ({ 200: await people.list(query) }),
    "GET /users/{id}": async ({ params }) => ({ 200: { user: await people.find(params.id) } }),
    "PATCH /users/{id}": async ({ session, params, body }) => ({
      200: { user: await people.change(session, params.id, body) },
    }),
    "POST /users/{id}/erase": async ({ session, params, body }) => ({
      200: { user: await people.erase(session, params.id, body.username) },
    }),
    "POST /users/{id}/reset": async ({ c, session, params }) => {
      const { token, expiresAt } = await people.makeResetLink(session, params.id);
      // Behind the #, so that no log on the way holds the token.
      return { 201: { url: `${c.get("origin")}/reset#${token}`, expiresAt } };
    },
    "GET /audit": async ({ session, query }) => ({ 200: await people.audit(session, query) }),
  };
}
