import type { Accounts } from "../../../domain/accounts/accounts.ts";
import type { Avatars } from "../../../domain/avatars/avatars.ts";
import type { avatarEndpoints } from "../../../protocol/endpoints/file_endpoints.ts";
import { bytesOf, lengthOf } from "../raw_body.ts";
import type { Handlers } from "../register.ts";
import { serveBytes } from "../serve_bytes.ts";

/** Another picture has another address. */
const forever = "private, max-age=31536000, immutable";

interface AvatarHandlersDeps {
  avatars: Avatars;
  accounts: Pick<Accounts, "me" | "people">;
}

export function createAvatarHandlers({
  avatars,
  accounts,
}: AvatarHandlersDeps): Handlers<typeof avatarEndpoints> {
  return {
    "PUT /me/avatar": async ({ c, actor }) => {
      await avatars.setAvatar(actor, { bytes: bytesOf(c), length: lengthOf(c) });
      return { 200: { user: await accounts.me(actor.userId) } };
    },
    "DELETE /me/avatar": async ({ actor }) => {
      await avatars.removeAvatar(actor);
      return { 200: { user: await accounts.me(actor.userId) } };
    },
    "DELETE /users/{id}/avatar": async ({ actor, params: { id } }) => {
      await avatars.removeAvatarOf(actor, id);
      return { 200: { user: await accounts.people.find(id) } };
    },
    "GET /users/{id}/avatar/{avatar}": async ({ c, params }) => {
      const { hash, content } = await avatars.openAvatar(params.id, params.avatar);
      return serveBytes(c, { content, hash, type: "image/webp", disposition: "inline", cache: forever });
    },
  };
}
